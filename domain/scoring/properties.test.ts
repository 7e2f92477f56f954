import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../kernel/canonical.ts';
import type { Json } from '../kernel/canonical.ts';
import { compile } from './compiled.ts';
import type { Fact } from './fact.ts';
import { anyFacts, anySubject, scorableEdition } from './fixtures/any-scoring.ts';
import { LiveScore } from './live.ts';
import type { Result } from './result.ts';
import { score, scoreUnits } from './score.ts';
import { PLACE } from './subject.ts';

const bytes = (result: Result | undefined): string => canonical(result as unknown as Json);

test('the order of the facts, and facts that come twice, change no byte', () => {
  fc.assert(
    fc.property(
      scorableEdition,
      anyFacts.chain((facts) =>
        fc.tuple(
          fc.constant(facts),
          fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }),
        ),
      ),
      anySubject,
      (edition, [facts, shuffled], subject) => {
        expect(bytes(score(edition, shuffled, subject))).toBe(bytes(score(edition, facts, subject)));
      },
    ),
    { numRuns: 200 },
  );
});

test('low ≤ points ≤ high where it is known, low ≤ high always, and of = points + lost where nothing is given on top', () => {
  fc.assert(
    fc.property(scorableEdition, anyFacts, anySubject, (edition, facts, subject) => {
      const { nodes, total } = score(edition, facts, subject);
      const hasBonus = edition.nodes.some(({ kind }) => kind === 'bonus');
      const isCut = edition.subframeworks.length > 0;
      for (const one of [...nodes, total]) {
        expect(one.low).toBeLessThanOrEqual(one.high);
        if (one.state === 'known')
          expect([one.low, one.high, one.of]).toEqual([one.points, one.points, one.max]);
        if (one.state === 'not_applicable')
          expect(one).toMatchObject({ points: null, max: 0, low: 0, high: 0, lost: 0 });
        const isLeafUnknown = one.points === null;
        if (!hasBonus && !isCut && !isLeafUnknown && !('code' in one && isDeduction(edition, one.code)))
          expect(Math.round((one.points! + one.lost) * 100)).toBe(Math.round(one.of * 100));
      }
    }),
    { numRuns: 300 },
  );
});

const isDeduction = (edition: Parameters<typeof score>[0], code: string) =>
  edition.nodes.find((node) => node.code === code)?.kind === 'deduction';

test('units scored in one pass come to the same as each alone', () => {
  const units = ['县城管局', '县教育局', '北街街道'].map((unit) => ({ unit, unitType: '局' }));
  fc.assert(
    fc.property(scorableEdition, anyFacts, (edition, facts) => {
      const together = scoreUnits(edition, facts, units);
      for (const subject of units)
        expect(bytes(together.get(subject.unit))).toBe(bytes(score(edition, facts, subject)));
    }),
    { numRuns: 100 },
  );
});

test('a live score is the full score after any coming, changing and going of facts', () => {
  const subjects = [PLACE, { unit: '县城管局', unitType: null }, { unit: '北街街道', unitType: '街道' }];
  const step = fc.oneof(
    fc.record({ put: fc.nat(79), as: fc.nat(79) }),
    fc.record({ remove: fc.nat(79) }),
    fc.constant('look' as const),
  );
  fc.assert(
    fc.property(
      scorableEdition,
      anyFacts,
      fc.array(step, { maxLength: 40, size: 'max' }),
      (edition, facts, steps) => {
        const live = new LiveScore(compile(edition), subjects);
        const there = new Map<string, Fact>();
        live.put(facts.slice(0, facts.length / 2));
        for (const fact of facts.slice(0, facts.length / 2)) there.set(fact.id, fact);
        for (const one of steps) {
          if (one === 'look') {
            for (const subject of subjects)
              expect(bytes(live.result(subject))).toBe(bytes(score(edition, there.values(), subject)));
          } else if ('remove' in one) {
            const id = facts[one.remove]?.id ?? 'nothing';
            live.remove([id]);
            there.delete(id);
          } else {
            const [id, content] = [facts[one.put]?.id, facts[one.as]];
            if (id === undefined || content === undefined) continue;
            live.put([{ ...content, id }]);
            there.set(id, { ...content, id });
          }
        }
        expect(live.size).toBe(there.size);
        for (const subject of subjects)
          expect(bytes(live.result(subject))).toBe(bytes(score(edition, there.values(), subject)));
      },
    ),
    { numRuns: 200 },
  );
});

test('other points by reweighing come to the same as an edition with those points', () => {
  fc.assert(
    fc.property(scorableEdition, anyFacts, fc.integer({ min: 0, max: 900 }), (edition, facts, hundredths) => {
      const live = new LiveScore(compile(edition));
      live.put(facts);
      live.total();
      const changed = { points: hundredths / 100, weight: null };
      live.reweigh(new Map([['L0', changed]]));
      const nodes = edition.nodes.map((node) => (node.code === 'L0' ? { ...node, ...changed } : node));
      expect(bytes(live.result())).toBe(bytes(score({ ...edition, nodes }, facts)));
    }),
    { numRuns: 100 },
  );
});
