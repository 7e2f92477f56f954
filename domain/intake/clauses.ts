import type { Field } from './fields.ts';
import { labelOf } from './labels.ts';
import type { OutlineNode } from './outline.ts';
import { isTitleOnly } from './sections.ts';
import type { Segment } from './segments.ts';
import { readUnitList } from './unit-list.ts';

const SHORTEST = 6;
const LONGEST_TAIL = 8;
const LONGEST_HEADING = 40;
/** Above the points of a paragraph, so that the clauses are tasks and what stands before them their heading. */
const CLAUSE_RANK = 5.5;

/**
 * Parts paragraphs whose clauses each end with their own units in brackets, 修路(责任单位:甲);种树(责任单位:乙): each
 * clause is a task of its own, and the sentence in front of them, with its number, is their heading. So are several
 * paragraphs under one heading that each name their own units behind what is to be done.
 * @param fieldsOf the labelled and bracketed parts of a stretch
 */
export function partClauses(
  node: OutlineNode,
  fold: string,
  fieldsOf: (segment: Segment) => readonly Field[],
): void {
  for (const child of node.children) partClauses(child, fold, fieldsOf);
  node.body = node.body.flatMap(
    (segment) => clausesOf(fold, segment, segment.c, fieldsOf(segment)) ?? [segment],
  );
  const { own } = node;
  if (own === null || node.mark === null || node.children.length > 0) return;
  const fields = fieldsOf(own);
  const from = headingBefore(fold, own, fields);
  const clauses = from === null ? null : clausesOf(fold, own, from, fields);
  if (from !== null && clauses !== null && node.body.length === 0) {
    node.own = { ...own, b: from };
    adopt(node, clauses);
  } else if (fields.length === 0 && node.body.length > 1 && isTitleOnly(fold, node)) {
    const isTask = (segment: Segment): boolean => {
      if (opensWithUnits(fold, segment)) return true;
      const first = fieldsOf(segment).find(({ list }) => list !== null && list.units.length > 0);
      return first !== undefined && (first.bracket?.a ?? first.a) >= segment.c + SHORTEST;
    };
    if (node.body.every(isTask)) adopt(node, node.body.splice(0));
  }
}

/** 县城管局:负责市容环境整治。 */
function opensWithUnits(fold: string, segment: Segment): boolean {
  const colon = fold.slice(segment.c, Math.min(segment.b, segment.c + LONGEST_HEADING)).indexOf(':');
  if (colon < 2 || segment.c + colon + SHORTEST > segment.b) return false;
  const words = fold.slice(segment.c, segment.c + colon);
  if (labelOf(words.replace(/\s+/g, '')) !== null) return false;
  const list = readUnitList(fold, segment.c, segment.c + colon, 'responsible', false);
  return list.units.length > 0 && list.units.every((unit) => unit.sure) && list.end >= segment.c + colon;
}

function adopt(node: OutlineNode, clauses: readonly Segment[]): void {
  for (const own of clauses)
    node.children.push({
      mark: null,
      own,
      body: [],
      children: [],
      parent: node,
      rank: Math.max(CLAUSE_RANK, node.rank + 0.1),
      tables: [],
      plain: false,
      trailing: [],
    });
}

/** End of the first sentence, where it is short and clauses follow it; null where the paragraph has no heading. */
function headingBefore(fold: string, own: Segment, fields: readonly Field[]): number | null {
  const first = fields[0]?.bracket?.a;
  const stop = fold.indexOf('。', own.c);
  if (first === undefined || stop < 0 || stop + SHORTEST > first || stop - own.c > LONGEST_HEADING)
    return null;
  return stop + 1;
}

function clausesOf(fold: string, segment: Segment, from: number, fields: readonly Field[]): Segment[] | null {
  const brackets = [
    ...new Set(
      fields.flatMap(({ bracket, list }) =>
        bracket !== null && list !== null && list.units.length > 0 ? [bracket] : [],
      ),
    ),
  ];
  if (brackets.length < 2) return null;
  const clauses: Segment[] = [];
  let a = from;
  for (const [i, bracket] of brackets.entries()) {
    const sign = /^ *[;。,]? */.exec(fold.slice(bracket.b, segment.b))?.[0] ?? '';
    if (bracket.a - a < SHORTEST || (i + 1 < brackets.length && !/[;。]/.test(sign))) return null;
    clauses.push({ a, c: a, b: bracket.b, marker: null, lineStart: false, outline: null });
    a = bracket.b + sign.length;
  }
  return segment.b - a > LONGEST_TAIL ? null : clauses;
}
