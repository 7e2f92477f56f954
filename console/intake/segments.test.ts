import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { DraftTask } from '@tongchuang/contract/intake.ts';
import { marksOf, segmentsOf } from './segments.ts';

const task = (
  start: number,
  end: number,
  pieces: { start: number; end: number; kind: 'unit' | 'deadline' }[] = [],
) => ({ dropped: false, content: { source: { start, end }, pieces } }) as unknown as DraftTask;

test('a unit inside a task is shown above it, and the rest of the block stays plain', () => {
  const marks = marksOf([task(2, 10, [{ start: 6, end: 8, kind: 'unit' }])]);

  expect(segmentsOf({ start: 0, end: 12 }, marks)).toEqual([
    { start: 0, end: 2, task: null, piece: null },
    { start: 2, end: 6, task: 0, piece: null },
    { start: 6, end: 8, task: 0, piece: 'unit' },
    { start: 8, end: 10, task: 0, piece: null },
    { start: 10, end: 12, task: null, piece: null },
  ]);
});

test('a task that runs over several blocks is marked in each', () => {
  const marks = marksOf([task(3, 20)]);

  expect(segmentsOf({ start: 0, end: 10 }, marks).at(-1)).toEqual({
    start: 3,
    end: 10,
    task: 0,
    piece: null,
  });
  expect(segmentsOf({ start: 11, end: 30 }, marks)[0]).toEqual({ start: 11, end: 20, task: 0, piece: null });
});

test('whatever the marks, the runs cover the block once and in order', () => {
  const span = fc
    .tuple(fc.nat(60), fc.nat(60))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
  fc.assert(
    fc.property(
      fc.array(span, { maxLength: 12 }),
      span.filter(({ start, end }) => end > start),
      (sources, block) => {
        const runs = segmentsOf(block, marksOf(sources.map(({ start, end }) => task(start, end))));
        expect(runs[0]?.start).toBe(block.start);
        expect(runs.at(-1)?.end).toBe(block.end);
        for (const [nth, run] of runs.entries()) expect(runs[nth + 1]?.start ?? block.end).toBe(run.end);
      },
    ),
  );
});
