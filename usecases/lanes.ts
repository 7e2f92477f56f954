/** How many batches of one tenant are under way at once in this process, and how many commands share one at the most. */
const LANES = 2;
const MOST = 64;

interface Waiting<C, R> {
  command: C;
  resolve: (reply: R) => void;
  reject: (error: unknown) => void;
}

interface Queue<C, R> {
  waiting: Waiting<C, R>[];
  running: number;
}

/**
 * Group commit: whoever arrives while a tenant's lanes are busy waits for the next batch, so that under load the fixed cost of a
 * transaction is shared, and without load nobody waits.
 */
export class Lanes<C, R> {
  readonly #queues = new Map<string, Queue<C, R>>();
  readonly #perform: (commands: readonly C[]) => Promise<({ reply: R } | { refusal: unknown })[]>;

  constructor(perform: (commands: readonly C[]) => Promise<({ reply: R } | { refusal: unknown })[]>) {
    this.#perform = perform;
  }

  join(tenant: string, command: C): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      let queue = this.#queues.get(tenant);
      if (!queue) this.#queues.set(tenant, (queue = { waiting: [], running: 0 }));
      queue.waiting.push({ command, resolve, reject });
      this.#start(tenant, queue);
    });
  }

  #start(tenant: string, queue: Queue<C, R>): void {
    if (queue.running >= LANES || queue.waiting.length === 0) return;
    const batch = queue.waiting.splice(0, MOST);
    queue.running += 1;
    void this.#run(batch).finally(() => {
      queue.running -= 1;
      if (queue.running === 0 && queue.waiting.length === 0) this.#queues.delete(tenant);
      else this.#start(tenant, queue);
    });
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
