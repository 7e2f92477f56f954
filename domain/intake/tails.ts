import type { Field } from './fields.ts';
import type { Item } from './item.ts';
import type { Segment } from './segments.ts';

const RARE = 0.2;

/**
 * Items without the paragraphs of prose that follow their closing labels at the end of a section, where the other items
 * end with theirs: 县文明办要加强督导检查,确保12月底前全面完成任务。 closes the paper and belongs to no task.
 * @param closesItem whether a field ends an item: units, persons, deadlines
 */
export function withoutTails(
  items: readonly Item[],
  fieldsOf: (segment: Segment) => readonly Field[],
  closesItem: (field: Field) => boolean,
): Item[] {
  const ends = items.map(({ parts }) => {
    const at = parts.findLastIndex((part) => {
      const fields = fieldsOf(part);
      return fields[0]?.a === part.c && fields.some(closesItem);
    });
    return at <= 0 ? null : at + 1;
  });
  const closed = ends.filter((end) => end !== null).length;
  const tails = items.filter(({ parts }, i) => (ends[i] ?? parts.length) < parts.length).length;
  if (closed < 2 || tails > Math.max(1, closed * RARE)) return [...items];
  return items.map((item, i) => {
    const end = ends[i] ?? item.parts.length;
    const next = items[i + 1];
    const lastOfSection = next === undefined || next.path.at(-1) !== item.path.at(-1);
    const prose = item.parts.slice(end).every((part) => part.marker === null && fieldsOf(part).length === 0);
    return end < item.parts.length && lastOfSection && prose
      ? { ...item, parts: item.parts.slice(0, end) }
      : item;
  });
}
