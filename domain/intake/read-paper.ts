import { clean } from './clean.ts';
import type { CleanPaper } from './clean.ts';
import { flowOf } from './flow.ts';
import { damageOf } from './damage.ts';
import {
  countFindings,
  numberFindings,
  rowNumberFindings,
  sumFindings,
  taskFindings,
  windowFindings,
} from './findings.ts';
import { gather } from './items.ts';
import { calendarOf, kindOf, titleOf } from './kind-and-title.ts';
import type { StageWindow } from './item.ts';
import { outlineOf } from './outline.ts';
import type { Paper } from './paper.ts';
import { resolveDitto } from './ditto.ts';
import { readItem } from './read-item.ts';
import type { Finding, Reading, TaskReading } from './reading.ts';
import { readTable } from './tables.ts';
import type { Layout } from './table-columns.ts';

/**
 * Turns a document into its tasks. Pure: the same paper gives the same reading.
 * @param options.today ISO date; only for the finding that a deadline has passed, left out without it
 */
export function readPaper(paper: Paper, options: { today?: string } = {}): Reading {
  const cleaned = clean(paper);
  const { sheet } = cleaned;
  const title = titleOf(paper, cleaned);
  const calendar = calendarOf(paper, title, cleaned);
  const outline = outlineOf(sheet.fold, flowOf(sheet, cleaned.items));
  const gathered = gather(sheet, outline.root, calendar);
  const windows = new Map<TaskReading, StageWindow>();
  let tasks: TaskReading[] = gathered.items.map((item) => {
    const task = readItem(sheet, item, calendar);
    if (item.window !== null) windows.set(task, item.window);
    return task;
  });
  const marked: Finding[][] = [];
  let previous: Layout | null = null;
  let fromTables = 0;
  for (const { table, path, window } of gathered.tables) {
    const found = readTable(sheet, table, { path, window, calendar, previous });
    for (const task of found.tasks) tasks.push(task);
    marked.push(rowNumberFindings(found.tasks), sumFindings(sheet, found.totals));
    if (window !== null) for (const task of found.tasks) windows.set(task, window);
    fromTables += found.tasks.length;
    previous = found.layout;
  }
  // Beside a table of tasks, paragraphs that name no units and stand under no heading of tasks are conditions and demands.
  const weak = new Set(
    gathered.items.flatMap((item, i) => (item.strong || item.zone === 'task' ? [] : [tasks[i]])),
  );
  if (fromTables >= 3 && fromTables > weak.size) tasks = tasks.filter((task) => !weak.has(task));
  tasks.sort((one, other) => one.source.start - other.source.start);
  resolveDitto(tasks);
  if (FIRST_LEADS.test(sheet.fold)) leadsFirst(tasks);
  const named = gathered.items.filter((item) => item.strong).length + fromTables;
  const kind = kindOf(title, { tasks: tasks.length, fromTables, named, opening: openingOf(cleaned) });
  const read = kind === 'report' ? [] : tasks;
  marked.push(
    numberFindings(sheet, outline),
    countFindings(sheet, outline.root),
    windowFindings(sheet, gathered.windows),
    taskFindings(read, windows, options.today, calendar.issued ?? null),
    damageOf(paper, cleaned),
  );
  const whole = (code: Finding['code'], message: string): Finding => ({
    code,
    message,
    where: '全文',
    span: null,
  });
  if (read.length === 0) {
    marked.push([whole('no_tasks', '没有读出任务:这份文件可能是汇报、名单或只有一般要求。')]);
  } else if (
    calendar.year === null &&
    read.some((task) => task.deadline !== null && task.deadline.due === null)
  ) {
    marked.push([whole('date_incomplete', '文件没有写明年份,部分时限无法确定到日。')]);
  }
  return { title, kind, findings: marked.flat(), tasks: read };
}

/** 责任单位中列第一位的为牵头单位: what the paper itself says of the order of its units. */
const FIRST_LEADS =
  /(?:列|排|位于|处于|排列|排序)(?:在|名)?(?:第一位?|首位|最前面?|第1位?)的?(?:责任)?(?:单位|部门)?(?:的)?,?(?:即|均)?(?:为|是|系)(?:本|该|此)?(?:项|条)?(?:工作|任务)?的?(?:牵头|主责|主办)|第一责任(?:单位|部门)(?:即|均)?(?:为|是)(?:牵头|主责)/;

function leadsFirst(tasks: readonly TaskReading[]): void {
  for (const { units } of tasks) {
    if (units.some((unit) => unit.role === 'lead')) continue;
    const first = units.find((unit) => unit.role === 'responsible');
    if (first !== undefined) first.role = 'lead';
  }
}

/** The beginning of the text, where reports say that they report. */
function openingOf({ sheet, items }: CleanPaper): string {
  let text = '';
  for (const item of items) {
    if (item.kind === 'line') text += sheet.fold.slice(item.a, Math.min(item.b, item.a + 600));
    if (text.length > 600) break;
  }
  return text.slice(0, 600);
}
