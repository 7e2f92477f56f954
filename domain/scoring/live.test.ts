import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, type Json } from '../kernel/canonical.ts';
import { compile } from './compiled.ts';
import { explain } from './explain.ts';
import type { Fact } from './fact.ts';
import { anyFacts, scorableEdition } from './fixtures/any-scoring.ts';
import { LiveScore } from './live.ts';
import { score } from './score.ts';
import { PLACE } from './subject.ts';
import { criteriaTouching } from './touching.ts';

const bytes = (value: unknown) => canonical(value as unknown as Json);

test('many facts that come in parts, some of them twice, and single ones after them are counted as if at once', () => {
  fc.assert(
    fc.property(scorableEdition, anyFacts, fc.boolean(), (edition, facts, looks) => {
      fc.pre(facts.length > 0);
      const many: Fact[] = Array.from({ length: 12_000 }, (_, nth) => ({
        ...facts[nth % facts.length]!,
        id: `line ${nth % 11_000}`,
      }));
      const live = new LiveScore(compile(edition));
      const parts = [many.slice(0, 5_000), many.slice(5_000, 5_400), many.slice(5_400), many.slice(7, 9)];
      for (const part of parts) {
        live.put(part);
        if (looks) live.total();
      }
      live.remove(['line 3', 'line 9000', 'nothing']);
      const there = new Map(parts.flat().map((fact) => [fact.id, fact]));
      for (const id of ['line 3', 'line 9000']) there.delete(id);
      expect(live.size).toBe(there.size);
      expect(bytes(live.result())).toBe(bytes(score(edition, there.values())));
    }),
    { numRuns: 12 },
  );
}, 60_000);

test('the facts that can touch a node are all that its explanation takes, but for what sinks it from elsewhere', () => {
  const whole = { node: { sunk: false } };
  fc.assert(
    fc.property(scorableEdition, anyFacts, (edition, facts) => {
      for (const { code } of edition.nodes) {
        const criteria = criteriaTouching(edition)(code);
        const some = criteria === null ? facts : facts.filter((fact) => criteria.has(fact.criterion));
        const [by, of] = [some, facts].map((these) => {
          const found = explain(edition, these, PLACE, code)!;
          const children = found.children.map((child) => ({ ...child, ...whole.node }));
          return { ...found, node: { ...found.node, ...whole.node }, children };
        });
        expect(bytes(by)).toBe(bytes(of));
      }
    }),
    { numRuns: 100 },
  );
});
