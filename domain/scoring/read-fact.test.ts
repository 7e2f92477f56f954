import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFact } from './read-fact.ts';

const valueOf = (value: unknown) => {
  const fact = readFact({ criterion: '1', value }, 1);
  return 'problem' in fact ? fact.problem : fact.value;
};
const atOf = (at: unknown) => {
  const fact = readFact({ criterion: '1', value: 1, at }, 1);
  return 'problem' in fact ? fact.problem : fact.at;
};

describe('one line of facts', () => {
  test('takes what is left out as the standard says, and its line for an id', () => {
    expect(readFact({ criterion: '1.1', value: 0.5 }, 7)).toMatchObject({
      id: 'line 7',
      name: 'value',
      state: 'observed',
      value: { tenThousandths: 5000 },
      unit: null,
      at: null,
    });
  });

  test('reads numbers by their shortest decimal text, and no finer than four decimals', () => {
    expect([0.1, -2.5, 1e-4, 0, true, '0.5', 'B'].map(valueOf)).toEqual([
      { tenThousandths: 1000 },
      { tenThousandths: -25_000 },
      { tenThousandths: 1 },
      { tenThousandths: 0 },
      { tenThousandths: 10_000 },
      { tenThousandths: 5000 },
      { grade: 'B' },
    ]);
    expect([0.00001, 1e11, 1e300, [], ''].map(valueOf)).toEqual(Array(5).fill('not_a_value'));
    expect([99_999_999_999.9999, -99_999_999_999].map(valueOf)).toEqual([
      { tenThousandths: 999_999_999_999_999 },
      { tenThousandths: -999_999_999_990_000 },
    ]);
  });

  test('takes times in UTC wherever the machine stands, and no day that is not in the calendar', () => {
    expect(atOf('2026-03-02T09:00:00+08:00')).toBe('2026-03-02T01:00:00.000Z');
    expect(atOf('2026-03-02T09:00')).toBe('2026-03-02T09:00:00.000Z');
    expect(atOf('2026-03-02')).toBe('2026-03-02T00:00:00.000Z');
    expect(['2026-02-30', '3月2日', 5, '2026-03-02T25:00Z'].map(atOf)).toEqual(Array(4).fill('not_a_time'));
  });

  test('says which field is wrong', () => {
    const wrong = [[], { value: 1 }, { criterion: '1' }, { criterion: '1', value: 1, sitetype: '市场' }];
    expect(wrong.map((json) => readFact(json, 1))).toEqual([
      { problem: 'not_an_object', field: '' },
      { problem: 'missing', field: 'criterion' },
      { problem: 'missing', field: 'value' },
      { problem: 'unknown', field: 'sitetype' },
    ]);
    expect(readFact({ criterion: '1', state: 'seen' }, 1)).toEqual({ problem: 'unknown', field: 'state' });
  });

  test('every amount of ten-thousandths survives being written as JSON', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), (tenThousandths) => {
        const json: unknown = JSON.parse(`{"criterion":"1","value":${tenThousandths / 10_000}}`);
        expect(readFact(json, 1)).toMatchObject({ value: { tenThousandths: tenThousandths + 0 } });
      }),
    );
  });
});
