import type { FrameworkChange } from '@tongchuang/contract/frameworks.ts';
import type { Edition, Node } from '@tongchuang/domain/assessment/edition.ts';
import { treeOf } from '@tongchuang/domain/assessment/tree.ts';

/** Does a change of mine meet one that somebody else made between `seen` and `now`? */
export function touches(change: FrameworkChange, seen: Edition, now: Edition): boolean {
  switch (change.op) {
    case 'head':
      return differs(seen, now, change.fields);
    case 'change': {
      const [before, after] = [nodeOf(seen, change.code), nodeOf(now, change.code)];
      return before === null || after === null || differs(before, after, change.fields);
    }
    case 'add': {
      const parent = typeof change.node['parent'] === 'string' ? change.node['parent'] : null;
      return [parent, change.after].some((code) => code !== null && nodeOf(now, code) === null);
    }
    case 'move': {
      const around = [change.code, change.parent, change.after].filter((code) => code !== null);
      const moved = around.some((code) => nodeOf(now, code)?.parent !== nodeOf(seen, code)?.parent);
      return moved || around.some((code) => nodeOf(now, code) === null);
    }
    case 'remove':
      return branch(seen, change.code) !== branch(now, change.code);
    case 'renumber':
      return seen.nodes.map(({ code }) => code).join('\n') !== now.nodes.map(({ code }) => code).join('\n');
  }
}

export const nodeOf = ({ nodes }: Edition, code: string): Node | null =>
  nodes.find((node) => node.code === code) ?? null;

const branch = (edition: Edition, code: string): string =>
  JSON.stringify(treeOf(edition.nodes).branchOf(code));

const differs = (before: object, after: object, fields: Record<string, unknown>): boolean =>
  Object.keys(fields).some((field) => valueOf(before, field) !== valueOf(after, field));

/** A field's value as text, for comparison only. */
export const valueOf = (of: object | null, field: string): string =>
  JSON.stringify((of as Record<string, unknown> | null)?.[field] ?? null);
