import type { Transaction } from './database.ts';

/**
 * Acts that share a transaction ask for the same kind of thing in the same moment: what they ask is gathered and done by one
 * statement, so that its cost is shared like that of the transaction. Alone, nobody waits for anybody.
 * @param together  does all of them; its answers stand in the order of what was asked
 */
export function gathering<Asked, Answer>(
  together: (transaction: Pick<Transaction, 'query'>, asked: readonly Asked[]) => Promise<readonly Answer[]>,
): (transaction: Pick<Transaction, 'query'>, asked: Asked) => Promise<Answer> {
  const open = new WeakMap<Transaction['query'], { asked: Asked[]; answers: Promise<readonly Answer[]> }>();
  return async ({ query }, asked) => {
    let batch = open.get(query);
    if (!batch) {
      const all: Asked[] = [];
      const answers = Promise.resolve().then(() => {
        open.delete(query);
        return together({ query }, all);
      });
      open.set(query, (batch = { asked: all, answers }));
    }
    const place = batch.asked.push(asked) - 1;
    return (await batch.answers)[place] as Answer;
  };
}
