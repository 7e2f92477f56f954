import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeRoster } from './roster.ts';
import type {
  KnownRoster,
  RosterFields,
  RosterKey,
  RosterRow,
  RosterSheets,
  RosterWords,
} from './roster-row.ts';
import { rowKey } from './roster-row.ts';

const FIELDS: { [K in RosterKey]: readonly RosterFields[K][] } = {
  divisions: ['code', 'name', 'level', 'parentCode'],
  units: [
    'code',
    'name',
    'shortName',
    'aliases',
    'type',
    'tier',
    'divisionCode',
    'parentCode',
    'predecessorCodes',
    'validFrom',
    'validTo',
  ],
  people: [
    'code',
    'name',
    'unitCode',
    'post',
    'phone',
    'loginName',
    'roles',
    'isHead',
    'secondedFromCode',
    'secondedUntil',
  ],
  posts: ['bodyCode', 'bodyName', 'bodyType', 'parentBodyCode', 'post', 'personCode', 'from', 'to'],
  pairings: ['kind', 'firstCode', 'secondCode', 'from', 'to'],
};
const words = <K extends RosterKey>(key: K, values: Partial<RosterWords<K>>): RosterWords<K> => {
  const empty = Object.fromEntries(FIELDS[key].map((field) => [field, ''])) as RosterWords<K>;
  return { ...empty, ...values };
};
const rows = <K extends RosterKey>(key: K, list: Partial<RosterWords<K>>[]): RosterRow<K>[] =>
  list.map((values, n) => ({ sheet: key, row: n + 2, values: words(key, values) }));
const file = (sheets: { [K in RosterKey]?: Partial<RosterWords<K>>[] }): RosterSheets => ({
  divisions: rows('divisions', sheets.divisions ?? []),
  units: rows('units', sheets.units ?? []),
  people: rows('people', sheets.people ?? []),
  posts: rows('posts', sheets.posts ?? []),
  pairings: rows('pairings', sheets.pairings ?? []),
});
const EMPTY: KnownRoster = {
  divisions: new Map(),
  units: new Map(),
  people: new Map(),
  posts: new Map(),
  pairings: new Map(),
};
const ROLES = new Set(['联络员', '单位负责人']);
const findings = (sheets: Parameters<typeof file>[0], known = EMPTY) =>
  judgeRoster(file(sheets), known, ROLES).findings.map((one) => [one.row, one.column, one.code]);

const zhujian = { code: 'U01', name: '清源县住房和城乡建设局', type: '政府部门', tier: '县级' };
const county = { code: '990121', name: '清源县', level: '县' };
const liu = {
  code: 'P01',
  name: '刘芳',
  unitCode: 'U01',
  phone: '13812345678',
  loginName: 'liufang',
  roles: '联络员',
};

test('a whole roster is taken, with aliases split and words turned into codes', () => {
  const {
    accepted,
    counts,
    findings: said,
  } = judgeRoster(
    file({
      divisions: [county, { code: '990121101', name: '城关镇', level: '乡镇（街道）', parentCode: '990121' }],
      units: [{ ...zhujian, aliases: '县住建局、住建局', divisionCode: '990121', validFrom: '2019-03-01' }],
      people: [{ ...liu, isHead: '是', secondedFromCode: 'U01', secondedUntil: '2026-12-31' }],
      posts: [
        {
          bodyCode: 'B01',
          bodyName: '清源县创城指挥部',
          bodyType: '指挥部',
          post: '总指挥',
          personCode: 'P01',
        },
      ],
      pairings: [{ kind: '干部包社区', firstCode: 'P01', secondCode: '990121101' }],
    }),
    EMPTY,
    ROLES,
  );

  expect(said).toEqual([]);
  expect(counts).toEqual({ new: 6, changed: 0, same: 0, wrong: 0 });
  expect(accepted.units[0]).toMatchObject({
    type: 'government',
    tier: 'county',
    aliases: ['县住建局', '住建局'],
    parentCode: null,
  });
  expect(accepted.divisions[1]).toEqual({
    code: '990121101',
    name: '城关镇',
    level: 'town',
    parentCode: '990121',
  });
  expect(accepted.posts[0]).toMatchObject({ bodyType: 'headquarters', personCode: 'P01' });
  expect(accepted.pairings[0]).toMatchObject({ kind: 'cadre_community' });
});

