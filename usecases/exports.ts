import * as routes from '@tongchuang/contract/task-acts.ts';
import type { TaskFilter } from '@tongchuang/contract/tasks.ts';
import type { PersonId, PlanId, TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { TaskState, UnitRole } from '@tongchuang/domain/tasks/task.ts';
import {
  writeDecompositionDocument,
  writeDecompositionSheet,
} from '@tongchuang/papers/write/decomposition-table.ts';
import type { DecompositionPaper } from '@tongchuang/papers/write/decomposition-table.ts';
import {
  writeListCsv,
  writeListSheet,
  type ListColumn,
  type ListSheet,
} from '@tongchuang/papers/write/list-sheet.ts';
import { officialDate, ROLE_WORDS, type PaperTask } from '@tongchuang/papers/write/paper-task.ts';
import { writePlanDocument, type PlanSection } from '@tongchuang/papers/write/plan-document.ts';
import { writeUnitPack } from '@tongchuang/papers/write/unit-pack.ts';
import { findHead } from '@tongchuang/storage/audit/queries.ts';
import { listPlans } from '@tongchuang/storage/campaign/queries.ts';
import { listEditions } from '@tongchuang/storage/tasks/edition-history.ts';
import { listUnitNames, type SectionRow } from '@tongchuang/storage/tasks/facts.ts';
import { findPersonNames } from '@tongchuang/storage/tasks/page.ts';
import { mustExist } from '@tongchuang/storage/versions.ts';
import { act, type ActScene } from './act.ts';
import { listStanding } from './task-lists.ts';
import type { Standing } from './task-standing.ts';
import { unitStanding, unitSubject } from './unit-page.ts';
import { keepExport, MIME, type KeptFile } from './kept-file.ts';

const STATE_WORDS: Record<TaskState, string> = {
  draft: '草拟',
  issued: '已下达',
  claimed: '已认领',
  in_progress: '推进中',
  done: '已办结待核验',
  verified: '已核验',
  returned: '已退回',
  deferred: '已延期',
  dropped: '已撤销',
};
const LIGHT_WORDS = { none: '', on_time: '正常', at_risk: '临期或滞后', late: '超期', done: '已办结' };

const stateWords = ({ task, progressBp }: Standing): string =>
  ['draft', 'dropped', 'verified'].includes(task.state)
    ? STATE_WORDS[task.state]
    : `${STATE_WORDS[task.state]} ${Math.floor(progressBp / 100)}%`;

const paperTask = ({ task }: Standing): PaperTask => ({
  no: task.no,
  text: task.text,
  standard: task.standard,
  targets: task.targets.map((target) => target.text),
  deadline: task.deadline && { phrase: task.deadline.phrase || null, due: task.deadline.due },
});

const unitsIn = ({ task }: Standing, names: ReadonlyMap<string, string>, ...roles: UnitRole[]): string[] => [
  ...task.units.filter((part) => roles.includes(part.role)).map((part) => names.get(part.unit) ?? ''),
  ...task.unexpanded.filter((one) => roles.includes(one.role)).map((one) => one.name),
];

async function namesFor(scene: ActScene, rows: readonly Standing[]) {
  const [units, people] = await Promise.all([
    listUnitNames(scene),
    findPersonNames(
      scene,
      rows.flatMap(({ task }) => task.units.flatMap((part) => part.chain.person ?? [])),
    ),
  ]);
  return { units: new Map<string, string>(units.map((unit) => [unit.id, unit.shortName])), people };
}

const personsIn = ({ task }: Standing, people: ReadonlyMap<PersonId, string>): string[] => [
  ...new Set(task.units.flatMap((part) => (part.chain.person && people.get(part.chain.person)) || [])),
];

const LIST: ListColumn[] = [
  { head: '序号', width: 8, align: 'left', kind: 'text' },
  { head: '章节', width: 24, align: 'left', kind: 'text' },
  { head: '任务', width: 48, align: 'left', kind: 'text' },
  { head: '牵头单位', width: 18, align: 'left', kind: 'text' },
  { head: '责任单位', width: 24, align: 'left', kind: 'text' },
  { head: '配合单位', width: 24, align: 'left', kind: 'text' },
  { head: '责任人', width: 12, align: 'left', kind: 'text' },
  { head: '时限', width: 16, align: 'left', kind: 'text' },
  { head: '截止日', width: 12, align: 'center', kind: 'date' },
  { head: '状态', width: 14, align: 'left', kind: 'text' },
  { head: '亮灯', width: 12, align: 'left', kind: 'text' },
  { head: '进度', width: 10, align: 'right', kind: 'percent' },
];

async function listOf(scene: ActScene, rows: readonly Standing[]): Promise<ListSheet> {
  const { units, people } = await namesFor(scene, rows);
  return {
    sheetName: '任务清单',
    title: `任务清单(${officialDate(scene.today)},共${rows.length}项)`,
    columns: LIST,
    rows: rows.map((row) => [
      row.task.no,
      row.task.sectionPath.join(' / '),
      row.task.text,
      unitsIn(row, units, 'lead').join('、'),
      unitsIn(row, units, 'responsible').join('、'),
      unitsIn(row, units, 'cooperating').join('、'),
      personsIn(row, people).join('、'),
      row.task.deadline?.phrase || row.task.recurrence?.phrase || null,
      row.task.deadline?.due ?? null,
      STATE_WORDS[row.task.state],
      LIGHT_WORDS[row.light.light],
      row.progressBp / 10_000,
    ]),
  };
}

async function decompositionOf(
  scene: ActScene,
  rows: readonly Standing[],
  filter: TaskFilter,
): Promise<DecompositionPaper> {
  const [{ units, people }, plans, head] = await Promise.all([
    namesFor(scene, rows),
    listPlans(scene),
    findHead(scene),
  ]);
  const plan = plans.find((one) => one.id === filter.plan) ?? (plans.length === 1 ? plans[0] : undefined);
  const edition = plan ? `第${plan.edition}版 · ` : '';
  return {
    title: plan ? `${plan.title}任务分解表` : '创建文明城市工作任务分解表',
    note: `${edition}截至${officialDate(scene.today)} · 共${rows.length}项`,
    rows: rows.map((row) => ({
      ...paperTask(row),
      category: row.task.sectionPath,
      lead: unitsIn(row, units, 'lead'),
      responsible: unitsIn(row, units, 'responsible'),
      cooperating: unitsIn(row, units, 'cooperating'),
      persons: personsIn(row, people),
      state: stateWords(row),
    })),
    auditHead: head.position === 0 ? null : head.link,
    madeAt: scene.now,
  };
}

/** Of those within reach the ones that were on screen, in the order in which they stood there. */
function shown(rows: readonly Standing[], ids: readonly TaskId[]): Standing[] {
  const byId = new Map(rows.map((row) => [row.task.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export const exportTasks = act(routes.exportTasks, {
  alone: true,
  async run(scene, { body: { as, filter, ids } }): Promise<KeptFile> {
    const standing = await listStanding(scene, filter);
    const rows = ids === undefined ? standing.rows : shown(standing.rows, ids);
    const [what, kind] = as.split('.') as ['list' | 'decomposition', keyof typeof MIME];
    const bytes =
      what === 'list'
        ? await (kind === 'csv' ? writeListCsv : writeListSheet)(await listOf(scene, rows))
        : await (kind === 'docx' ? writeDecompositionDocument : writeDecompositionSheet)(
            await decompositionOf(scene, rows, filter),
          );
    const file = await keepExport(scene, what === 'list' ? '任务清单' : '任务分解表', kind, bytes);
    scene.trace('export', file.sha256, { as, tasks: rows.length, filter: JSON.stringify(filter) });
    if (filter.plan) scene.trace('plan', filter.plan);
    return file;
  },
});

export const exportUnitPack = act(routes.exportUnitPack, {
  alone: true,
  about: unitSubject,
  async run(
    scene,
    { params: { unitId } },
    unit: Awaited<ReturnType<typeof unitSubject>>['row'],
  ): Promise<KeptFile> {
    const [{ rows }, head] = await Promise.all([unitStanding(scene, unitId), findHead(scene)]);
    const { units } = await namesFor(scene, rows);
    const contact = (duty: string, name: string | null, post: string | null, phone: string | null) =>
      name === null ? [] : [{ duty, name, post: post ?? '', phone: phone ?? '' }];
    const bytes = await writeUnitPack({
      unit: unit.name,
      asOf: scene.today,
      contacts: [
        ...contact('第一责任人', unit.headName, unit.headTitle, unit.headPhone),
        ...contact('联络员', unit.contactName, unit.contactTitle, unit.contactPhone),
      ],
      tasks: rows.flatMap((row) => {
        const part = row.task.units.find((one) => one.unit === unitId);
        if (!part || row.task.state === 'dropped') return [];
        return {
          ...paperTask(row),
          role: part.role,
          others: othersOf(row, unitId, units),
          state: stateWords(row),
        };
      }),
      link: null,
      auditHead: head.position === 0 ? null : head.link,
      madeAt: scene.now,
    });
    const file = await keepExport(scene, `${unit.shortName}任务包`, 'docx', bytes);
    scene.trace('export', file.sha256, { as: 'unit.docx', tasks: rows.length });
    for (const person of [unit.headId, unit.contactId]) if (person) scene.trace('person', person);
    scene.trace('unit', unitId);
    return file;
  },
});

const othersOf = ({ task }: Standing, unit: UnitId, names: ReadonlyMap<string, string>): string[] =>
  task.units
    .filter((part) => part.unit !== unit)
    .map((part) => `${ROLE_WORDS[part.role]}:${names.get(part.unit) ?? ''}`);

/** The plan drafted back from its tasks, in the layout of an official document. */
export const exportPlan = act(routes.exportPlan, {
  alone: true,
  async run(scene, { params: { id } }): Promise<KeptFile> {
    const [[plan], editions, { rows, sections }, head] = await Promise.all([
      listPlans(scene, id),
      listEditions(scene, id),
      listStanding(scene, { plan: id }),
      findHead(scene),
    ]);
    const { title } = mustExist(plan, 'plan', id);
    const live = rows.filter(({ task }) => task.state !== 'dropped' && task.seriesId === null);
    const { units, people } = await namesFor(scene, live);
    const tasksIn = Map.groupBy(live, ({ task }) => task.sectionId);
    const below = Map.groupBy(sections, (section) => section.parentId);
    const taskOf = (row: Standing) => ({
      ...paperTask(row),
      units: [
        ...row.task.units.map((part) => ({ name: units.get(part.unit) ?? '', role: part.role })),
        ...row.task.unexpanded,
      ],
      persons: personsIn(row, people),
    });
    const sectionOf = (section: SectionRow): PlanSection => ({
      heading: section.heading,
      paragraphs: [],
      tasks: (tasksIn.get(section.id) ?? []).map(taskOf),
      sections: (below.get(section.id) ?? []).map(sectionOf),
    });
    const unplaced = (tasksIn.get(null) ?? []).map(taskOf);
    const top = (below.get(null) ?? []).map(sectionOf);
    const bytes = await writePlanDocument({
      title,
      underTitle: editions[0]?.doc_number ?? null,
      addressee: null,
      opening: [],
      sections:
        unplaced.length > 0
          ? [...top, { heading: '工作任务', paragraphs: [], tasks: unplaced, sections: [] }]
          : top,
      attachments: [],
      signed: null,
      auditHead: head.position === 0 ? null : head.link,
      madeAt: scene.now,
    });
    const file = await keepExport(scene, title, 'docx', bytes);
    scene.trace('export', file.sha256, { as: 'plan.docx', tasks: live.length });
    scene.trace('plan', id as PlanId);
    return file;
  },
});
