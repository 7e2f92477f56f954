import type { ReactNode } from 'react';
import type { Permission } from '@tongchuang/domain/access/permissions.ts';
import type { Said } from '@tongchuang/ui/locale/locale.ts';
import type { RoomName } from '@tongchuang/ui/locale/rooms.ts';
import type { DoorName } from './shell/door-names.ts';

/** What a room adds to the desk. Each room says it in its own `routes.ts`; `rooms.ts` lists the rooms. */
export interface Room {
  pages: readonly Page[];
  /** What the search (Ctrl/⌘ K) can jump to; fetched when the search first opens. */
  finders?: () => Promise<{ finders: readonly Finder[] }>;
}

export interface Page {
  /** `/tasks/$id`: a part after `$` is a param. */
  path: string;
  title: Said;
  /** The word tables that must be there before the page is drawn. */
  words: readonly RoomName[];
  /** The page, its own chunk: `() => import('./list-page.tsx')`. */
  load: () => Promise<{ default: () => ReactNode }>;
  /** Drawn without the shell and without asking who is there: for whoever holds a link. */
  forAnyone?: true;
  /** Whoever holds one of these may open it; everybody who is signed in, unless told. */
  anyOf?: readonly Permission[];
  /** Stands in the rail: under which door, and where in its row. Small numbers come first. */
  nav?: { door: DoorName; order: number };
}

/** One kind of thing that the search finds. */
export interface Finder {
  kind: Said;
  anyOf?: readonly Permission[];
  /** The best first, at most some twenty. `wanted` is trimmed and never empty. */
  find: (wanted: string, signal: AbortSignal) => Promise<readonly Found[]>;
}

export interface Found {
  title: string;
  /** What tells it from its namesakes: the unit of a person, the section of a task. */
  hint?: string;
  href: string;
}
