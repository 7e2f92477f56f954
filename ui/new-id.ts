import { uuidv7, type Id } from '@tongchuang/domain/kernel/ids.ts';

/** A new identity, made where the thing is made: `newId<'task'>()`. */
export const newId = <K extends string>(): Id<K> =>
  uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))) as Id<K>;
