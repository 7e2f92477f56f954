import type { Readable } from 'node:stream';
import type { Asked, ReplyOf, Route } from '@tongchuang/contract/route.ts';
import type { Actor, UnitPath } from '@tongchuang/domain/access/may.ts';
import type { Json } from '@tongchuang/domain/kernel/canonical.ts';
import type { CommandId, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '@tongchuang/storage/database.ts';
import type { FileStore } from '@tongchuang/storage/files/store.ts';

/** What a read is given: one transaction, whoever looks, and the time. */
export interface Scene extends Transaction {
  tenant: TenantId;
  actor: Actor;
  now: Date;
  /** Today's civil date in the place's time zone. */
  today: string;
  files: FileStore;
}

/** A scene before it is known who acts. */
export type Onlooker = Omit<Scene, 'actor'>;

/** What an act is given besides: how to leave its trace, and what to leave to later. */
export interface ActScene extends Scene {
  commandId: CommandId;
  newId: <T extends string>() => T;
  /** Names an object that the act concerned, and the facts worth keeping; the audit trail of that object shows it. */
  trace: (kind: string, id: string, facts?: Record<string, Json | undefined>) => void;
  /** Queues a job in the same transaction: it runs once the act is committed, and never where it is not. */
  later: (
    task: string,
    payload: Record<string, Json>,
    options?: { key?: string; at?: Date },
  ) => Promise<void>;
}

/** The row that an act or a read is about, and the units that own it: what rights are judged against. */
export interface Subject<Row> {
  row: Row;
  owners: readonly UnitPath[];
}

/** What an act answers; the pipe adds the receipt. */
export type ActReply<R extends Route> = Omit<ReplyOf<R>, 'receipt'>;

/**
 * One intention of one person (动作): whole or not at all, traced, and safe to send twice.
 * A route whose right is judged `on: 'row'` says by `about` which row; the pipe judges before `run` starts.
 */
export interface Act<R extends Route = Route, Row = unknown> {
  route: R;
  about?: (scene: Scene, asked: Asked<R>) => Promise<Subject<Row>>;
  /** The same for acts that many do at once: it asks nothing of the actor, so it is sent along with the question who he is. */
  early?: (scene: Onlooker, asked: Asked<R>) => Promise<Subject<Row>>;
  /** What two of these acts must not share a transaction over: the second waits for the next one. */
  apart?: (asked: Asked<R>) => string;
  /** Fields of the body that not even a hash may be kept of: passwords, which a quick hash would give away. */
  secrets?: readonly string[];
  run: (scene: ActScene, asked: Asked<R>, row: Row) => Promise<ActReply<R>>;
  /** Takes long (an import, a letter): it runs in a transaction of its own and holds nobody up. */
  alone?: boolean;
}

export interface View<R extends Route = Route, Row = unknown, Out = ReplyOf<R>> {
  route: R;
  about?: (scene: Scene, asked: Asked<R>) => Promise<Subject<Row>>;
  /** As of an act, for what many look at. */
  early?: (scene: Onlooker, asked: Asked<R>) => Promise<Subject<Row>>;
  run: (scene: Scene, asked: Asked<R>, row: Row) => Promise<Out>;
}

/** A reply that is JSON already: made once, by the route's schema, and sent to many as it is. */
export class ReadyText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export const act = <R extends Route, Row = undefined>(
  route: R,
  written: Omit<Act<R, Row>, 'route'>,
): Act<R, Row> => ({ route, ...written });

export const view = <R extends Route, Row = undefined>(
  route: R,
  written: Omit<View<R, Row>, 'route'>,
): View<R, Row> => ({ route, ...written });

export const textView = <R extends Route, Row = undefined>(
  route: R,
  written: Omit<View<R, Row, ReadyText>, 'route'>,
): View<R, Row, ReadyText> => ({ route, ...written });

/** Bytes on the way out of a view: the reply of routes that answer a file. */
export interface FileReply {
  fileName: string;
  mime: string;
  bytes: Uint8Array | Readable;
}