test('what is empty, unknown or twice is found at its cell', () => {
  expect(findings({ units: [{ name: '甲局', type: '政府部门', tier: '县级' }] })).toEqual([
    [2, 'code', 'missing'],
  ]);
  expect(findings({ units: [zhujian, { ...zhujian, name: '乙局' }] })).toEqual([[3, null, 'duplicate_code']]);
  expect(findings({ units: [zhujian, { ...zhujian, code: 'U02' }] })).toEqual([
    [3, 'name', 'duplicate_name'],
  ]);
  expect(findings({ units: [{ ...zhujian, type: '局机关' }] })).toEqual([[2, 'type', 'unknown_type']]);
  expect(findings({ units: [{ ...zhujian, tier: '科级' }] })).toEqual([[2, 'tier', 'unknown_tier']]);
  expect(findings({ units: [{ ...zhujian, parentCode: 'U99' }] })).toEqual([
    [2, 'parentCode', 'unknown_code'],
  ]);
  expect(findings({ units: [{ ...zhujian, validFrom: '2026年2月30日' }] })).toEqual([
    [2, 'validFrom', 'bad_date'],
  ]);
  expect(findings({ units: [{ ...zhujian, validFrom: '2026-03-02', validTo: '2025-01-01' }] })).toEqual([
    [2, 'validTo', 'dates_reversed'],
  ]);
});

test('superiors that run in a circle are said with the whole circle', () => {
  const ring = judgeRoster(
    file({
      units: [
        { ...zhujian, parentCode: 'U02' },
        { ...zhujian, code: 'U02', name: '乙局', parentCode: 'U01' },
      ],
    }),
    EMPTY,
    ROLES,
  );

  expect(ring.findings.map((one) => one.code)).toEqual(['circle', 'circle']);
  expect(ring.findings[0]?.message).toContain('U01 → U02 → U01');
  expect(ring.accepted.units).toEqual([]);
});

test('people: phone, login name, role, one head a unit, secondment', () => {
  const found = (...list: Partial<RosterWords<'people'>>[]) =>
    findings({ units: [zhujian], people: list }).map(([, column, code]) => [column, code]);
  expect(found({ ...liu, phone: '1381234567' })).toEqual([['phone', 'bad_phone']]);
  expect(found({ ...liu, phone: '0799-7551234' })).toEqual([]);
  expect(found({ ...liu, loginName: '刘芳' })).toEqual([['loginName', 'bad_login']]);
  expect(found({ ...liu, roles: '局长' })).toEqual([['roles', 'unknown_role']]);
  expect(found({ ...liu, isHead: '也许' })).toEqual([['isHead', 'not_yes_no']]);
  expect(found({ ...liu, isHead: '是' }, { ...liu, code: 'P02', loginName: 'b02', isHead: '是' })).toEqual([
    ['isHead', 'two_heads'],
  ]);
  expect(found(liu, { ...liu, code: 'P02', loginName: 'LiuFang' })).toEqual([
    ['loginName', 'login_taken'],
    ['loginName', 'login_taken'],
  ]);
  expect(found({ ...liu, secondedUntil: '2026-12-31' })).toEqual([
    ['secondedFromCode', 'until_without_home'],
  ]);
  expect(found({ ...liu, unitCode: 'U09' })).toEqual([['unitCode', 'unknown_code']]);
});

test('a warning is said and the row is taken', () => {
  const { findings: said, accepted } = judgeRoster(
    file({
      units: [{ ...zhujian, tier: '' }],
      people: [{ ...liu, secondedFromCode: 'U01' }],
      divisions: [{ ...county, code: 'QY' }],
    }),
    EMPTY,
    ROLES,
  );

  expect(said.map((one) => [one.code, one.severity])).toEqual([
    ['code_not_official', 'warning'],
    ['tier_assumed', 'warning'],
    ['secondment_open', 'warning'],
  ]);
  expect([accepted.divisions.length, accepted.units.length, accepted.people.length]).toEqual([1, 1, 1]);
});

