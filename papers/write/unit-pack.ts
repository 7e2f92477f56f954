import type { FileChild } from 'docx';
import { UNIT_ROLES, type UnitRole } from '@tongchuang/domain/tasks/task.ts';
import {
  auditLine,
  blankLine,
  flush,
  heading,
  text,
  title,
  underTitle,
  writeOfficialDocument,
} from './official-document.ts';
import { officialTable, type TableColumn } from './official-table.ts';
import { deadlineLines, deadlineWords, officialDate, ROLE_WORDS, type PaperTask } from './paper-task.ts';

/** 单位任务包: everything of one unit on paper, for offices that hand out paper. */
export interface UnitPackPaper {
  /** "清源县住房和城乡建设局" */
  unit: string;
  /** ISO date of the state of things. */
  asOf: string;
  contacts: readonly UnitContact[];
  tasks: readonly UnitPackTask[];
  /** Address of the same page in the system, printed as text; null for none. */
  link: string | null;
  auditHead: string | null;
  madeAt: Date;
}

export interface UnitContact {
  /** "第一责任人", "联络员", "创建办联系人" */
  duty: string;
  name: string;
  post: string;
  phone: string;
}

export interface UnitPackTask extends PaperTask {
  role: UnitRole;
  /** Units that share the task, with their roles: "牵头:县城管执法局". */
  others: readonly string[];
  /** "进行中 60%" */
  state: string;
}

const CONTACTS: TableColumn[] = [
  { head: '责任', width: 34 },
  { head: '姓名', width: 26, align: 'center' },
  { head: '职务', width: 56 },
  { head: '电话', width: 40, align: 'center' },
];
const TASKS: TableColumn[] = [
  { head: '序号', width: 11, align: 'center' },
  { head: '工作任务', width: 48 },
  { head: '标准与量化目标', width: 34 },
  { head: '共同承担单位', width: 25 },
  { head: '完成时限', width: 22, align: 'center' },
  { head: '状态', width: 16, align: 'center' },
];
const DEADLINES: TableColumn[] = [
  { head: '到期日', width: 24, align: 'center' },
  { head: '序号', width: 12, align: 'center' },
  { head: '工作任务', width: 80 },
  { head: '角色', width: 16, align: 'center' },
  { head: '状态', width: 24, align: 'center' },
];
const NUMERALS = [...'一二三四五六七八九十'];

/** The .docx: contacts, tasks by role (lead first), then all dated tasks by day. */
export function writeUnitPack(pack: UnitPackPaper): Promise<Uint8Array> {
  const name = `${pack.unit}创建工作任务清单`;
  let part = 0;
  const partHeading = (words: string) => heading(1, `${NUMERALS[part++] ?? String(part)}、${words}`);
  const dated = pack.tasks
    .filter((task) => task.deadline?.due != null)
    .toSorted((a, b) => (a.deadline?.due ?? '').localeCompare(b.deadline?.due ?? ''));

  const blocks: FileChild[] = [
    title(name),
    underTitle(`截至${officialDate(pack.asOf)}`),
    blankLine(),
    text(summary(pack)),
    ...(pack.link === null ? [] : [flush(`在线查看：${pack.link}`)]),
    partHeading('责任人和联系方式'),
    pack.contacts.length === 0
      ? text('尚未登记责任人和联系方式。')
      : officialTable(
          CONTACTS,
          pack.contacts.map(({ duty, name: who, post, phone }) => [duty, who, post, phone]),
        ),
    ...UNIT_ROLES.flatMap((role): FileChild[] => {
      const tasks = pack.tasks.filter((task) => task.role === role);
      if (tasks.length === 0) return [];
      return [
        blankLine(),
        partHeading(`${ROLE_WORDS[role]}任务${tasks.length}项`),
        officialTable(TASKS, tasks.map(taskRow)),
      ];
    }),
    ...(dated.length === 0
      ? []
      : [
          blankLine(),
          partHeading(`时限一览${dated.length}项`),
          officialTable(DEADLINES, dated.map(deadlineRow)),
        ]),
    ...auditLine(pack.auditHead),
  ];
  return writeOfficialDocument({ title: name, madeAt: pack.madeAt, parts: [{ page: 'upright', blocks }] });
}

function summary({ tasks }: UnitPackPaper): string {
  if (tasks.length === 0) return '目前没有下达给本单位的任务。';
  const counts = UNIT_ROLES.map((role) => ({
    role,
    count: tasks.filter((task) => task.role === role).length,
  }));
  const parts = counts
    .filter(({ count }) => count > 0)
    .map(({ role, count }) => `${ROLE_WORDS[role]}${count}项`);
  const [next] = tasks
    .filter((task) => task.deadline?.due != null)
    .toSorted((a, b) => (a.deadline?.due ?? '').localeCompare(b.deadline?.due ?? ''));
  const nearest =
    next === undefined ? '' : `最早到期的是第${next.no}项，时限为${deadlineWords(next.deadline)}。`;
  return `本单位共承担创建任务${tasks.length}项，其中${parts.join('、')}。${nearest}`;
}

const taskRow = (task: UnitPackTask): string[] => [
  task.no,
  task.text,
  [task.standard ?? '', ...task.targets].filter((words) => words !== '').join('\n'),
  task.others.join('\n'),
  deadlineLines(task.deadline),
  task.state,
];

const deadlineRow = (task: UnitPackTask): string[] => [
  task.deadline?.due ?? '',
  task.no,
  task.text,
  ROLE_WORDS[task.role],
  task.state,
];
