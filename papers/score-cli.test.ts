import { execFile } from 'node:child_process';
import { mkdtemp, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { width } from './reading-print.ts';

const CLI = fileURLToPath(new URL('./score-cli.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../', import.meta.url));

interface Outcome {
  code: number | string | undefined;
  stdout: string;
  stderr: string;
}

/** Runs the command as npm does: in the project's folder, the person's own folder in INIT_CWD. */
function run(args: string[], from: string): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const options = { cwd: ROOT, env: { ...process.env, INIT_CWD: from }, maxBuffer: 64_000_000 };
  execFile(process.execPath, [CLI, ...args], options, (error, stdout, stderr) => {
    resolve({ code: error ? (error.code ?? undefined) : 0, stdout, stderr });
  });
  return promise;
}

/** Two files in a folder of their own, scored from there. */
async function score(
  edition: string | object,
  facts: string | Buffer,
  ...options: string[]
): Promise<Outcome> {
  const from = await mkdtemp(join(tmpdir(), 'score-'));
  await writeFile(join(from, 'e.json'), typeof edition === 'string' ? edition : JSON.stringify(edition));
  await writeFile(join(from, 'f.ndjson'), facts);
  return run(['e.json', 'f.ndjson', ...options], from);
}

const LAMPS = {
  title: '小体系',
  nodes: [
    {
      code: '1',
      level: 1,
      title: '路灯',
      points: 4,
      responsible: ['县城管局'],
      rule: { measure: { type: 'value', fact: 'value' }, score: { type: 'share' } },
    },
  ],
};
const fact = (more: object) => `${JSON.stringify({ criterion: '1', value: 0.5, ...more })}\n`;

test('the example of the standard, copied from the page, gives the numbers that the page works out', async () => {
  const page = await readFile(join(ROOT, 'docs/frameworks.md'), 'utf8');
  const example = page.slice(page.indexOf('## An example by hand'));
  const block = (kind: string) => new RegExp(`\`\`\`${kind}\n(.*?)\`\`\``, 's').exec(example)?.[1] ?? '';
  const promised = [...example.matchAll(/^\| (\S+) \| (\w+) \| (.+) \|$/gm)]
    .map(([, code, state, numbers]) => ({ code, state, numbers: numbers?.split(' | ').map(readNumber) }))
    .filter(({ code }) => code !== 'code');
  expect(promised).toHaveLength(6);

  const { code, stdout, stderr } = await score(block('json'), block('ndjson'), '--json');

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { nodes, total, findings } = JSON.parse(stdout);
  const found = [...nodes, { ...total, code: 'total' }].map((node) => ({
    code: node.code,
    state: node.state,
    numbers: [node.points, node.of, node.max, node.low, node.high, node.lost],
  }));
  expect(found).toEqual(promised);
  expect(total).toMatchObject({ declared: 12, converted: 8.88, vetoes: { struck: [], open: [] } });
  expect(findings).toEqual([
    { code: 'fact_left_out', message: '观测“line 9”的“9”不是本体系的测评标准，没有计入。', where: 'line 9' },
  ]);
});

const readNumber = (text: string) => (text === '–' ? null : Number(text));

test('each number says why, and which facts cost points', async () => {
  const { stdout } = await score(
    LAMPS,
    fact({ id: '夜查1' }) + fact({ id: '夜查2', value: 1, name: '别的' }),
    '--json',
  );
  const [node] = JSON.parse(stdout).nodes;
  expect(node.losses).toEqual(['夜查1']);
  expect(node.reasons.length).toBeGreaterThan(0);
  for (const reason of node.reasons) expect(Object.keys(reason)).toEqual(['code', 'facts', 'sentence']);
  expect(node.reasons.map((reason: { sentence: string }) => reason.sentence).join()).toContain('扣2分');
});

test('each node says where it stands in the tree', async () => {
  const { stdout } = await score(LAMPS, fact({}), '--json');
  const [node] = JSON.parse(stdout).nodes;
  expect(node).toMatchObject({ code: '1', title: '路灯', parent: null, level: 1, kind: 'normal', points: 2 });
});

test('without --json it is a table whose columns stand under each other', async () => {
  const { code, stdout } = await score(LAMPS, fact({}));
  expect(code).toBe(0);
  const lines = stdout.split('\n');
  expect(lines.slice(0, 2)).toEqual(['小体系 · 全域', '已知 2.00 / 4.00 分，折算 2.00 / 4.00 分']);
  const head = lines.find((line) => line.startsWith('编号')) ?? '';
  const row = lines.find((line) => line.startsWith('1 ')) ?? '';
  const column = (line: string, word: string) => width(line.slice(0, line.indexOf(word)));
  expect(column(row, '2.00/4.00')).toBe(column(head, '得分/满分'));
});

