import { clean } from './clean.ts';
import { flowOf } from './flow.ts';
import { gather } from './items.ts';
import { calendarOf, kindOf, titleOf } from './kind-and-title.ts';
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
  const calendar = calendarOf(title, cleaned);
  const outline = outlineOf(sheet.fold, flowOf(sheet, cleaned.items));
  const gathered = gather(sheet, outline.root, calendar);
  const tasks: TaskReading[] = gathered.items.map((item) => readItem(sheet, item, calendar));
  let previous: Layout | null = null;
  let fromTables = 0;
  for (const { table, path, window } of gathered.tables) {
    const found = readTable(sheet, table, { path, window, calendar, previous });
    tasks.push(...found.tasks);
    fromTables += found.tasks.length;
    previous = found.layout;
  }
  tasks.sort((one, other) => one.source.start - other.source.start);
  resolveDitto(tasks);
  const named = gathered.items.filter((item) => item.strong).length + fromTables;
  const kind = kindOf(title, { tasks: tasks.length, fromTables, named });
  void options;
  const findings: Finding[] = [];
  return { title, kind, findings, tasks: kind === 'report' ? [] : tasks };
}
