import { expect, test } from 'vitest';
import { readPaper } from '@tongchuang/domain/intake/read-paper.ts';
import type { Reading } from '@tongchuang/domain/intake/reading.ts';
import { readPaperFile } from '../read/paper-file.ts';
import {
  writeDecompositionDocument,
  writeDecompositionSheet,
  type DecompositionPaper,
  type DecompositionRow,
} from './decomposition-table.ts';
import { writePlanDocument, type PlanPaper, type PlanTask } from './plan-document.ts';

const madeAt = new Date('2026-03-02T01:00:00Z');
const read = async (name: string, bytes: Uint8Array): Promise<Reading> =>
  readPaper(await readPaperFile(name, bytes), { today: '2026-03-02' });

const task = (no: string, text: string, more: Partial<PlanTask> = {}): PlanTask => ({
  no,
  text,
  standard: null,
  targets: [],
  deadline: null,
  units: [{ name: '县委宣传部', role: 'responsible' }],
  persons: [],
  ...more,
});

const environment = [
  task('1', '推进农贸市场规范管理，群众满意度达90%以上。', {
    deadline: { phrase: '9月底前', due: '2026-09-30' },
    targets: ['群众满意度达90%以上'],
    units: [
      { name: '县市场监管局', role: 'lead' },
      { name: '县城管执法局', role: 'responsible' },
      { name: '清河镇', role: 'responsible' },
      { name: '县教育体育局', role: 'cooperating' },
    ],
  }),
  task('2', '整治背街小巷，每季度开展一次集中清理。', {
    deadline: { phrase: '长期坚持', due: null },
    persons: ['王海'],
    units: [
      { name: '县城管执法局', role: 'lead' },
      { name: '县创建办', role: 'assessing' },
      { name: '县统计局', role: 'material' },
    ],
  }),
];
const publicity = [
  task('3', '做好公益广告，主要路段公益广告占比达30%以上。'),
  task('4', '举办“文明清源”主题活动。', { deadline: { phrase: '6月中旬', due: '2026-06-20' } }),
];

const plan: PlanPaper = {
  title: '清源县2026年创建全国文明城市实施方案',
  underTitle: null,
  addressee: null,
  opening: ['为做好全国文明城市创建工作，制定本方案。'],
  sections: [
    { heading: '一、指导思想', paragraphs: ['坚持创建为民、创建惠民。'], tasks: [], sections: [] },
    {
      heading: '二、重点任务',
      paragraphs: [],
      tasks: [],
      sections: [
        { heading: '（一）环境整治行动', paragraphs: [], tasks: environment, sections: [] },
        { heading: '（二）宣传引导行动', paragraphs: [], tasks: publicity, sections: [] },
      ],
    },
  ],
  attachments: [],
  signed: { unit: '清源县创建全国文明城市指挥部', date: '2026-03-02' },
  auditHead: 'a1b2c3d4e5f60718',
  madeAt,
};

test('a plan that was drafted from tasks is read as the same tasks', async () => {
  const reading = await read('方案.docx', await writePlanDocument(plan));

  expect(reading.title).toBe(plan.title);
  expect(
    reading.tasks.map(({ no, sectionPath, text, deadline, units, persons }) => ({
      no,
      sectionPath,
      text,
      deadline: deadline === null ? null : { phrase: deadline.phrase, due: deadline.due },
      units: units.map(({ name, role }) => ({ name, role })),
      persons: persons.map(({ name }) => name),
    })),
  ).toEqual(
    [
      ...environment.map((each) => ({ each, heading: '（一）环境整治行动' })),
      ...publicity.map((each) => ({ each, heading: '（二）宣传引导行动' })),
    ].map(({ each: { no, text, deadline, units, persons }, heading }) => ({
      no,
      sectionPath: ['二、重点任务', heading],
      text,
      deadline,
      units,
      persons,
    })),
  );
  expect(reading.tasks.flatMap(({ targets }) => targets.map(({ text }) => text))).toContain(
    '群众满意度达90%以上',
  );
});

const of = (units: PlanTask['units'], role: string) =>
  units.filter((unit) => unit.role === role).map(({ name }) => name);
const row = (category: string, { no, text, deadline, units, persons }: PlanTask): DecompositionRow => ({
  no,
  category: [category],
  text,
  standard: null,
  targets: [],
  deadline,
  lead: of(units, 'lead'),
  responsible: of(units, 'responsible'),
  cooperating: of(units, 'cooperating'),
  persons,
  state: '未启动',
});
const table: DecompositionPaper = {
  title: '清源县2026年创建全国文明城市工作任务分解表',
  note: '第3版',
  rows: [
    ...environment.map((each) => row('环境整治行动', each)),
    ...publicity.map((each) => row('宣传引导行动', each)),
  ],
  auditHead: 'a1b2c3d4e5f60718',
  madeAt,
};

test.each([
  ['分解表.docx', writeDecompositionDocument],
  ['分解表.xlsx', writeDecompositionSheet],
])('a decomposition table that was exported is read as the same tasks: %s', async (name, write) => {
  const reading = await read(name, await write(table));

  expect(reading).toMatchObject({ title: table.title, kind: 'decomposition' });
  expect(
    reading.tasks.map(({ no, sectionPath, text, deadline, units, persons }) => ({
      no,
      category: sectionPath,
      text,
      phrase: deadline?.phrase ?? null,
      units: units.map((unit) => `${unit.role} ${unit.name}`),
      persons: persons.map((person) => person.name),
    })),
  ).toEqual(
    table.rows.map(({ no, category, text, deadline, lead, responsible, cooperating, persons }) => ({
      no,
      category,
      text,
      phrase: deadline?.phrase ?? null,
      units: [
        ...lead.map((unit) => `lead ${unit}`),
        ...responsible.map((unit) => `responsible ${unit}`),
        ...cooperating.map((unit) => `cooperating ${unit}`),
      ],
      persons,
    })),
  );
});
