import { ownOf } from '@tongchuang/domain/kernel/own.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import type { Finding } from '@tongchuang/domain/assessment/finding.ts';
import type { NodeCells } from '@tongchuang/domain/assessment/table-edition.ts';
import { placeWords } from '@tongchuang/domain/assessment/table-piece.ts';
import { cellFieldOf } from '@tongchuang/papers/framework-cell.ts';

/** Where a node stands in the file that it was read from, by its code; where one of its cells stands, by code and field. */
export type FilePlaces = Record<string, string>;

const cellOf = (code: string, field: string): string => `${code}\n${field}`;

export function filePlaces(cells: readonly NodeCells[]): FilePlaces {
  const places: FilePlaces = {};
  for (const { code, title, fields } of cells) {
    places[code] = placeWords(title);
    for (const [field, place] of Object.entries(fields)) places[cellOf(code, field)] = placeWords(place);
  }
  return places;
}

/** Of the nodes alone: what a page shows beside a node. */
export const nodePlaces = (places: FilePlaces): FilePlaces =>
  Object.fromEntries(Object.entries(places).filter(([name]) => !name.includes('\n')));

/** The cell that a finding of the tree speaks of; null where the edition came from no table. */
export function placeOfFinding(
  { code, where }: Finding,
  { nodes }: Edition,
  places: FilePlaces,
): string | null {
  if (where.edition !== null) return null;
  const cell = (node: string, field: string | undefined): string | null =>
    (field === undefined ? undefined : ownOf(places, cellOf(node, field))) ?? ownOf(places, node) ?? null;
  if (code === 'weights_sum') {
    const first = nodes.find(({ parent, weight }) => parent === where.node && weight !== null);
    return first === undefined ? null : cell(first.code, 'weight');
  }
  if (where.node !== null) return cell(where.node, cellFieldOf(where.field));
  const level = /^levels\[(\d+)\]/.exec(where.field ?? '')?.[1];
  const first = level === undefined ? undefined : nodes.find((node) => node.level === Number(level) + 1);
  return first === undefined ? null : cell(first.code, undefined);
}
