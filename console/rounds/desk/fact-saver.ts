import { enterFacts, type FactIn, type FactOut } from '@tongchuang/contract/facts.ts';
import type { RoundId } from '@tongchuang/domain/kernel/ids.ts';
import type { Sheet } from '@tongchuang/domain/scoring/round.ts';
import { call, Refused } from '@tongchuang/ui/call.ts';
import { newId } from '@tongchuang/ui/new-id.ts';

/** One change on its way: the fact that was changed, and those that go with it. */
interface Change {
  key: string;
  sheet: Sheet;
  facts: FactIn[];
  /** Milliseconds since 1970 from which on it may go. */
  due: number;
  /** The same content sent again keeps its command id: it is written once. */
  commandId: string;
  /** It has left once, and may be written although nobody answered: its content stays. */
  sent: boolean;
}

/** waiting: typed, not sent · saving · unsaved: no answer, tried again · reason: a correction that lacks its reason. */
export type SaveState = 'waiting' | 'saving' | 'unsaved' | 'reason' | 'refused';

/** Two wrote the same fact, and the other was faster. */
export interface FactConflict {
  key: string;
  mine: FactOut;
  facts: FactIn[];
  sheet: Sheet;
}

export interface Totals {
  points: number | null;
  of: number;
  low: number;
  high: number;
  max: number;
}

export interface Saved {
  states: ReadonlyMap<string, SaveState>;
  /** The server's sentence, by key. */
  refusals: ReadonlyMap<string, string>;
  /** Facts as they stand on this desk, ahead of what the server last listed; by id. */
  ahead: ReadonlyMap<string, FactOut>;
  conflict: FactConflict | null;
  /** New totals by unit id, as the server answered last. */
  totals: Readonly<Record<string, Totals>>;
  /** When the last change was written, as an instant. */
  savedAt: string | null;
}

const EMPTY: Saved = {
  states: new Map(),
  refusals: new Map(),
  ahead: new Map(),
  conflict: null,
  totals: {},
  savedAt: null,
};

/** Milliseconds after a try without an answer: 1 s, 2 s, 4 s … 15 s. */
const backoff = (tries: number): number => Math.min(15_000, 1000 * 2 ** tries);

/** What others rely on is corrected with a reason only; on one's own sheet one corrects oneself. */
export const needsReason = (sheet: Sheet): boolean =>
  sheet === 'field' || sheet === 'arbiter' || sheet === 'final';

/**
 * Saves every change by itself as it is made, one after the other, and loses none: a change that had no answer is sent again
 * with its command id. It lives on while its person looks at other pages.
 */
export class FactSaver {
  readonly #round: RoundId;
  #queue: Change[] = [];
  readonly #versions = new Map<string, number>();
  #shown: Saved = EMPTY;
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #busy = false;
  #tries = 0;
  #reason = '';

