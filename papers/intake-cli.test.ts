import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { abstractNum, docx, num, numbered, p, tbl } from './read/made.ts';
import { width } from './reading-print.ts';

const CLI = fileURLToPath(new URL('./intake-cli.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../', import.meta.url));

interface Outcome {
  code: number | string | undefined;
  stdout: string;
  stderr: string;
}

/** Runs the command as npm does: in the project's folder, the person's own folder in INIT_CWD. */
function intake(args: string[], { from = ROOT, input = '' } = {}): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const env = { ...process.env, INIT_CWD: from };
  const child = execFile(process.execPath, [CLI, ...args], { cwd: ROOT, env }, (error, stdout, stderr) => {
    resolve({ code: error ? (error.code ?? undefined) : 0, stdout, stderr });
  });
  child.stdin?.end(input);
  return promise;
}

const PLAN = docx(
  p('清源县2026年文明城市创建工作任务分解表') +
    tbl(
      ['序号', '工作任务', '牵头单位', '责任单位', '完成时限'],
      [
        ['', numbered('', 1)],
        '整治占道经营,管控率达90%以上',
        '县城管局',
        '县公安局、县市场监管局',
        '9月底前',
      ],
    ),
  { numbering: abstractNum(0, [['decimal', '%1']]) + num(1, 0) },
);

test('a document named from where the person stands is printed as JSON of exactly the promised keys', async () => {
  const from = await mkdtemp(join(tmpdir(), 'intake-'));
  await writeFile(join(from, '分解表.docx'), PLAN);

  const { code, stdout, stderr } = await intake(['分解表.docx', '--json', '--today', '2026-03-02'], { from });

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const reading = JSON.parse(stdout);
  expect(Object.keys(reading)).toEqual(['title', 'kind', 'findings', 'tasks']);
  expect(reading.tasks).toEqual([
    {
      no: '1',
      sectionPath: expect.any(Array),
      text: '整治占道经营,管控率达90%以上',
      deadline: { phrase: '9月底前', due: '2026-09-30', inherited: false },
      recurrence: null,
      targets: [{ text: expect.stringContaining('90%'), comparator: '>=', value: 90, unit: '%' }],
      units: [
        { name: '县城管局', role: 'lead' },
        { name: '县公安局', role: 'responsible' },
        { name: '县市场监管局', role: 'responsible' },
      ],
      source: { start: expect.any(Number), end: expect.any(Number) },
    },
  ]);
});

test('without --json it is a table whose columns stand under each other', async () => {
  const from = await mkdtemp(join(tmpdir(), 'intake-'));
  await writeFile(join(from, '分解表.docx'), PLAN);

  const { stdout } = await intake(['分解表.docx'], { from });

  const lines = stdout.split('\n');
  const head = lines.find((line) => line.startsWith('序号')) ?? '';
  const row = lines.find((line) => line.startsWith('1 ')) ?? '';
  expect(width(row.slice(0, row.indexOf('牵头:县城管局')))).toBe(width(head.slice(0, head.indexOf('单位'))));
});

test('- reads text from the standard input', async () => {
  const { code, stdout } = await intake(['-', '--json'], {
    input: '一、工作任务\n1.整治占道经营。责任单位:县城管局。\n',
  });

  expect(code).toBe(0);
  expect(JSON.parse(stdout).tasks[0].units).toEqual([{ name: '县城管局', role: 'responsible' }]);
});

test.each([
  ['a missing file', ['没有.docx'], '没有找到文件“没有.docx”'],
  ['a folder', ['.'], '没有找到文件'],
  ['no file', [], '用法'],
  ['an unknown option', ['a.docx', '--what'], '用法'],
])('%s: one sentence, exit code 2, nothing on the output', async (_, args, words) => {
  const { code, stdout, stderr } = await intake(args);

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(words);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('an empty input is refused in a sentence', async () => {
  expect(await intake(['-'], { input: '' })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('是空文件'),
  });
});
