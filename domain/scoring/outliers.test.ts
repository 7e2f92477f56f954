import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Chance } from './doubt-chance.ts';
import { sayFlag, sayUnranked } from './doubt-words.ts';
import { fact } from './fixtures/paper.ts';
import { outliers, tailOf } from './outliers.ts';

const CODES = Array.from({ length: 40 }, (_, nth) => `1.${nth}`);
/** Honest marks: each criterion has its own rate, each unit meets it or not. */
function honest(units: number, markers: string[], seed: number) {
  const chance = new Chance(seed);
  const rates = CODES.map(() => chance.beta(4, 2));
  return Array.from({ length: units }, (_, unit) =>
    CODES.map((code, nth) =>
      fact(code, chance.uniform() < rates[nth]!, {
        id: `${unit}/${code}`,
        unit: `单位${unit}`,
        marker: markers[unit % markers.length]!,
      }),
    ),
  ).flat();
}

test('honest marks are hardly ever flagged', () => {
  let flagged = 0;
  for (let seed = 0; seed < 60; seed++)
    if (outliers(honest(12, ['王', '李', '赵'], seed)).length > 0) flagged += 1;
  expect(flagged).toBeLessThanOrEqual(3);
});

test('a marker who gives everybody the same is shown, with what was to be expected', () => {
  const facts = honest(12, ['王', '李', '赵'], 5).map((one) =>
    one.marker === '赵' ? { ...one, value: { tenThousandths: 10_000 } } : one,
  );
  const flags = outliers(facts).filter(({ kind }) => kind === 'uniform_marks');
  expect(flags).toMatchObject([{ marker: '赵', value: 1, times: 160, marks: 160 }]);
  expect(flags[0]?.kind === 'uniform_marks' && flags[0].expected).toBeLessThan(130);
  expect(sayFlag(flags[0]!, 'zh-CN')).toContain('打分人 赵 的 160 个分中有 160 个都是 1');
});

test('grades count as marks, too', () => {
  const facts = honest(12, ['王', '李', '赵'], 8).map((one) => {
    const met = one.value !== null && 'tenThousandths' in one.value && one.value.tenThousandths > 0;
    return { ...one, value: { grade: met || one.marker === '赵' ? 'A' : 'C' } };
  });
  const flags = outliers(facts).filter(({ kind }) => kind === 'uniform_marks');
  expect(flags).toMatchObject([{ marker: '赵', value: 'A', times: 160 }]);
});

test('a sheet that was copied is shown with the one it is like', () => {
  const facts = honest(12, ['王', '李', '赵'], 6);
  const copied = facts.map((one) => {
    if (one.unit !== '单位7') return one;
    return {
      ...one,
      value: facts.find(({ unit, criterion }) => unit === '单位2' && criterion === one.criterion)!.value,
    };
  });
  const flags = outliers(copied).filter(({ kind }) => kind === 'same_sheets');
  expect(flags).toMatchObject([{ units: ['单位2', '单位7'], same: 40, common: 40 }]);
  expect(sayFlag(flags[0]!, 'en')).toContain('agree in 40 of 40 answers');
});

test('a value far from its like is shown; yes and no have no outliers', () => {
  const values = [52, 55, 54, 56, 53, 57, 55, 54, 91];
  const facts = values.map((value, nth) => fact('噪声', value, { id: `n${nth}`, unit: `街道${nth}` }));
  expect(outliers(facts)).toMatchObject([{ kind: 'far_value', fact: 'n8', median: 55, value: 91 }]);
  expect(outliers(values.map((_, nth) => fact('是否', nth > 0, { id: `y${nth}` })))).toEqual([]);
});

test('flags do not depend on the order of the facts', () => {
  const facts = honest(6, ['王', '赵'], 9).map((one) =>
    one.marker === '赵' ? { ...one, value: { tenThousandths: 10_000 } } : one,
  );
  expect(outliers([...facts].reverse())).toEqual(outliers(facts));
});

test('the tail of unequal chances is the binomial one where they are equal', () => {
  expect(tailOf([0.5, 0.5, 0.5, 0.5], 3)).toBeCloseTo(5 / 16, 12);
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (chances) => {
      expect(tailOf(chances, 0)).toBeCloseTo(1, 10);
      for (let k = 1; k <= chances.length; k++)
        expect(tailOf(chances, k)).toBeLessThanOrEqual(tailOf(chances, k - 1) + 1e-12);
    }),
  );
});

test('who is not ranked is told why', () => {
  expect(sayUnranked({ code: 'too_few', sample: 2, minimum: 5 }, 'zh-CN')).toBe(
    '只看了 2 个点位，少于 5 个，不参加排名。',
  );
});
