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
  /** The next start that is arranged, and whether it waits for a batch under way or for others to come. */
  timer: NodeJS.Timeout | null;
  until: 'slow' | 'gathered';
  /** As soon as so many wait, there is nobody to wait for. */
  expected: number;
}

/**
 * Group commit: whoever arrives in the same moment, or while a batch of his tenant is under way, shares the next one, so that
 * under load the fixed cost of a transaction is shared; without load nobody waits.
 */
export class Lanes<C, R> {
  readonly #queues = new Map<string, Queue<C, R>>();
  readonly #perform: (commands: readonly C[]) => Promise<({ reply: R } | { refusal: unknown })[]>;
  readonly #keyOf: (command: C) => string | null;

  /** @param keyOf  two commands of one key never share a batch; null goes with all */
  constructor(
    perform: (commands: readonly C[]) => Promise<({ reply: R } | { refusal: unknown })[]>,
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
          (queue = { waiting: [], running: 0, timer: null, until: 'slow', expected: 0 }),
        );
      queue.waiting.push({ command, resolve, reject });
      this.#arrange(tenant, queue);
    });
  }

  /** At once where nothing runs and nobody is expected, else when those are there or what runs has become slow. */
  #arrange(tenant: string, queue: Queue<C, R>): void {
    const { running, waiting, expected } = queue;
    if (running >= LANES || waiting.length === 0) return;
    if (running === 0 && waiting.length >= expected) return this.#start(tenant, queue);
    const until = running > 0 ? 'slow' : 'gathered';
    if (queue.timer && queue.until === until) return;
    if (queue.timer) clearTimeout(queue.timer);
    queue.until = until;
    queue.timer = setTimeout(() => this.#start(tenant, queue), until === 'slow' ? SLOW_MS : GATHER_MS);
  }

  #start(tenant: string, queue: Queue<C, R>): void {
    if (queue.timer) clearTimeout(queue.timer);
    queue.timer = null;
    if (queue.running >= LANES || queue.waiting.length === 0) return;
    const batch = this.#take(queue);
    queue.running += 1;
    queue.expected = 0;
    void this.#run(batch).finally(() => {
      queue.running -= 1;
      queue.expected = batch.length > 1 ? Math.min(MOST, batch.length + queue.waiting.length) : 0;
      if (queue.running === 0 && queue.waiting.length === 0) this.#forget(tenant, queue);
      this.#arrange(tenant, queue);
    });
    this.#arrange(tenant, queue);
  }

  /** Where nobody comes back in the time that a batch would have waited, the queue is of no use any more. */
  #forget(tenant: string, queue: Queue<C, R>): void {
    setTimeout(() => {
      if (queue.running > 0 || queue.waiting.length > 0) return;
      queue.expected = 0;
      if (this.#queues.get(tenant) === queue) this.#queues.delete(tenant);
    }, GATHER_MS).unref();
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

  async #run(batch: readonly Waiting<C, R>[]): Promise<void> {
    try {
      const outcomes = await this.#perform(batch.map((waiting) => waiting.command));
      batch.forEach((waiting, nth) => {
        const outcome = outcomes[nth];
        if (outcome && 'reply' in outcome) waiting.resolve(outcome.reply);
        else waiting.reject(outcome?.refusal);
      });
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    }
  }
}
