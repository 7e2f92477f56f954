import { Refusal } from '../kernel/refusal.ts';
import type { Edition, Node } from './edition.ts';
import { faultWords } from './finding-words.ts';
import { nextCode, renumbered, withCode } from './node-codes.ts';
import { readEdition, readNode } from './read-edition.ts';
import type { EditionProblem } from './read-edition.ts';
import { treeOf } from './tree.ts';

/** One change of a draft (编辑体系), as a tree editor asks for it. Fields are in the format of docs/frameworks.md. */
export type EditionChange =
  /** Title, levels, grades, axes, years … of the edition itself; `nodes` is not among them. */
  | { op: 'head'; fields: Record<string, unknown> }
  /** Behind the sibling `after`; null: first. Without a code or level it takes those that follow from its place. */
  | { op: 'add'; node: Record<string, unknown>; after: string | null }
  /** A new code is followed by the children and conditions that name the old one; for another parent see `move`. */
  | { op: 'change'; code: string; fields: Record<string, unknown> }
  /** With all that stands below it, whose levels move along. */
  | { op: 'move'; code: string; parent: string | null; after: string | null }
  /** A condition elsewhere that names what is removed stays, and is found by `editionFindings`. */
  | { op: 'remove'; code: string; branch: boolean }
  /** 1, 1.1, 1.1.1 … in the order of the tree. */
  | { op: 'renumber' };

/** The draft after the change, or why not; the draft itself stays as it is. */
export function edited(edition: Edition, change: EditionChange): Edition | Refusal {
  switch (change.op) {
    case 'head':
      return headChanged(edition, change.fields);
    case 'add':
      return nodeAdded(edition, change.node, change.after);
    case 'change':
      return nodeChanged(edition, change.code, change.fields);
    case 'move':
      return nodeMoved(edition, change.code, change.parent, change.after);
    case 'remove':
      return nodeRemoved(edition, change.code, change.branch);
    case 'renumber':
      return renumbered(edition);
  }
}

const malformed = ({ where, what, facts }: EditionProblem) =>
  new Refusal('framework.malformed', { where, problem: faultWords({ what, facts }, 'zh-CN') });
const stranger = (field: string) => malformed({ where: field, what: 'unknown_field', facts: {} });
const absent = (code: string) => new Refusal('request.not_found', { what: 'node', id: code });

function headChanged(edition: Edition, fields: Record<string, unknown>): Edition | Refusal {
  const wrong = ['nodes', 'format'].find((name) => Object.hasOwn(fields, name));
  if (wrong !== undefined) return stranger(wrong);
  const read = readEdition({ ...edition, ...fields });
  return 'problem' in read ? malformed(read.problem) : read.edition;
}

function nodeAdded(
  edition: Edition,
  fields: Record<string, unknown>,
  after: string | null,
): Edition | Refusal {
  const { byCode } = treeOf(edition.nodes);
  const parent = typeof fields['parent'] === 'string' ? fields['parent'] : null;
  const above = parent === null ? null : byCode.get(parent);
  if (above === undefined) return absent(parent ?? '');
  const read = readNode({
    level: (above?.level ?? 0) + 1,
    ...fields,
    code: fields['code'] === undefined || fields['code'] === '' ? nextCode(edition, parent) : fields['code'],
  });
  if ('problem' in read) return malformed(read.problem);
  const { node } = read;
  if (byCode.has(node.code)) return new Refusal('framework.code_taken', { code: node.code });
  return placed(edition, edition.nodes, [node], parent, after);
}

function nodeChanged(edition: Edition, code: string, fields: Record<string, unknown>): Edition | Refusal {
  const { byCode } = treeOf(edition.nodes);
  const node = byCode.get(code);
  if (node === undefined) return absent(code);
  if (Object.hasOwn(fields, 'parent')) return stranger('parent');
  const read = readNode({ ...node, ...fields });
  if ('problem' in read) return malformed(read.problem);
  const changed = read.node;
  if (changed.code !== code && byCode.has(changed.code))
    return new Refusal('framework.code_taken', { code: changed.code });
  const nodes = edition.nodes.map((one) => (one === node ? changed : one));
  return { ...edition, nodes: changed.code === code ? nodes : withCode(nodes, code, changed.code) };
}

function nodeMoved(
  edition: Edition,
  code: string,
  parent: string | null,
  after: string | null,
): Edition | Refusal {
  const tree = treeOf(edition.nodes);
  const node = tree.byCode.get(code);
  const above = parent === null ? null : tree.byCode.get(parent);
  if (node === undefined) return absent(code);
  if (above === undefined) return absent(parent ?? '');
  const branch = new Set(tree.branchOf(code));
  if (above !== null && branch.has(above)) return new Refusal('framework.below_itself', { code });
  if (after === code) return absent(after);
  const down = (above?.level ?? 0) + 1 - node.level;
  const moving = [...branch].map((one) => ({
    ...one,
    level: one.level + down,
    parent: one === node ? parent : one.parent,
  }));
  const staying = edition.nodes.filter((one) => !branch.has(one));
  return placed(edition, staying, moving, parent, after);
}

/** `nodes` with `coming` below `parent`, behind the whole branch of the sibling `after`, or right behind the parent. */
function placed(
  edition: Edition,
  nodes: readonly Node[],
  coming: readonly Node[],
  parent: string | null,
  after: string | null,
): Edition | Refusal {
  let at = 0;
  if (after !== null) {
    const tree = treeOf(nodes);
    const sibling = tree.byCode.get(after);
    if (sibling === undefined || sibling.parent !== parent) return absent(after);
    const branch = new Set(tree.branchOf(after));
    at = nodes.findLastIndex((one) => branch.has(one)) + 1;
  } else if (parent !== null) at = nodes.findIndex(({ code }) => code === parent) + 1;
  return { ...edition, nodes: [...nodes.slice(0, at), ...coming, ...nodes.slice(at)] };
}

function nodeRemoved(edition: Edition, code: string, withBranch: boolean): Edition | Refusal {
  const tree = treeOf(edition.nodes);
  const node = tree.byCode.get(code);
  if (node === undefined) return absent(code);
  // Of two nodes with one code the first goes, and what stands below belongs to both.
  const twin = edition.nodes.some((one) => one !== node && one.code === code);
  const gone = twin ? [node] : tree.branchOf(code);
  if (gone.length > 1 && !withBranch)
    return new Refusal('framework.has_children', { code, count: gone.length - 1 });
  const lost = new Set(gone);
  return { ...edition, nodes: edition.nodes.filter((one) => !lost.has(one)) };
}
