import { expect, test } from 'vitest';
import { Lanes } from './lanes.ts';

/** Lanes over work that ends when it is told to, and a note of who shared a batch. */
function noted(keyOf?: (command: string) => string | null) {
  const batches: string[][] = [];
  const ends: (() => void)[] = [];
  const lanes = new Lanes<string, string>(async (commands) => {
    batches.push([...commands]);
    await new Promise<void>((resolve) => ends.push(resolve));
    return commands.map((command) => ({ reply: command }));
  }, keyOf);
  return { lanes, batches, end: () => ends.shift()?.() };
}

test('whoever comes alone starts at once; whoever comes meanwhile shares the next batch', async () => {
  const { lanes, batches, end } = noted();

  const first = lanes.join('here', 'a');
  const others = [lanes.join('here', 'b'), lanes.join('here', 'c')];
  expect(batches).toEqual([['a']]);
  end();
  await first;
  await expect.poll(() => batches.length).toBe(2);
  end();

  expect(await Promise.all(others)).toEqual(['b', 'c']);
  expect(batches).toEqual([['a'], ['b', 'c']]);
});

test('two commands of one key never share a batch', async () => {
  const { lanes, batches, end } = noted((command) => command.slice(0, 1));

  const all = ['x', 'a1', 'a2', 'b1'].map((command) => lanes.join('here', command));
  for (let nth = 0; nth < 3; nth += 1) {
    await expect.poll(() => batches.length).toBe(nth + 1);
    end();
  }
  await Promise.all(all);

  expect(batches).toEqual([['x'], ['a1', 'b1'], ['a2']]);
});

test('a batch that is slow holds nobody up', async () => {
  const { lanes, batches, end } = noted();

  const slow = lanes.join('here', 'slow');
  const quick = lanes.join('here', 'quick');
  await expect.poll(() => batches.length).toBe(2);
  end();
  end();

  expect(await Promise.all([slow, quick])).toEqual(['slow', 'quick']);
});

test('tenants do not wait for each other', async () => {
  const { lanes, batches, end } = noted();

  const both = [lanes.join('here', 'a'), lanes.join('there', 'b')];
  expect(batches).toEqual([['a'], ['b']]);
  end();
  end();

  expect(await Promise.all(both)).toEqual(['a', 'b']);
});
