import type { Grade, Node } from './edition.ts';
import { newNode } from './new-edition.ts';
import { readRuleText } from './read-rule-text.ts';
import type { RuleContext } from './read-rule-context.ts';
import { namesSites } from './table-head.ts';
import { squeezed } from './table-piece.ts';
import { sectionKind } from './table-tree.ts';
import type { CellField, RawNode, RawTree, Said } from './table-tree.ts';
import { readDemands, readMethods, readNames, readUnits, readWindow } from './table-values.ts';
import type { MethodReading } from './table-values.ts';

/** Makes the node of what the cells say; weights and earlier answers are settled over the whole tree. */
export function settleNode(
  tree: RawTree,
  raw: RawNode,
  code: string,
  level: number,
  parent: string | null,
  grades: readonly Grade[],
): Node {
  const node = newNode({ code, parent, level, title: raw.title, points: raw.points });
  node.kind = raw.section ?? 'normal';
  const methods: MethodReading[] = [];
  const rules: Said[] = [];
  const steps: string[] = [];
  for (const said of raw.said) {
    const { head, text, place } = said;
    const saidOf = (field: CellField) => (raw.places[field] ??= place);
    switch (head.kind) {
      case 'methods':
        saidOf('methods');
        addMethods(methods, readMethods(text));
        break;
      case 'method':
        saidOf('methods');
        if (/^(?:[-—/×✗xX]|否|无|0)$/.test(text)) break;
        addMethods(methods, [
          { method: head.method, share: /^\d+(?:\.\d+)?%$/.test(squeezed(text)) ? squeezed(text) : null },
        ]);
        break;
      case 'rule':
        saidOf('ruleText');
        rules.push(said);
        break;
      case 'grade':
        saidOf('ruleText');
        steps.push(`${head.grade}:${text}`);
        break;
      case 'units':
        saidOf('responsible');
        addUnits(node, text, head.role);
        break;
      case 'evidence':
        saidOf('evidence');
        node.evidence.push(...readDemands(text));
        break;
      case 'window':
        saidOf('window');
        node.window = readWindow(text);
        break;
      case 'sites':
        saidOf('applies');
        node.applies.siteTypes.push(...readNames(text));
        break;
      case 'unitTypes':
        saidOf('applies');
        node.applies.unitTypes.push(...readNames(text));
        break;
      case 'tiers':
        saidOf('applies');
        node.applies.tiers.push(...readNames(text));
        break;
      case 'axis':
        saidOf('axes');
        node.axes[head.name] = [...(node.axes[head.name] ?? []), ...readNames(text)];
        break;
      case 'note':
        readNote(tree, raw, node, said);
        break;
      default:
    }
  }
  if (raw.children.length === 0) {
    for (let above = raw.parent; above !== null; above = above.parent)
      if (above.levelName !== null && namesSites(above.levelName))
        node.applies.siteTypes.push(...readNames(above.title));
    settleRule(
      tree,
      raw,
      node,
      methods,
      [...rules.map(({ text }) => text), ...(steps.length > 0 ? [steps.join(';')] : [])],
      grades,
    );
  } else node.ruleText = rules.map(({ text }) => text).join('\n') || null;
  node.methods = methods.map(({ method }) => method);
  if (node.kind === 'veto') {
    node.points = null;
    node.veto = { on: 'total', cap: 0 };
  }
  return node;
}

function addMethods(into: MethodReading[], more: readonly MethodReading[]): void {
  for (const each of more) {
    const known = into.find(({ method }) => method === each.method);
    if (known === undefined) into.push(each);
    else known.share ??= each.share;
  }
}

function addUnits(node: Node, text: string, column: Parameters<typeof readUnits>[1]): void {
  for (const { unit, role } of readUnits(text, column)) {
    const answers = role === 'lead' || role === 'responsible';
    if (answers && !node.responsible.includes(unit)) node.responsible.push(unit);
    if (role !== 'responsible' && !node.duties.some((duty) => duty.unit === unit && duty.role === role))
      node.duties.push({ unit, role });
  }
}

const NOTHING =
  /^(?:[-—/]+|无|否|×|常规|一般|普通|基本指标|基础指标|共性指标|核心指标|必选|常规指标|约束性|预期性|约束性指标|预期性指标)$/;

function readNote(tree: RawTree, raw: RawNode, node: Node, { head, text, place }: Said): void {
  const words = squeezed(text);
  if (NOTHING.test(words)) return;
  const ticked = /^(?:是|√|✓|☑|有|Y)$/i.test(words) && head.kind === 'note';
  const kind = sectionKind(text) ?? (ticked ? sectionKind(head.name) : null);
  if (kind === null) {
    tree.find('note_unread', { text }, place);
    return;
  }
  raw.places.kind = place;
  node.kind = kind;
}

/** Words that give or take points, or name grades: the title of a criterion holds its rule. */
const SCORES =
  /[A-E]#?(?:档|级)?\s*[:：≥≤<>＜＞=（(]|为[A-E](?![A-Za-z])|扣\s*\d|扣完|[得加计]\s*\d+(?:\.\d+)?\s*分|得(?:满|零|全)分|不得分/;
const STRIKES = /^(?:.{0,30}[的，,])?(?:即|则|予以|实行|直接)?(?:一票否决|取消.{0,14}资格)(?:制)?[。；;]?$/;

function settleRule(
  tree: RawTree,
  raw: RawNode,
  node: Node,
  methods: readonly MethodReading[],
  texts: readonly string[],
  grades: readonly Grade[],
): void {
  node.ruleText = texts.join('\n') || null;
  // 一票否决 or 取消资格 beside one entry of a list of deductions.
  if (
    (node.kind === 'deduction' || (node.kind === 'normal' && raw.points === null && raw.weight === null)) &&
    (STRIKES.test(node.ruleText ?? '') || (node.ruleText === null && STRIKES.test(raw.title)))
  )
    node.kind = 'veto';
  const context: RuleContext = { title: raw.title, points: raw.points, kind: node.kind, grades };
  let reading = readRuleText(node.ruleText ?? '', context);
  // Without a column for it, the rule often stands in the words of the criterion itself.
  if (reading === null && node.ruleText === null && SCORES.test(raw.title)) {
    reading = readRuleText(raw.title, { ...context, title: '' });
    node.ruleText = raw.title;
  }
  if (reading?.points !== undefined && node.points === null && node.weight === null && raw.weight === null)
    node.points = reading.points;
  const shared = methods.filter(({ share }) => share !== null);
  if (reading !== null) {
    node.facts = reading.facts;
    const [only] = shared;
    if (methods.length === 1 && only?.share === '100%') node.rule = reading.rule;
    else if (shared.length > 0 && shared.length === methods.length)
      node.parts = shared.map(({ method, share }) => ({ method, share: share ?? '0', rule: reading.rule }));
    else node.rule = reading.rule;
  } else if (shared.length > 0) {
    const words = shared.map(({ method, share }) => `${method}${share}`).join('、');
    node.ruleText = `${node.ruleText === null ? '' : `${node.ruleText}\n`}（${words}）`;
    tree.find('method_share_unread', { text: words }, raw.places.methods ?? raw.place);
  }
}
