import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BodyId, UnitId } from '../kernel/ids.ts';
import { editDistance } from './misspelling.ts';
import { rosterOf } from './name-index.ts';
import { resolveUnitName } from './names.ts';
import type { Resolution } from './names.ts';
import type { Alias, Succession, Tier, Unit, UnitType } from './unit.ts';

const unit = (
  name: string,
  type: UnitType = 'government',
  change: { tier?: Tier; aliases?: Alias[]; validTo?: string; sector?: string; short?: string } = {},
): Unit => ({
  id: name as UnitId,
  code: name,
  name,
  shortName: change.short ?? null,
  type,
  tier: change.tier ?? 'county',
  parent: null,
  division: null,
  sector: change.sector ?? null,
  aliases: change.aliases ?? [],
  head: null,
  contact: null,
  validFrom: null,
  validTo: change.validTo ?? null,
});

const UNITS: Unit[] = [
  unit('中共清源县委员会', 'party'),
  unit('中共清源县委办公室', 'party'),
  unit('中共清源县委宣传部', 'party'),
  unit('中共清源县委组织部', 'party'),
  unit('中共清源县直属机关工作委员会', 'party'),
  unit('中共清源县纪律检查委员会', 'discipline'),
  unit('清源县人民代表大会常务委员会办公室', 'peoples_congress'),
  unit('清源县人民政府办公室'),
  unit('政协清源县委员会办公室', 'cppcc'),
  unit('清源县精神文明建设指导委员会办公室', 'party', {
    aliases: [{ name: '县文明中心', origin: 'learned' }],
  }),
  unit('清源县创建全国文明城市指挥部办公室', 'party', { aliases: [{ name: '县创建办', origin: 'entered' }] }),
  unit('清源县住房和城乡建设局'),
  unit('清源县人力资源和社会保障局'),
  unit('清源县城市管理和综合执法局', 'government', { sector: '行政执法' }),
  unit('清源县教育体育局', 'government', { aliases: [{ name: '县教育局', origin: 'entered' }] }),
  unit('清源县文化广电和旅游局'),
  unit('清源县市场监督管理局', 'government', { sector: '行政执法' }),
  unit('清源县卫生健康局'),
  unit('清源县自然资源局'),
  unit('清源县交通运输局'),
  unit('清源县民政局'),
  unit('清源县财政局'),
  unit('清源县司法局'),
  unit('清源县公安局'),
  unit('清源县公安局交通警察大队'),
  unit('清源县农业农村局'),
  unit('清源县水利局'),
  unit('清源县扶贫开发办公室', 'government', { validTo: '2021-06-30' }),
  unit('清源县旅游发展委员会', 'government', { validTo: '2019-03-31' }),
  unit('清源县广播电影电视台', 'institution', { validTo: '2020-01-01' }),
  unit('清源县融媒体中心', 'institution'),
  unit('清源县文化艺术中心', 'institution'),
  unit('共青团清源县委员会', 'mass'),
  unit('清源县妇女联合会', 'mass'),
  unit('清源县残疾人联合会', 'mass'),
  unit('清源县关心下一代工作委员会', 'mass'),
  unit('清源县总工会', 'mass'),
  unit('云州市生态环境局清源分局', 'vertical', { tier: 'city' }),
  unit('国家税务总局清源县税务局', 'vertical'),
  unit('中国农业银行清源县支行', 'finance'),
  unit('清源县城关镇人民政府', 'township', { tier: 'town' }),
  unit('清源县柳林乡人民政府', 'township', { tier: 'town' }),
  unit('清源县东城街道办事处', 'subdistrict', { tier: 'town' }),
  unit('东城街道幸福社区居民委员会', 'community', { tier: 'village' }),
  unit('清源县第一中学', 'school'),
  unit('云州市教育局', 'government', { tier: 'city' }),
  unit('云州市水利局', 'government', { tier: 'city' }),
];
const id = (name: string) => name as UnitId;
const SUCCESSIONS: Succession[] = [
  { from: id('清源县扶贫开发办公室'), to: id('清源县农业农村局'), on: '2021-07-01', kind: 'merged' },
  { from: id('清源县旅游发展委员会'), to: id('清源县文化广电和旅游局'), on: '2019-04-01', kind: 'merged' },
  { from: id('清源县广播电影电视台'), to: id('清源县融媒体中心'), on: '2020-01-02', kind: 'split' },
  { from: id('清源县广播电影电视台'), to: id('清源县文化艺术中心'), on: '2020-01-02', kind: 'split' },
];
const BODIES = [
  {
    id: 'hq' as BodyId,
    name: '清源县创建全国文明城市指挥部',
    aliases: ['创建办', '县文明委'],
    members: [id('清源县民政局'), id('清源县公安局')],
  },
];
const roster = rosterOf({
  units: UNITS,
  successions: SUCCESSIONS,
  bodies: BODIES,
  place: {
    name: '清源',
    kind: '县',
    above: [
      { name: '云州', kind: '市' },
      { name: '江右', kind: '省' },
    ],
  },
  on: '2026-03-02',
});
const resolve = (name: string) => resolveUnitName(name, roster);
const certain = (name: string) => {
  const answer = resolve(name);
  return answer.kind === 'certain' ? [answer.unit, answer.how] : answer;
};
const reasons = (answer: Resolution) =>
  answer.kind === 'suggested' ? answer.candidates.map((one) => [one.unit, one.reasons[0]?.code]) : answer;

