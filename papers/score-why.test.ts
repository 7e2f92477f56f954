import { explain } from '@tongchuang/domain/scoring/explain.ts';
import { frameworkCase } from '@tongchuang/testkit/frameworks.ts';
import { expect, test } from 'vitest';
import { explanations } from './score-why.ts';

test(
  'a node explained by the facts that can touch it is explained as by all of them',
  { timeout: 120_000 },
  () => {
    let explained = 0;
    for (let seed = 0; seed < 25; seed += 1) {
      const { edition, facts, subjects } = frameworkCase(seed);
      for (const subject of subjects) {
        const why = explanations(edition, facts, subject);
        for (const { code } of edition.nodes) {
          const whole = explain(edition, facts, subject, code);
          expect(why(code), `seed ${seed}, ${subject.unit}, ${code}`).toEqual({
            reasons: whole?.reasons,
            losses: whole?.losses,
          });
          explained += 1;
        }
      }
    }
    expect(explained).toBeGreaterThan(500);
  },
);
