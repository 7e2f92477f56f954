import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FactIds } from './fact-ids.ts';

const anyId = fc.oneof(
  fc.integer({ min: 0, max: 30 }).map((n) => `line ${n}`),
  fc.constantFrom('line 00', 'line 1234567890', 'line', 'line x', '', '甲'),
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.uuid().map((id) => id.replaceAll('-', '0')),
);

test('whatever comes and goes, each id is found at its row and told again to the letter', () => {
  const steps = fc.array(fc.record({ id: fc.nat(20), goes: fc.boolean() }), { maxLength: 800 });
  fc.assert(
    fc.property(
      fc.uniqueArray(anyId, { minLength: 21, maxLength: 21 }),
      steps,
      fc.boolean(),
      (names, all, asks) => {
        const ids = new FactIds();
        const there = new Map<string, number>();
        const free: number[] = [];
        let next = 0;
        if (asks) expect(ids.find(names[0]!)).toBe(-1);
        for (const { id, goes } of all) {
          const name = names[id]!;
          const row = there.get(name);
          if (row !== undefined && goes) {
            ids.remove(row);
            free.push(row);
            there.delete(name);
          } else if (row === undefined && !goes) {
            const given = free.pop() ?? next++;
            ids.set(given, name);
            there.set(name, given);
          }
        }
        for (const name of names) expect(ids.find(name)).toBe(there.get(name) ?? -1);
        for (const [name, row] of there) expect(ids.get(row)).toBe(name);
      },
    ),
  );
});

test('ten thousand ids of one moment, which differ in their last letters only, are told apart', () => {
  const ids = new FactIds();
  const name = (n: number) => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
  expect(ids.find(name(0))).toBe(-1);
  for (let n = 0; n < 10_000; n++) ids.set(n, name(n));
  for (let n = 0; n < 10_000; n++) expect(ids.find(name(n))).toBe(n);
  expect(ids.find(name(10_000))).toBe(-1);
});
