import { expect, test } from 'vitest';
import { HOSTILE } from './hostile.ts';
import { writeUnitPack, type UnitPackPaper, type UnitPackTask } from './unit-pack.ts';
import { all, paragraphs, unpacked, words } from './unpacked.ts';

const task = (no: string, more: Partial<UnitPackTask> = {}): UnitPackTask => ({
  no,
  text: `任务${no}`,
  standard: null,
  targets: [],
  deadline: null,
  role: 'lead',
  others: [],
  state: '未启动',
  ...more,
});

const pack = (tasks: UnitPackTask[], more: Partial<UnitPackPaper> = {}): UnitPackPaper => ({
  unit: '清源县住房和城乡建设局',
  asOf: '2026-03-02',
  contacts: [{ duty: '第一责任人', name: '李静', post: '局长', phone: '13800000001' }],
  tasks,
  link: 'https://example.invalid/units/d002',
  auditHead: 'a1b2c3d4e5f60718',
  madeAt: new Date('2026-03-02T01:00:00Z'),
  ...more,
});

const opened = async (paper: UnitPackPaper) => unpacked(await writeUnitPack(paper));

test('a pack tells the tasks by role, lead first, and all dated ones by day', async () => {
  const tasks = [
    task('1', {
      role: 'cooperating',
      deadline: { phrase: '年底前', due: '2026-12-31' },
      others: ['牵头：县城管执法局'],
    }),
    task('2', {
      deadline: { phrase: '9月底前', due: '2026-09-30' },
      standard: '日产日清',
      targets: ['清运率达100%'],
    }),
    task('3', { deadline: { phrase: '长期坚持', due: null } }),
  ];
  const document = (await opened(pack(tasks))).part('word/document.xml');
  const [contacts, lead, cooperating, dated] = all(document, 'w:tbl').map((table) =>
    all(table, 'w:tr').map((row) => all(row, 'w:tc').map(words)),
  );

  expect(paragraphs(document).filter((line) => /^[一二三四五]、/.test(line))).toEqual([
    '一、责任人和联系方式',
    '二、牵头任务2项',
    '三、配合任务1项',
    '四、时限一览2项',
  ]);
  expect(contacts?.[1]).toEqual(['第一责任人', '李静', '局长', '13800000001']);
  expect(lead?.slice(1)).toEqual([
    ['2', '任务2', '日产日清\n清运率达100%', '', '9月底前\n2026-09-30', '未启动'],
    ['3', '任务3', '', '', '长期坚持', '未启动'],
  ]);
  expect(cooperating?.[1]?.[3]).toBe('牵头：县城管执法局');
  expect(dated?.slice(1).map((row) => row.slice(0, 2))).toEqual([
    ['2026-09-30', '2'],
    ['2026-12-31', '1'],
  ]);
  expect(paragraphs(document).join('')).toContain('最早到期的是第2项，时限为9月底前（2026年9月30日）。');
});

test('a unit without tasks and contacts is told so', async () => {
  const lines = paragraphs((await opened(pack([], { contacts: [] }))).part('word/document.xml'));

  expect(lines).toContain('目前没有下达给本单位的任务。');
  expect(lines).toContain('尚未登记责任人和联系方式。');
});

test('the address is text, not a relation out of the file, and hostile names stay text', async () => {
  const hostile = HOSTILE.map((each) => task('9', { text: each, others: [each], state: each }));
  const file = await opened(
    pack(hostile, {
      unit: HOSTILE[0]!,
      contacts: HOSTILE.map((each) => ({ duty: each, name: each, post: each, phone: each })),
    }),
  );

  expect(file.outward).toEqual([]);
  expect(all(file.part('word/document.xml'), 'w:hyperlink')).toEqual([]);
  expect(all(file.part('word/document.xml'), 'w:tc').map(words)).toEqual(
    expect.arrayContaining(HOSTILE.map((each) => each.replace('\r', '\n'))),
  );
});
