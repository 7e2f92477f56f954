import { clean } from './clean.ts';
import type { Line } from './clean.ts';
import { flowOf } from './flow.ts';
import { gather } from './items.ts';
import { outlineOf } from './outline.ts';
import type { Paper } from './paper.ts';
import { readItem } from './read-item.ts';
import type { Reading, TaskReading } from './reading.ts';
import type { Calendar } from './times.ts';

/** Turns a document into its tasks. Pure: the same paper gives the same reading. */
export function readPaper(paper: Paper, options: { today?: string } = {}): Reading {
  const cleaned = clean(paper);
  const { sheet } = cleaned;
  const calendar: Calendar = { year: 2023, month: null, window: null };
  const flow = flowOf(sheet, cleaned.items);
  const outline = outlineOf(sheet.fold, flow);
  const gathered = gather(sheet, outline.root, calendar);
  const tasks: TaskReading[] = gathered.items.map((item) => readItem(sheet, item, calendar));
  void options;
  const lines = cleaned.items.filter((item): item is Line => item.kind === 'line');
  return {
    title: lines[0] ? sheet.fold.slice(lines[0].a, lines[0].b) : null,
    kind: 'plan',
    findings: [],
    tasks,
  };
}
