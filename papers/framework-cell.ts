import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import type { Finding } from '@tongchuang/domain/assessment/finding.ts';
import type { NodeCells } from '@tongchuang/domain/assessment/table-edition.ts';
import type { Place } from '@tongchuang/domain/assessment/table-piece.ts';
import type { CellField } from '@tongchuang/domain/assessment/table-tree.ts';

const FIELDS: Record<string, CellField> = {
  code: 'code',
  points: 'points',
  weight: 'weight',
  methods: 'methods',
  rule: 'ruleText',
  ruleText: 'ruleText',
  parts: 'methods',
  facts: 'ruleText',
  responsible: 'responsible',
  duties: 'responsible',
  evidence: 'evidence',
  window: 'window',
  applies: 'applies',
  axes: 'axes',
  kind: 'kind',
  veto: 'kind',
};

/** Which cell of a node's row holds a field of it: `rule.score.steps[0].grade` stands in the text of the rule. */
export const cellFieldOf = (field: string | null): CellField | undefined =>
  FIELDS[field?.split(/[.[]/)[0] ?? ''];

/** The cell that a finding speaks of; null where the file has no cells or the finding is about the whole. */
export function cellOfField(
  { code, where }: Finding,
  edition: Edition,
  cells: readonly NodeCells[],
): Place | null {
  if (cells.length === 0 || where.edition !== null) return null;
  const field = cellFieldOf(where.field);
  // Weights that do not add up stand with the children, not with the parent that shares its points among them.
  if (code === 'weights_sum') {
    const first = edition.nodes.findIndex(({ parent, weight }) => parent === where.node && weight !== null);
    return cells[first]?.fields.weight ?? cells[first]?.title ?? null;
  }
  if (where.nth === null) {
    const level = /^levels\[(\d+)\]/.exec(where.field ?? '')?.[1];
    if (level === undefined) return null;
    const first = edition.nodes.findIndex((node) => node.level === Number(level) + 1);
    return cells[first]?.title ?? null;
  }
  const own = cells[where.nth];
  return own === undefined ? null : ((field === undefined ? undefined : own.fields[field]) ?? own.title);
}
