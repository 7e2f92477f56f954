import { expect, test, vi } from 'vitest';
import { Lanes } from './lanes.ts';

/** Lanes over work that ends when it is told to, and a note of who shared a batch. */
function noted(keyOf?: (command: string) => string | null) {
  const batches: string[][] = [];
  const ends: (() => void)[] = [];
  const lanes = new Lanes<string, string>(async (_tenant, gathered) => {
    const commands = await gathered;
    batches.push([...commands]);
    await new Promise<void>((resolve) => ends.push(resolve));
    return commands.map((command) => ({ reply: command }));
  }, keyOf);
  return { lanes, batches, end: () => ends.shift()?.() };
}

/** Looked at again and again, and before a batch counts as slow. */
const soon = <T>(look: () => T) => expect.poll(look, { interval: 1 });

test('whoever comes alone starts at once; whoever comes meanwhile shares the next batch', async () => {
  const { lanes, batches, end } = noted();

  const first = lanes.join('here', 'a');
  const others = [lanes.join('here', 'b'), lanes.join('here', 'c')];
  await soon(() => batches).toEqual([['a']]);
  end();
  await first;
  await soon(() => batches.length).toBe(2);
  end();

  expect(await Promise.all(others)).toEqual(['b', 'c']);
  expect(batches).toEqual([['a'], ['b', 'c']]);
});

test('two commands of one key never share a batch', async () => {
  const { lanes, batches, end } = noted((command) => command.slice(0, 1));

  const all = ['x', 'a1', 'a2', 'b1'].map((command) => lanes.join('here', command));
  for (let nth = 0; nth < 3; nth += 1) {
    await soon(() => batches.length).toBe(nth + 1);
    end();
  }
  await Promise.all(all);

  expect(batches).toEqual([['x'], ['a1', 'b1'], ['a2']]);
});

test('a batch that is slow holds nobody up', async () => {
  const { lanes, batches, end } = noted();

  const slow = lanes.join('here', 'slow');
  const quick = lanes.join('here', 'quick');
  await soon(() => batches.length).toBe(2);
  end();
  end();

  expect(await Promise.all([slow, quick])).toEqual(['slow', 'quick']);
});

test('tenants do not wait for each other', async () => {
  const { lanes, batches, end } = noted();

  const both = [lanes.join('here', 'a'), lanes.join('there', 'b')];
  await soon(() => batches).toEqual([['a'], ['b']]);
  end();
  end();

  expect(await Promise.all(both)).toEqual(['a', 'b']);
});

test('who comes back from a batch begins the next one, and the others of it get into it', async () => {
  const { lanes, batches, end } = noted();
  const first = lanes.join('here', 'a');
  const both = [lanes.join('here', 'b'), lanes.join('here', 'c')];
  await soon(() => batches.length).toBe(1);
  end();
  await first;
  await soon(() => batches.length).toBe(2);
  end();
  await Promise.all(both);

  const again = [lanes.join('here', 'd')];
  await Promise.resolve();
  again.push(lanes.join('here', 'e'));
  await soon(() => batches.length).toBe(3);
  end();

  expect(await Promise.all(again)).toEqual(['d', 'e']);
  expect(batches.at(-1)).toEqual(['d', 'e']);
});

test('where the work cannot even begin, everybody of the batch is told, and the next one is tried anew', async () => {
  let isAway = true;
  const lanes = new Lanes<string, string>(async (_tenant, gathered) => {
    if (isAway) throw new Error('away');
    return (await gathered).map((reply) => ({ reply }));
  });
  await expect(lanes.join('here', 'a')).rejects.toThrow('away');
  isAway = false;
  expect(await Promise.all([lanes.join('here', 'b'), lanes.join('here', 'c')])).toEqual(['b', 'c']);
});

test('a batch ends what was remembered of the one before, and nobody of it is forgotten too early', async () => {
  vi.useFakeTimers();
  try {
    const { lanes, batches, end } = noted();
    const all = ['a', 'b', 'c'].map((command) => lanes.join('here', command));
    await vi.advanceTimersByTimeAsync(0);
    end();
    await vi.advanceTimersByTimeAsync(0);
    end(); // b and c: two are expected again for three milliseconds
    await vi.advanceTimersByTimeAsync(2);
    all.push(lanes.join('here', 'd'), lanes.join('here', 'e'));
    await vi.advanceTimersByTimeAsync(0);
    end(); // d and e, and again three milliseconds
    await vi.advanceTimersByTimeAsync(2);
    all.push(lanes.join('here', 'f'));
    await vi.advanceTimersByTimeAsync(1);
    all.push(lanes.join('here', 'g'));
    await vi.advanceTimersByTimeAsync(0);
    end();
    await Promise.all(all);
    expect(batches).toEqual([['a'], ['b', 'c'], ['d', 'e'], ['f', 'g']]);
  } finally {
    vi.useRealTimers();
  }
});