describe('certain', () => {
  test.each([
    ['清源县住房和城乡建设局', '清源县住房和城乡建设局', 'exact'],
    ['清源县 住房和 城乡建设局', '清源县住房和城乡建设局', 'exact'],
    ['县文明中心', '清源县精神文明建设指导委员会办公室', 'learned_alias'],
    ['县教育局', '清源县教育体育局', 'alias'],
    ['住房和城乡建设局', '清源县住房和城乡建设局', 'same_core'],
    ['县住房城乡建设局', '清源县住房和城乡建设局', 'same_core'],
    ['县委', '中共清源县委员会', 'same_core'],
    ['县委办', '中共清源县委办公室', 'same_core'],
    ['县委办公室', '中共清源县委办公室', 'same_core'],
    ['县政府办', '清源县人民政府办公室', 'same_core'],
    ['县人大办', '清源县人民代表大会常务委员会办公室', 'same_core'],
    ['县政协办', '政协清源县委员会办公室', 'same_core'],
    ['宣传部', '中共清源县委宣传部', 'same_core'],
    ['县委组织部', '中共清源县委组织部', 'same_core'],
    ['县纪委', '中共清源县纪律检查委员会', 'same_core'],
    ['团县委', '共青团清源县委员会', 'same_core'],
    ['县总工会', '清源县总工会', 'same_core'],
    ['县公安局', '清源县公安局', 'same_core'],
    ['市场监督管理局', '清源县市场监督管理局', 'same_core'],
    ['城关镇', '清源县城关镇人民政府', 'same_core'],
    ['城关镇政府', '清源县城关镇人民政府', 'same_core'],
    ['柳林乡党委、政府', '清源县柳林乡人民政府', 'same_core'],
    ['东城街道', '清源县东城街道办事处', 'same_core'],
    ['东城街道办', '清源县东城街道办事处', 'same_core'],
    ['县第一中学', '清源县第一中学', 'same_core'],
    ['县一中', '清源县第一中学', 'same_core'],
    ['县税务局', '国家税务总局清源县税务局', 'same_core'],
    ['县生态环境局', '云州市生态环境局清源分局', 'same_core'],
    ['生态环境分局', '云州市生态环境局清源分局', 'same_core'],
    ['市教育局', '云州市教育局', 'same_core'],
    ['云州市水利局', '云州市水利局', 'exact'],
    ['县水利局', '清源县水利局', 'same_core'],
    ['水利局', '清源县水利局', 'same_core'],
    ['县住建局', '清源县住房和城乡建设局', 'official_abbreviation'],
    ['县人社局', '清源县人力资源和社会保障局', 'official_abbreviation'],
    ['城管局', '清源县城市管理和综合执法局', 'official_abbreviation'],
    ['县城管执法局', '清源县城市管理和综合执法局', 'official_abbreviation'],
    ['县综合执法局', '清源县城市管理和综合执法局', 'official_abbreviation'],
    ['教体局', '清源县教育体育局', 'official_abbreviation'],
    ['县文旅局', '清源县文化广电和旅游局', 'official_abbreviation'],
    ['县市监局', '清源县市场监督管理局', 'official_abbreviation'],
    ['市场监管局', '清源县市场监督管理局', 'official_abbreviation'],
    ['县卫健局', '清源县卫生健康局', 'official_abbreviation'],
    ['县文明办', '清源县精神文明建设指导委员会办公室', 'official_abbreviation'],
    ['县妇联', '清源县妇女联合会', 'official_abbreviation'],
    ['县残联', '清源县残疾人联合会', 'official_abbreviation'],
    ['县关工委', '清源县关心下一代工作委员会', 'official_abbreviation'],
    ['交警大队', '清源县公安局交通警察大队', 'official_abbreviation'],
    ['县农行', '中国农业银行清源县支行', 'official_abbreviation'],
    ['县直机关工委', '中共清源县直属机关工作委员会', 'letter_abbreviation'],
    ['创城办', '清源县创建全国文明城市指挥部办公室', 'letter_abbreviation'],
    ['创建办', '清源县创建全国文明城市指挥部办公室', 'same_core'],
    ['县卫生局', '清源县卫生健康局', 'letter_abbreviation'],
  ])('%s is %s by %s', (name, wanted, how) => {
    expect(certain(name)).toEqual([wanted, how]);
  });

  test('a unit that was merged gives its successor, and says what was named', () => {
    expect(resolve('县扶贫办')).toEqual({
      kind: 'certain',
      unit: '清源县农业农村局',
      how: 'letter_abbreviation',
      formerly: '清源县扶贫开发办公室',
    });
    expect(certain('县旅游发展委员会')).toEqual(['清源县文化广电和旅游局', 'same_core']);
  });
});

