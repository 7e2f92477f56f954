import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { noFramework, oneColumn, threeLevels } from './fixtures/frameworks/frameworks.ts';

const CLI = fileURLToPath(new URL('./framework-cli.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Runs the command as npm does: in the project's folder, the person's own folder in INIT_CWD. */
function framework(from: string, ...args: string[]) {
  const { promise, resolve } = Promise.withResolvers<{ code: unknown; stdout: string; stderr: string }>();
  execFile(
    process.execPath,
    [CLI, ...args],
    { cwd: ROOT, env: { ...process.env, INIT_CWD: from } },
    (error, stdout, stderr) => resolve({ code: error ? error.code : 0, stdout, stderr }),
  );
  return promise;
}

const folder = async (files: Record<string, Uint8Array | string>): Promise<string> => {
  const from = await mkdtemp(join(tmpdir(), 'framework-'));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(from, name), bytes);
  return from;
};

test('a workbook is printed as JSON, and that JSON again as the same', async () => {
  const from = await folder({ '体系.xlsx': threeLevels() });

  const first = await framework(from, '体系.xlsx', '--json');
  await writeFile(join(from, 'EDITION.json'), first.stdout);
  const second = await framework(from, 'EDITION.json', '--json');

  expect(first).toMatchObject({ code: 0, stderr: '' });
  const printed = JSON.parse(first.stdout);
  expect(printed).toMatchObject({
    format: 'framework/1',
    title: '清源县文明城市测评体系（2026年版）',
    totals: { points: 20 },
  });
  expect(printed.findings).toContainEqual({
    code: 'total_wrong',
    message: '“合计”写的是 21，各项相加是 20。',
    where: 'Sheet1 第9行 第5列',
  });
  expect({ ...JSON.parse(second.stdout), findings: [] }).toEqual({ ...printed, findings: [] });
});

test('a framework with errors is printed with its findings, and is no failure', async () => {
  const { code, stdout } = await framework(await folder({ 'a.xlsx': oneColumn() }), 'a.xlsx');

  expect(code).toBe(0);
  expect(stdout).toContain('  1.1 窗口服务（6分；实地考察、材料审核）');
  expect(stdout).toContain('适用条件形成循环：2.1 → 2.2 → 2.1。（Sheet1 第6行 第9列）');
});

test.each([
  ['a missing file', ['没有.xlsx'], '没有找到文件“没有.xlsx”'],
  ['no file', [], '用法'],
  ['an unknown option', ['a.xlsx', '--what'], '用法'],
  ['a list of tasks', ['任务.xlsx'], '“任务.xlsx”不能作为测评体系读取'],
  ['an empty file', ['空.docx'], '是空文件'],
  ['a picture by the name of a workbook', ['图.xlsx'], '实际是图片'],
  ['JSON with a wrong field', ['错.json', '--json'], 'nodes[0].points'],
])('%s: one sentence, exit code 2, nothing on the output', async (_, args, words) => {
  const from = await folder({
    '任务.xlsx': noFramework(),
    '空.docx': '',
    '图.xlsx': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    '错.json': JSON.stringify({ title: '甲', nodes: [{ code: '1', level: 1, title: '乙', points: '多' }] }),
  });

  const { code, stdout, stderr } = await framework(from, ...args);

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(words);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