test('a division does not stand below its equal, and families are not imported', () => {
  expect(
    findings({ divisions: [county, { code: '990122', name: '乙县', level: '县', parentCode: '990121' }] }),
  ).toContainEqual([3, 'parentCode', 'level_order']);
  expect(
    findings({
      units: [zhujian],
      people: [liu],
      pairings: [{ kind: '志愿者结对家庭', firstCode: 'P01', secondCode: 'H1' }],
    }),
  ).toEqual([[2, 'secondCode', 'household_not_here']]);
});

const known = (sheets: Parameters<typeof file>[0]): KnownRoster => {
  const { divisions, units, people, posts, pairings } = file(sheets);
  const byKey = <K extends RosterKey>(key: K, list: readonly RosterRow<K>[]) =>
    new Map(list.map((row) => [rowKey(key, row.values), row.values]));
  return {
    divisions: byKey('divisions', divisions),
    units: byKey('units', units),
    people: byKey('people', people),
    posts: byKey('posts', posts),
    pairings: byKey('pairings', pairings),
  };
};

test('a second import updates by code: an empty cell leaves what is known', () => {
  const before = known({ units: [{ ...zhujian, shortName: '县住建局' }], people: [liu] });

  const { rows: judged, accepted } = judgeRoster(
    file({ units: [{ code: 'U01', name: '清源县住房和城乡建设管理局' }], people: [{ code: 'P01' }] }),
    before,
    ROLES,
  );

  expect(judged.map((row) => [row.fate, row.changes])).toEqual([
    ['changed', [{ field: 'name', from: '清源县住房和城乡建设局', to: '清源县住房和城乡建设管理局' }]],
    ['same', []],
  ]);
  expect(accepted.units).toMatchObject([{ shortName: '县住建局', type: 'government' }]);
  expect(accepted.people).toEqual([]);
});

test('a new head is said, and a name that another unit bears is refused', () => {
  const before = known({ units: [zhujian], people: [{ ...liu, isHead: '是' }] });

  const next = { ...liu, code: 'P02', name: '王海', loginName: 'wanghai', isHead: '是' };
  expect(findings({ people: [next] }, before)).toEqual([[2, 'isHead', 'head_changes']]);
  expect(findings({ units: [{ ...zhujian, code: 'U07' }] }, before)).toEqual([[2, 'name', 'name_taken']]);
});

test('whatever the cells hold, every row has one fate, and what is accepted has no error', () => {
  const cell = fc.constantFrom(
    '',
    'U01',
    'U02',
    '990121',
    '政府部门',
    '县级',
    '县',
    '2026-03-02',
    '是',
    '指挥部',
    '领导包片',
    '💥',
    '刘芳',
  );
  const any = <K extends RosterKey>(key: K) =>
    fc.array(
      fc.record(Object.fromEntries(FIELDS[key].map((field) => [field, cell]))) as fc.Arbitrary<
        RosterWords<K>
      >,
      { maxLength: 4 },
    );
  const roster = fc.record({
    divisions: any('divisions'),
    units: any('units'),
    people: any('people'),
    posts: any('posts'),
    pairings: any('pairings'),
  });
  fc.assert(
    fc.property(roster, (sheets) => {
      const { rows: judged, counts, accepted } = judgeRoster(file(sheets), EMPTY, ROLES);
      const total = Object.values(sheets).reduce((sum, list) => sum + list.length, 0);
      expect(counts.new + counts.changed + counts.same + counts.wrong).toBe(total);
      expect(Object.values(accepted).reduce((sum, list) => sum + list.length, 0)).toBe(
        counts.new + counts.changed,
      );
      for (const row of judged) {
        expect(row.fate === 'wrong').toBe(row.findings.some((one) => one.severity === 'error'));
        for (const one of row.findings) expect(one.message).not.toMatch(/\{|undefined/);
      }
    }),
  );
});
