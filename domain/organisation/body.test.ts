import { expect, test } from 'vitest';
import type { BodyId, DivisionId, Id, PersonId, UnitId } from '../kernel/ids.ts';
import { handOver, rankOf, runsOn, secondmentEnds } from './body.ts';
import type { Secondment } from './body.ts';
import { organisationGaps } from './completeness.ts';
import { divisionCodeProblem, ownCode } from './divisions.ts';
import type { Unit, UnitType } from './unit.ts';

const second = (id: string, until: string | null): Secondment => ({
  id: id as Id<'secondment'>,
  person: 'liu' as PersonId,
  home: 'a' as UnitId,
  unit: 'b' as UnitId,
  since: '2025-01-01',
  until,
});

test('a term runs from its first day and is over on its last', () => {
  expect([
    runsOn(second('s', '2026-03-10'), '2026-03-09'),
    runsOn(second('s', '2026-03-10'), '2026-03-10'),
  ]).toEqual([true, false]);
  expect(runsOn(second('s', null), '2024-12-31')).toBe(false);
});

test('secondments that end within thirty days and those that are over are listed, soonest first', () => {
  const list = [
    second('later', '2026-06-01'),
    second('soon', '2026-03-20'),
    second('over', '2026-03-02'),
    second('open', null),
  ];

  expect(secondmentEnds(list, '2026-03-02').map((one) => [one.secondment, one.state, one.daysLeft])).toEqual([
    ['over', 'over', 0],
    ['soon', 'ending', 18],
  ]);
});

test('titles speak of ranks', () => {
  expect(
    ['组长', '总指挥', '副组长', '常务副主任', '局长', '成员', '联络员', '第一组长'].map(rankOf),
  ).toEqual(['head', 'head', 'deputy', 'deputy', 'head', 'member', 'member', 'head']);
});

test('open duties that named the predecessor pass to the successor', () => {
  const chain = { leader: 'wang' as PersonId, section: '市政股', person: 'liu' as PersonId };

  expect(handOver(chain, 'wang' as PersonId, 'zhao' as PersonId)).toEqual({
    leader: 'zhao',
    section: '市政股',
    person: 'liu',
  });
});

test('official codes grow by two, two, two, three and three digits', () => {
  const county = { code: '990121', level: 'county' } as const;
  expect(divisionCodeProblem('990121', 'county', { code: '9901', level: 'city' })).toBe(null);
  expect(divisionCodeProblem('990121101', 'town', county)).toBe(null);
  expect(divisionCodeProblem('990121101000', 'town', { code: '990121000000', level: 'county' })).toBe(null);
  expect(divisionCodeProblem('990121101003', 'village', { code: '990121101000', level: 'town' })).toBe(null);
  expect(divisionCodeProblem('99012110', 'town', county)).toBe('wrong_length');
  expect(divisionCodeProblem('990121101003', 'town', county)).toBe('zeros_missing');
  expect(divisionCodeProblem('990122101', 'town', county)).toBe('not_below_parent');
  expect(divisionCodeProblem('990121000', 'town', county)).toBe('no_own_digits');
  expect(divisionCodeProblem('QY-CG', 'town', county)).toBe('not_digits');
  expect(
    divisionCodeProblem('990121101003007', 'grid_cell', { code: '990121101003', level: 'village' }),
  ).toBe(null);
  expect(divisionCodeProblem('W-7', 'grid_cell', { code: '990121101003', level: 'village' })).toBe(
    'not_below_parent',
  );
  expect([ownCode('990121000000', 'county'), ownCode('990121', 'county')]).toEqual(['990121', '990121']);
});

const unit = (id: string, type: UnitType, change: Partial<Unit> = {}): Unit => ({
  id: id as UnitId,
  code: id,
  name: id,
  shortName: null,
  type,
  tier: 'county',
  parent: null,
  division: null,
  sector: null,
  aliases: [],
  head: 'wang' as PersonId,
  contact: 'liu' as PersonId,
  validFrom: null,
  validTo: null,
  ...change,
});

test('every node where nobody is in charge is named, ended ones are not', () => {
  const linked = { leader: 'wang' as PersonId, section: '办公室', person: 'liu' as PersonId };
  const gaps = organisationGaps({
    on: '2026-03-02',
    units: [
      unit('whole', 'government', { division: 'd1' as DivisionId }),
      unit('bare', 'township', { head: null, contact: null }),
      unit('gone', 'government', { head: null, validTo: '2024-01-01' }),
      unit('shop', 'shop'),
    ],
    chains: new Map([
      ['whole' as UnitId, linked],
      ['shop' as UnitId, linked],
      ['bare' as UnitId, { ...linked, section: ' ' }],
    ]),
    posts: [
      {
        person: 'wang' as PersonId,
        unit: null,
        body: 'hq' as BodyId,
        rank: 'head',
        title: '总指挥',
        since: '2026-01-01',
        until: null,
      },
    ],
    bodies: [
      {
        id: 'hq' as BodyId,
        kind: 'headquarters',
        name: '',
        parent: null,
        unit: null,
        foundedOn: null,
        dissolvedOn: null,
      },
      {
        id: 'zone' as BodyId,
        kind: 'zone',
        name: '',
        parent: null,
        unit: null,
        foundedOn: null,
        dissolvedOn: null,
      },
      {
        id: 'old' as BodyId,
        kind: 'zone',
        name: '',
        parent: null,
        unit: null,
        foundedOn: null,
        dissolvedOn: '2026-03-02',
      },
    ],
    divisions: [
      { id: 'd1' as DivisionId, level: 'town' },
      { id: 'd2' as DivisionId, level: 'village' },
      { id: 'd3' as DivisionId, level: 'building' },
    ],
    secondments: [second('s1', '2026-03-20')],
    withAccount: new Set(['whole' as UnitId]),
  });

  expect(gaps.map((one) => `${one.gap} ${one.id}`)).toEqual([
    'no_head bare',
    'no_contact bare',
    'chain_incomplete bare',
    'no_body bare',
    'no_account bare',
    'division_without_unit d2',
    'body_without_head zone',
    'secondment_ending s1',
  ]);
});