describe('suggested, with reasons', () => {
  test('what a mention means is not decided by a shorter name inside it', () => {
    expect(reasons(resolve('县政府督查办'))).toEqual([['清源县人民政府办公室', 'letter_abbreviation']]);
  });

  test('a unit of another level or place is not taken for the own one', () => {
    expect(reasons(resolve('市民政局'))).toEqual([['清源县民政局', 'other_level']]);
    expect(reasons(resolve('区住建局'))).toEqual([['清源县住房和城乡建设局', 'other_level']]);
    expect(reasons(resolve('芦溪县民政局'))).toEqual([['清源县民政局', 'other_place']]);
  });

  test('former names of the general reforms lead to what they became', () => {
    expect(reasons(resolve('县国土局'))).toEqual([['清源县自然资源局', 'reform']]);
    expect(reasons(resolve('县工商局'))).toEqual([['清源县市场监督管理局', 'reform']]);
    expect(reasons(resolve('县文广新局'))).toEqual([['清源县文化广电和旅游局', 'reform']]);
    expect(reasons(resolve('县政府法制办'))).toMatchObject([['清源县司法局', 'reform'], expect.anything()]);
    expect(reasons(resolve('县法制办'))).toEqual([['清源县司法局', 'reform']]);
  });

  test('a unit that was split leaves the choice between its successors', () => {
    expect(reasons(resolve('县广播电影电视台'))).toEqual([
      ['清源县融媒体中心', 'successor_of'],
      ['清源县文化艺术中心', 'successor_of'],
    ]);
  });

  test('another ending, a wrong letter, a name cut off, a section of a unit', () => {
    expect(reasons(resolve('县卫健委'))).toEqual([['清源县卫生健康局', 'other_ending']]);
    expect(reasons(resolve('县创立办'))).toEqual([['清源县创建全国文明城市指挥部办公室', 'misspelling']]);
    expect(reasons(resolve('县人力资源和社会保险局'))).toEqual([
      ['清源县人力资源和社会保障局', 'misspelling'],
    ]);
    expect(reasons(resolve('县纪'))).toEqual([['中共清源县纪律检查委员会', 'cut_off']]);
    expect(reasons(resolve('县市场监督管理局消保股'))).toEqual([['清源县市场监督管理局', 'part_of']]);
    expect(reasons(resolve('县体育局'))).toEqual([['清源县教育体育局', 'reform']]);
  });
});

