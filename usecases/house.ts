import type { RouteName } from '@tongchuang/domain/access/rights.ts';
import type { Json } from '@tongchuang/domain/kernel/canonical.ts';
import type { Store } from '@tongchuang/storage/database.ts';
import type { FileStore } from '@tongchuang/storage/files/store.ts';

/** A job that follows an act, queued in its transaction. */
export interface FollowUp {
  task: string;
  payload: Record<string, Json>;
  key?: string;
}

/** What the use cases stand on. Clock, randomness, files and crash points are seams: tests pass their own. */
export interface House {
  store: Store;
  files: FileStore;
  clock: () => Date;
  random: (bytes: number) => Uint8Array;
  /** A named place where a test may crash the process. */
  point: (name: string) => void | Promise<void>;
  /** What follows an act: said on one page, `server/reactions.ts`. */
  follow: (act: RouteName, done: { asked: object; reply: object }) => readonly FollowUp[];
  /** 单点登录: who else may say that somebody is who he is. */
  providers: readonly SignInProvider[];
  /** Demo accounts exist in demo mode only. */
  demo: boolean;
}

/** An identity provider (OpenID Connect) of one place, as configured. */
export interface SignInProvider {
  /** The place whose people it knows. */
  place: string;
  code: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Which word of its token names the person, and what that word is here. */
  claim: string;
  matches: 'login' | 'oidc_subject';
  /** It asks for a second factor itself; else a role that needs a code still asks for it here. */
  secondFactor: boolean;
}