test('a unit is scored by the facts that name it', async () => {
  const facts = fact({ unit: '县城管局' }) + fact({ unit: '县交通局', value: 1, at: '2026-03-02' });
  const own = await score(LAMPS, facts, '--json', '--unit', '县城管局');
  expect(JSON.parse(own.stdout)).toMatchObject({ unit: '县城管局', total: { points: 2 } });
  const all = await score(LAMPS, facts, '--json');
  expect(JSON.parse(all.stdout)).toMatchObject({ unit: null, total: { points: 4 } });
});

test('a fact that stands there twice counts once', async () => {
  const bare = {
    ...LAMPS.nodes[0],
    rule: { ...LAMPS.nodes[0]?.rule, measure: { type: 'value', fact: 'value', how: 'sum' } },
  };
  const { stdout } = await score({ ...LAMPS, nodes: [bare] }, fact({ id: 'a' }).repeat(2), '--json');
  expect(JSON.parse(stdout).total.points).toBe(2);
});

test('blank lines, a byte order mark and line ends of Windows do not matter, and lines are counted with them', async () => {
  const { stdout } = await score(LAMPS, `\uFEFF\r\n${fact({ criterion: '7' }).trimEnd()}\r\n\n`, '--json');
  expect(JSON.parse(stdout).findings).toMatchObject([{ where: 'line 2' }]);
});

test('a line separator of Unicode inside a text ends no line', async () => {
  const { code, stdout } = await score(LAMPS, fact({ note: '上\u2028下' }), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout).total.points).toBe(2);
});

const twice = { ...LAMPS, nodes: [...LAMPS.nodes, ...LAMPS.nodes] };
const circle = {
  title: '环',
  nodes: ['1', '2'].map((code) => ({
    ...LAMPS.nodes[0],
    code,
    applies: { when: { code: code === '1' ? '2' : '1', fact: 'value', is: '>', than: 0 } },
  })),
};

test.each<[string, string | object, string | Buffer, RegExp]>([
  ['an edition that is no JSON', '{"title":', '', /^“e\.json”不是 JSON 文件/],
  ['an edition that is a list', '[]', '', /^“e\.json”整个文件：/],
  ['an edition without a title', { nodes: [] }, '', /^“e\.json”title：/],
  [
    'a wrong place deep in it',
    { title: 'x', nodes: [{ ...LAMPS.nodes[0], points: '多' }] },
    '',
    /nodes\[0\]\.points：/,
  ],
  ['an edition with one code twice', twice, '', /^“e\.json”无法计分：.*“1”/],
  ['an edition whose conditions run in a circle', circle, '', /^“e\.json”无法计分：/],
  ['a line that is no JSON', LAMPS, `${fact({})}{"criterion"\n`, /^“f\.ndjson”第 2 行不是一个 JSON 对象/],
  ['a line that is a number', LAMPS, '7\n', /第 1 行不是一个 JSON 对象/],
  ['a fact without a criterion', LAMPS, '{"value": 1}\n', /第 1 行缺少“criterion”/],
  ['a fact without a value', LAMPS, '{"criterion": "1"}\n', /第 1 行缺少“value”/],
  ['a field nobody knows', LAMPS, fact({ valeu: 1 }), /第 1 行的“valeu”无法识别/],
  ['a value with five decimals', LAMPS, fact({ value: 0.12345 }), /第 1 行的“value”不是有效的数值/],
  ['a day that is not in the calendar', LAMPS, fact({ at: '2026-02-30' }), /第 1 行的“at”不是/],
  ['an id with another content', LAMPS, fact({ id: 'a' }) + fact({ id: 'a', value: 1 }), /第 2 行的编号“a”/],
  [
    'a file in GBK',
    LAMPS,
    Buffer.concat([Buffer.from(fact({})), Buffer.from([0x22, 0xc2, 0xb7, 0xb5, 0xc6, 0x22, 10])]),
    /第 2 行不是 UTF-8/,
  ],
  ['a file without line ends', LAMPS, ' '.repeat(6_000_000), /第 1 行过长/],
])('%s is refused in one sentence', async (_, edition, facts, sentence) => {
  const { code, stdout, stderr } = await score(edition, facts, '--json');
  expect(stderr).toMatch(sentence);
  expect(stderr).toMatch(/^[^\n]+[。）]\n$/);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test('a file that is not there, one that is too large, and a command half written are refused', async () => {
  const from = await mkdtemp(join(tmpdir(), 'score-'));
  await writeFile(join(from, 'e.json'), JSON.stringify(LAMPS));
  await writeFile(join(from, 'f.ndjson'), '');
  expect(await run(['无.json', 'f.ndjson'], from)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/没有找到文件“无\.json”/),
  });
  expect(await run(['e.json', '无.ndjson'], from)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/没有找到文件“无\.ndjson”/),
  });
  expect(await run(['e.json'], from)).toMatchObject({ code: 2, stderr: expect.stringMatching(/^用法：/) });
  expect(await run(['e.json', 'f.ndjson', '--nix'], from)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^用法：/),
  });
  // Sparse: takes no room on the disk.
  await truncate(join(from, 'f.ndjson'), 500_000_001);
  expect(await run(['e.json', 'f.ndjson'], from)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/超过 500 MB/),
  });
});