  constructor(round: RoundId) {
    this.#round = round;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly shown = (): Saved => this.#shown;
  /** Changes that nobody would find on the server yet. */
  readonly open = (): number => this.#queue.length;

  /** Why facts that stood already are changed; those that wait for it go now. */
  setReason(reason: string): void {
    this.#reason = reason.trim();
    this.#run();
  }

  /**
   * Takes up a change.
   * @param shown   the facts as they are shown from now on, the changed one first
   * @param facts   what is sent of them
   * @param waitMs  how long the person may go on typing before it is sent
   */
  put(key: string, sheet: Sheet, shown: readonly FactOut[], facts: readonly FactIn[], waitMs: number): void {
    // What has left keeps its content; a later change of the same field follows it.
    const at = this.#queue.findIndex((one) => one.key === key && one.sheet === sheet && !one.sent);
    const merged = new Map((this.#queue[at]?.facts ?? []).map((one) => [one.id, one]));
    for (const one of facts) merged.set(one.id, one);
    const change = {
      key,
      sheet,
      facts: [...merged.values()],
      due: Date.now() + waitMs,
      commandId: newId(),
      sent: false,
    };
    if (at < 0) this.#queue.push(change);
    else this.#queue[at] = change;
    const ahead = new Map(this.#shown.ahead);
    for (const fact of shown) ahead.set(fact.id, fact);
    const refusals = new Map(this.#shown.refusals);
    refusals.delete(key);
    this.#show({ ahead, refusals });
    this.#mark(key, 'waiting');
    this.#run();
  }

  /** The field was left: nobody types on. */
  flush(key: string): void {
    for (const change of this.#queue) if (change.key === key) change.due = 0;
    this.#run();
  }

  /** Sends again now what had no answer. */
  again(): void {
    this.#tries = 0;
    this.#run();
  }

  /** Takes what is there now (null), or writes mine over it: the version that mine is written over. */
  settle(version: number | null): void {
    const { conflict } = this.#shown;
    if (conflict === null) return;
    this.#show({ conflict: null });
    if (version === null) return;
    this.#versions.set(conflict.mine.id, version);
    const mine = { ...conflict.mine, version };
    this.put(conflict.key, conflict.sheet, [mine], conflict.facts, 0);
  }

  /** The server has listed these: whatever is not on its way here is as it says. */
  listed(facts: readonly FactOut[]): void {
    const waits = new Set(this.#queue.flatMap((change) => change.facts.map((fact) => String(fact.id))));
    const ahead = new Map(this.#shown.ahead);
    for (const fact of facts) {
      if (waits.has(fact.id)) continue;
      const mine = ahead.get(fact.id);
      if (mine !== undefined && fact.version >= mine.version) ahead.delete(fact.id);
      if (fact.version > (this.#versions.get(fact.id) ?? -1)) this.#versions.set(fact.id, fact.version);
    }
    if (ahead.size !== this.#shown.ahead.size) this.#show({ ahead });
  }

  #show(change: Partial<Saved>): void {
    this.#shown = { ...this.#shown, ...change };
    for (const listener of this.#listeners) listener();
  }

  #mark(key: string, state: SaveState | null): void {
    if ((this.#shown.states.get(key) ?? null) === state) return;
    const states = new Map(this.#shown.states);
    if (state === null) states.delete(key);
    else states.set(key, state);
    this.#show({ states });
  }

  #run(): void {
    if (this.#busy) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    for (const change of this.#queue) if (this.#lacksReason(change)) this.#mark(change.key, 'reason');
    const ready = this.#queue.filter((change) => !this.#lacksReason(change));
    const [next] = ready.toSorted((a, b) => a.due - b.due);
    if (next === undefined) return;
    const wait = next.due - Date.now();
    if (wait > 0) this.#timer = setTimeout(() => this.#run(), wait);
    else void this.#send(next);
  }

  readonly #versionOf = (fact: FactIn): number => this.#versions.get(fact.id) ?? fact.version;

  readonly #lacksReason = ({ sheet, facts }: Change): boolean =>
    needsReason(sheet) && this.#reason === '' && facts.some((fact) => this.#versionOf(fact) > 0);

  async #send(change: Change): Promise<void> {
    this.#busy = true;
    change.sent = true;
    // At the head: nothing may be put in its place while it is on its way.
    this.#queue = [change, ...this.#queue.filter((one) => one !== change)];
    this.#mark(change.key, 'saving');
    const facts = change.facts.map((fact) => ({ ...fact, version: this.#versionOf(fact) }));
    const corrects = facts.some((fact) => fact.version > 0) && this.#reason !== '';
    const body = { sheet: change.sheet, facts, reason: corrects ? this.#reason : null };
    const params = { id: this.#round };
    try {
      this.#written(change, await call(enterFacts, { params, body }, { commandId: change.commandId }));
    } catch (error) {
      if (error instanceof Refused) this.#refused(change, error);
      else {
        this.#busy = false;
        this.#mark(change.key, 'unsaved');
        this.#timer = setTimeout(() => this.#run(), backoff(this.#tries++));
        return;
      }
    }
    this.#tries = 0;
    this.#busy = false;
    this.#run();
  }

  #written(
    change: Change,
    reply: { versions: Record<string, number>; totals: Record<string, Totals> | null },
  ): void {
    this.#queue = this.#queue.filter((one) => one !== change);
    const ahead = new Map(this.#shown.ahead);
    for (const [id, version] of Object.entries(reply.versions)) {
      this.#versions.set(id, version);
      const fact = ahead.get(id);
      if (fact) ahead.set(id, { ...fact, version });
    }
    const totals = { ...this.#shown.totals, ...reply.totals };
    this.#show({ ahead, totals, savedAt: new Date().toISOString() });
    if (!this.#queue.some((one) => one.key === change.key)) this.#mark(change.key, null);
  }

  #refused(change: Change, error: Refused): void {
    const gone = new Set(change.facts.map((fact) => String(fact.id)));
    this.#queue = this.#queue.filter((one) => one.key !== change.key);
    const mine = this.#shown.ahead.get(change.facts[0]?.id ?? '');
    const ahead = new Map([...this.#shown.ahead].filter(([id]) => !gone.has(id)));
    if (error.code === 'row.changed_meanwhile' && mine !== undefined) {
      const { key, facts, sheet } = change;
      this.#show({ ahead, conflict: { key, mine, facts, sheet } });
      this.#mark(key, null);
      return;
    }
    this.#show({ ahead, refusals: new Map(this.#shown.refusals).set(change.key, error.detail) });
    this.#mark(change.key, 'refused');
  }
}

const SAVERS = new Map<string, FactSaver>();

/** The one saver of a round in this window. */
export function saverOf(round: RoundId): FactSaver {
  const saver = SAVERS.get(round) ?? new FactSaver(round);
  SAVERS.set(round, saver);
  return saver;
}

/** Changes of any round that are not on the server yet. */
export const unsaved = (): number => [...SAVERS.values()].reduce((sum, saver) => sum + saver.open(), 0);