test('a bureau that exists everywhere is never taken for a misspelling of another', () => {
  expect(resolve('县审计局')).toEqual({ kind: 'unknown' });
  expect(resolve('县人寿保险公司')).toEqual({ kind: 'unknown' });
  expect(resolve('  ')).toEqual({ kind: 'unknown' });
});

test('collective phrases come with members by rule, and are never taken for a unit', () => {
  const members = (name: string) => {
    const answer = resolve(name);
    return answer.kind === 'collective' ? [answer.rule.code, answer.members.length, answer.open] : answer;
  };
  const living = UNITS.filter((one) => one.validTo === null).length;
  expect(members('各乡镇')).toEqual(['types', 2, false]);
  expect(members('各乡(镇)人民政府')).toEqual(['types', 2, false]);
  expect(members('各镇(街道)')).toEqual(['types', 3, false]);
  expect(members('各社区')).toEqual(['types', 1, false]);
  expect(members('各单位')).toEqual(['all', living, false]);
  expect(members('各相关单位')).toEqual(['all', living, true]);
  expect(members('有关金融机构')).toEqual(['types', 1, true]);
  expect(members('县直各单位')).toMatchObject(['departments', expect.any(Number), false]);
  expect(members('各行政执法部门')).toEqual(['sector', 2, true]);
  expect(members('创建办成员单位')).toEqual(['body', 2, false]);
  expect(members('县文明委各成员单位')).toEqual(['body', 2, false]);
  expect(members('领导小组成员单位')).toEqual(['body_not_found', 0, true]);
  expect(members('各窗口单位')).toEqual(['sector', 0, true]);
});

test('every unit is found by its own full name, and by it without its place', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...UNITS.filter((one) => one.validTo === null)),
      fc.constantFrom('', ' ', ' '),
      (one, gap) => {
        const spaced = [...one.name].join(gap);
        expect(resolve(spaced)).toMatchObject({ kind: 'certain', unit: one.id });
      },
    ),
  );
});

test('no text makes the rule fail, and certain answers name living units', () => {
  const letters = fc.array(
    fc.constantFrom(...'县市区清源云州委办局公政府教育体住建人大各有关相单位、()和第一中学团'),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        letters.map((all) => all.join('')),
        fc.string(),
      ),
      (text) => {
        const answer = resolve(text);
        if (answer.kind === 'certain') expect(roster.units.get(answer.unit)?.validTo).toBe(null);
        if (answer.kind === 'suggested') expect(answer.candidates.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 500 },
  );
});

test('edit distance counts changed, added, dropped and swapped letters', () => {
  expect(editDistance('创立办', '创建办', 2)).toBe(1);
  expect(editDistance('城市管理局', '城乡管理处', 2)).toBe(2);
  expect(editDistance('交通运输局', '交通输运局', 2)).toBe(1);
  expect(editDistance('民政局', '住房城乡建设局', 2)).toBe(null);
});
