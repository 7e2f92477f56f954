import { expect, test } from 'vitest';
import { readNode } from '@tongchuang/domain/assessment/read-edition.ts';
import { wantedBy } from './wanted.ts';

const wantedOf = (node: object) => {
  const read = readNode({ code: '1', level: 1, title: '路灯', points: 2, ...node });
  if ('problem' in read) throw new Error(JSON.stringify(read.problem));
  return wantedBy(read.node);
};
const pass = { type: 'pass', is: '>=', than: '1' };

test('each kind of rule asks for what a marker can see or count', () => {
  const conditions = [
    { fact: '坡道', text: '有坡道' },
    { fact: '扶手', text: '有扶手' },
  ];
  const cases: [object, { name: string; kind: string; label?: string }[]][] = [
    [
      { measure: { type: 'conditions', conditions }, score: pass },
      [
        { name: '坡道', kind: 'yes_no', label: '有坡道' },
        { name: '扶手', kind: 'yes_no', label: '有扶手' },
      ],
    ],
    [
      { measure: { type: 'rate', of: '亮灯', outOf: '路灯' }, score: pass },
      [
        { name: '亮灯', kind: 'number' },
        { name: '路灯', kind: 'number' },
      ],
    ],
    [{ measure: { type: 'sites' }, score: { type: 'share' } }, [{ name: 'value', kind: 'yes_no' }]],
    [
      { measure: { type: 'sites', passes: { is: '<', than: '55' } }, score: { type: 'share' } },
      [{ name: 'value', kind: 'number' }],
    ],
    [{ measure: { type: 'observations' }, score: { type: 'share' } }, [{ name: 'value', kind: 'grade' }]],
    [{ measure: { type: 'manual' }, score: { type: 'points' } }, [{ name: 'points', kind: 'manual' }]],
    [
      { measure: { type: 'formula', text: 'a / (a + b)', missing: 'unknown' }, score: { type: 'share' } },
      [
        { name: 'a', kind: 'number' },
        { name: 'b', kind: 'number' },
      ],
    ],
  ];
  for (const [rule, wanted] of cases)
    expect(wantedOf({ rule })).toMatchObject(wanted.map((one) => expect.objectContaining(one)));
});

test('what guards ask for comes after the measure: an absence is ticked, incidents are counted', () => {
  const guards = [
    { type: 'absence', fact: '制度' },
    { type: 'zero_tolerance', fact: '事故' },
  ];
  const rule = { measure: { type: 'value', fact: '次数' }, score: pass, guards };
  expect(wantedOf({ rule }).map(({ name, kind }) => [name, kind])).toEqual([
    ['次数', 'number'],
    ['制度', 'yes_no'],
    ['事故', 'number'],
  ]);
});

test('the same name in two methods is asked twice, and says for which', () => {
  const rule = { measure: { type: 'sites' }, score: { type: 'share' } };
  const parts = [
    { method: '实地考察', share: '60%', rule },
    { method: '材料审核', share: '40%', rule },
  ];
  expect(wantedOf({ parts }).map(({ method }) => method)).toEqual(['实地考察', '材料审核']);
});

test('a fact is called by what the edition says of it, with its unit', () => {
  const rule = { measure: { type: 'value', fact: 'x' }, score: pass };
  const facts = [{ name: 'x', text: '夜间噪声', unit: '分贝' }];
  expect(wantedOf({ rule, facts })).toMatchObject([{ label: '夜间噪声', unit: '分贝' }]);
});
