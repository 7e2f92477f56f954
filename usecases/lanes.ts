/** How many commands share a batch at the most, and how many batches of one tenant are under way at once in this process. */
const MOST = 64;
const LANES = 2;
/** A batch that takes longer than this (it waits for a lock, or one of its acts is slow) holds nobody up: another lane opens. */
const SLOW_MS = 20;
/** How long the next batch waits for those whom the last one has just answered, who often ask again at once. */
const GATHER_MS = 3;

interface Waiting<C, R> {
  command: C;
  resolve: (reply: R) => void;
  reject: (error: unknown) => void;
}

interface Queue<C, R> {
  waiting: Waiting<C, R>[];
  running: number;
  /** Opens a second lane where the batch under way is slow; forgets the queue where nobody came back. */
  timer: NodeJS.Timeout | null;
  /** Ends the wait of a batch that has begun and gathers those whom it expects. */
  enough: (() => void) | null;
  /** As soon as so many wait, there is nobody to wait for. */
  expected: number;
}

type Outcomes<R> = ({ reply: R } | { refusal: unknown })[];

/**
 * Group commit: whoever arrives in the same moment, or while a batch of his tenant is under way, shares the next one, so that
 * under load the fixed cost of a transaction is shared; without load nobody waits. A batch begins with the first who comes back
 * from the last one: its transaction opens while the others are still on their way.
 */
export class Lanes<C, R> {
  readonly #queues = new Map<string, Queue<C, R>>();
  readonly #perform: (tenant: string, gathered: Promise<readonly C[]>) => Promise<Outcomes<R>>;
  readonly #keyOf: (command: C) => string | null;

  /** @param keyOf  two commands of one key never share a batch; null goes with all */
  constructor(
    perform: (tenant: string, gathered: Promise<readonly C[]>) => Promise<Outcomes<R>>,
    keyOf: (command: C) => string | null = () => null,
  ) {
    this.#perform = perform;
    this.#keyOf = keyOf;
  }

  join(tenant: string, command: C): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      let queue = this.#queues.get(tenant);
      if (!queue)
        this.#queues.set(
          tenant,
          (queue = { waiting: [], running: 0, timer: null, enough: null, expected: 0 }),
        );
      queue.waiting.push({ command, resolve, reject });
      this.#arrange(tenant, queue);
    });
  }

  /** Into the batch that gathers; else at once where nothing runs, or when what runs has become slow. */
  #arrange(tenant: string, queue: Queue<C, R>): void {
    const { running, waiting, expected, enough } = queue;
    if (waiting.length === 0) return;
    if (enough) {
      if (waiting.length >= expected) enough();
    } else if (running === 0) this.#start(tenant, queue);
    else if (running < LANES) queue.timer ??= setTimeout(() => this.#start(tenant, queue), SLOW_MS);
  }

  #start(tenant: string, queue: Queue<C, R>): void {
    this.#wake(queue);
    if (queue.running >= LANES || queue.waiting.length === 0) return;
    queue.running += 1;
    void this.#run(tenant, this.#gather(queue)).then((size) => {
      queue.running -= 1;
      queue.expected = size > 1 ? Math.min(MOST, size + queue.waiting.length) : 0;
      if (queue.running === 0 && queue.waiting.length === 0) this.#forget(tenant, queue);
      this.#arrange(tenant, queue);
    });
    this.#arrange(tenant, queue);
  }

  /** Those who wait, as soon as all are there who are expected, or after a while. */
  async #gather(queue: Queue<C, R>): Promise<readonly Waiting<C, R>[]> {
    if (queue.running === 1 && queue.waiting.length < queue.expected) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, GATHER_MS);
        queue.enough = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      queue.enough = null;
    }
    queue.expected = 0;
    return this.#take(queue);
  }

  /** Where nobody comes back in the time that a batch would have waited, the queue is of no use any more. */
  #forget(tenant: string, queue: Queue<C, R>): void {
    this.#wake(queue);
    queue.timer = setTimeout(() => this.#queues.delete(tenant), GATHER_MS);
    queue.timer.unref();
  }

  #wake(queue: Queue<C, R>): void {
    if (queue.timer) clearTimeout(queue.timer);
    queue.timer = null;
  }

  #take(queue: Queue<C, R>): Waiting<C, R>[] {
    const keys = new Set<string>();
    const batch: Waiting<C, R>[] = [];
    queue.waiting = queue.waiting.filter((waiting) => {
      const key = this.#keyOf(waiting.command);
      if (batch.length === MOST || (key !== null && keys.has(key))) return true;
      if (key !== null) keys.add(key);
      batch.push(waiting);
      return false;
    });
    return batch;
  }

  /** @returns how many they were */
  async #run(tenant: string, gathering: Promise<readonly Waiting<C, R>[]>): Promise<number> {
    const commands = gathering.then((batch) => batch.map((waiting) => waiting.command));
    const performed = this.#perform(tenant, commands).then(
      (outcomes) => (nth: number) => outcomes[nth],
      (error: unknown) => () => ({ refusal: error }),
    );
    const [batch, outcomeOf] = await Promise.all([gathering, performed]);
    batch.forEach((waiting, nth) => {
      const outcome = outcomeOf(nth);
      if (outcome && 'reply' in outcome) waiting.resolve(outcome.reply);
      else waiting.reject(outcome?.refusal);
    });
    return batch.length;
  }
}
