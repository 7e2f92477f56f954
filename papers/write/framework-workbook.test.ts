import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { newEdition, newNode } from '@tongchuang/domain/assessment/new-edition.ts';
import { canonical, type Json } from '@tongchuang/domain/kernel/canonical.ts';
import { frameworkCase } from '@tongchuang/testkit/frameworks.ts';
import { readFrameworkFile } from '../framework-file.ts';
import { writeFrameworkWorkbook } from './framework-workbook.ts';
import { HOSTILE } from './hostile.ts';
import { all, unpacked } from './unpacked.ts';

const bytesOf = (edition: Edition) => canonical(edition as unknown as Json);
const again = async (bytes: Uint8Array) => readFrameworkFile('体系.xlsx', bytes);
const edits = ({ findings }: Awaited<ReturnType<typeof again>>) =>
  findings.filter(({ code }) =>
    /^(?:cell_edited|edit_not_taken|row_|table_|parts_differ|rule_cell)/.test(code),
  );

const county = (): Edition =>
  newEdition({
    title: '清源县文明城市测评体系',
    year: 2026,
    tier: 'county',
    levels: [
      { name: '测评项目', count: 1 },
      { name: '测评标准', count: 2 },
    ],
    nodes: [
      newNode({ code: '1', level: 1, title: '政务环境', points: 10 }),
      newNode({
        code: '1.1',
        parent: '1',
        level: 2,
        title: '窗口便民',
        points: 6,
        methods: ['材料审核', '实地考察'],
        ruleText: '每缺一处扣1分',
        rule: {
          measure: { type: 'value', fact: '缺少数', how: null },
          score: {
            type: 'deduct',
            lines: [{ fact: null, side: 'above', limit: '0', per: '1', points: '1', started: false }],
            floor: '0',
          },
          guards: [],
        },
        responsible: ['县行政审批局'],
        evidence: ['实景图片'],
      }),
      newNode({ code: '1.2', parent: '1', level: 2, title: '=满意度', points: 4, methods: ['问卷调查'] }),
    ],
  });

test('random frameworks come back from their workbook as they were, to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 100_000 }), async (seed) => {
      const { edition } = frameworkCase(seed);

      const file = await again(await writeFrameworkWorkbook(edition));

      expect(bytesOf(file.edition)).toBe(bytesOf(edition));
      expect(edits(file)).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('titles, units and rules of any characters come back, and none is a formula', async () => {
  const text = fc
    .oneof(
      fc.constantFrom(...HOSTILE, ' 两端有空格 ', '甲\n\n乙', '\uf0fc', '一  二'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    )
    .filter((each) => !each.includes('\0') && each.isWellFormed());
  await fc.assert(
    fc.asyncProperty(text, text, text, async (title, unit, ruleText) => {
      const edition = county();
      const node = edition.nodes[1]!;
      Object.assign(node, {
        title,
        ruleText,
        responsible: [unit],
        methods: [unit],
        evidence: [title],
        code: unit,
      });

      const bytes = await writeFrameworkWorkbook(edition);
      const file = await again(bytes);

      expect(all(unpacked(bytes).part('xl/worksheets/sheet1.xml'), 'f')).toEqual([]);
      expect(bytesOf(file.edition)).toBe(bytesOf(edition));
      expect(edits(file)).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('a text longer than a cell may hold comes back whole', async () => {
  const edition = county();
  edition.nodes[1]!.facts = Array.from({ length: 900 }, (_, at) => ({
    name: `观测${at}`,
    text: '说明 '.repeat(12),
    unit: null,
    how: null,
  }));

  expect(bytesOf((await again(await writeFrameworkWorkbook(edition))).edition)).toBe(bytesOf(edition));
});

/** The workbook with texts of its first sheet replaced, as somebody would type over them. */
function typedOver(bytes: Uint8Array, words: Record<string, string>): Uint8Array {
  const parts = unzipSync(bytes);
  const changed = Object.entries(parts).map(([name, part]): [string, Uint8Array] => {
    if (!/sharedStrings|sheet1\.xml/.test(name)) return [name, part];
    let xml = strFromU8(part);
    for (const [was, is] of Object.entries(words)) xml = xml.replaceAll(`>${was}<`, `>${is}<`);
    return [name, strToU8(xml)];
  });
  return zipSync(Object.fromEntries(changed));
}

test('what a person changed in the table is taken, each change said with its cell', async () => {
  const bytes = await writeFrameworkWorkbook(county());

  const file = await again(
    typedOver(bytes, {
      窗口便民: '窗口服务',
      每缺一处扣1分: '发现一起不得分',
      县行政审批局: '县政务服务局、县文明办',
      '=满意度': '群众满意度',
    }),
  );

  expect(file.edition.nodes[1]).toMatchObject({
    title: '窗口服务',
    ruleText: '发现一起不得分',
    rule: { guards: [{ type: 'zero_tolerance', fact: '发现数' }] },
    responsible: ['县政务服务局', '县文明办'],
  });
  expect(file.edition.nodes[2]?.title).toBe('群众满意度');
  expect(edits(file).map(({ message, where }) => `${where}：${message}`)).toEqual([
    '测评体系 第4行 第5列：“名称”在表中由“窗口便民”改为“窗口服务”，已按表读入。',
    '测评体系 第4行 第9列：“评分标准”在表中由“每缺一处扣1分”改为“发现一起不得分”，已按表读入。',
    '测评体系 第4行 第11列：“责任单位”在表中由“县行政审批局”改为“县政务服务局、县文明办”，已按表读入。',
    '测评体系 第5行 第5列：“名称”在表中由“=满意度”改为“群众满意度”，已按表读入。',
  ]);
});

test('a changed rule that is not understood is shown as unread', async () => {
  const file = await again(
    typedOver(await writeFrameworkWorkbook(county()), { 每缺一处扣1分: '视情况打分' }),
  );

  expect(file.edition.nodes[1]).toMatchObject({ ruleText: '视情况打分', rule: null, facts: [] });
  expect(file.findings).toContainEqual(
    expect.objectContaining({ code: 'rule_unread', node: '1.1', where: '测评体系 第4行 第9列' }),
  );
});

test('a code that the edition does not know, and one that is gone, are said and change nothing', async () => {
  const file = await again(typedOver(await writeFrameworkWorkbook(county()), { '1.2': '1.9' }));

  expect(bytesOf(file.edition)).toBe(bytesOf(county()));
  expect(edits(file).map(({ code }) => code)).toEqual(['row_unknown', 'row_missing']);
});

const SOFFICE = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find((path) => existsSync(path));

test.runIf(SOFFICE !== undefined)(
  'a workbook that LibreOffice has saved anew is still the same edition',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'framework-'));
    const { edition } = frameworkCase(7);
    await writeFile(join(folder, 'a.xlsx'), await writeFrameworkWorkbook(edition));

    execFileSync(
      SOFFICE!,
      [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'ods', 'a.xlsx'],
      { cwd: folder },
    );
    execFileSync(
      SOFFICE!,
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'xlsx:Calc MS Excel 2007 XML',
        'a.ods',
      ],
      { cwd: folder },
    );
    const file = await again(await readFile(join(folder, 'a.xlsx')));

    expect(bytesOf(file.edition)).toBe(bytesOf(edition));
    expect(edits(file)).toEqual([]);
  },
  120_000,
);
