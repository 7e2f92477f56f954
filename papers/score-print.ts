import type { Edition, Node } from '@tongchuang/domain/assessment/edition.ts';
import { findingSentence } from '@tongchuang/domain/assessment/finding-words.ts';
import type { Finding } from '@tongchuang/domain/assessment/finding.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { NodeResult, Result, Total } from '@tongchuang/domain/scoring/result.ts';
import { fit, width } from './reading-print.ts';

/** Why a node has its points. */
export interface Reason {
  code: string;
  facts: Record<string, unknown>;
  sentence: string;
}
export interface NodeScore extends NodeResult {
  title: string;
  parent: string | null;
  level: number;
  kind: Node['kind'];
  reasons: Reason[];
  /** Ids of the facts that cost points. */
  losses: string[];
}
export interface ScoreFinding {
  code: string;
  message: string;
  where: string;
}
export interface ScoredEdition {
  title: string;
  code: string;
  /** Null: the place. */
  unit: string | null;
  total: Total;
  nodes: NodeScore[];
  findings: ScoreFinding[];
}

/** The result as the command prints it. `why` explains one node. */
export function scoredEdition(
  edition: Edition,
  unit: string | null,
  result: Result,
  why: (code: string) => { reasons: Reason[]; losses: string[] },
  findings: ScoreFinding[],
): ScoredEdition {
  const nodes = edition.nodes.map(({ code, title, parent, level, kind }, at) => {
    const { code: _, ...amounts } = result.nodes[at]!;
    return { code, title, parent, level, kind, ...amounts, ...why(code) };
  });
  return { title: edition.title, code: edition.code, unit, total: result.total, nodes, findings };
}

export const editionErrors = (errors: readonly Finding[]): ScoreFinding[] =>
  errors.map((error) => ({
    code: error.code,
    message: findingSentence(error, 'zh-CN'),
    where: [error.where.edition, error.where.node, error.where.field]
      .filter((each) => each !== null)
      .join(' '),
  }));

/** The facts that count nowhere, each with the reason, in the order of the file. */
export function leftOut(edition: Edition, facts: readonly Fact[]): ScoreFinding[] {
  const takers = takersOf(edition);
  return facts.flatMap((fact) => {
    const { id, criterion, framework, value } = fact;
    const editions = takers.filter((each) => framework === null || framework === each.code);
    const message = (() => {
      if (editions.length === 0) return `观测“${id}”写给体系“${framework}”，没有计入。`;
      const having = editions.filter((each) => each.criteria.has(criterion));
      if (having.length === 0) return `观测“${id}”的“${criterion}”不是本体系的测评标准，没有计入。`;
      if (value === null || 'tenThousandths' in value) return null;
      return having.some((each) => each.grades.has(value.grade))
        ? null
        : `观测“${id}”的档次“${value.grade}”本体系没有，没有计入。`;
    })();
    return message === null ? [] : [{ code: 'fact_left_out', message, where: id }];
  });
}

function takersOf(edition: Edition): { code: string; criteria: Set<string>; grades: Set<string> }[] {
  const branches = new Set(edition.nodes.map(({ parent }) => parent));
  const leaves = edition.nodes.filter(({ code }) => !branches.has(code));
  return [
    {
      code: edition.code,
      criteria: new Set(leaves.flatMap(({ code, key }) => (key === null ? [code] : [code, key]))),
      grades: new Set(edition.grades.map(({ name }) => name)),
    },
    ...edition.subframeworks.flatMap((each) => takersOf(each.edition)),
  ];
}

const SHOWN_FINDINGS = 20;

/** The result for a person: the total, an aligned tree, what was left out. `columns`: width of the terminal. */
export function scoreTable({ title, unit, total, nodes, findings }: ScoredEdition, columns: number): string {
  const head = ['编号', '标题', '得分/满分', '区间', '说明'];
  const rows = nodes.map((node) => [
    node.code,
    `${'  '.repeat(node.level - 1)}${node.title.replace(/\s+/g, ' ')}`,
    earned(node),
    range(node),
    node.reasons.map(({ sentence }) => sentence).join('，'),
  ]);
  const widest = [12, 40, 16, 17, 1_000];
  const widths = head.map((name, at) =>
    Math.min(widest[at]!, Math.max(width(name), ...rows.map((row) => width(row[at]!)))),
  );
  const others = widths.reduce((sum, each) => sum + each + 2, 0) - widths[4]!;
  widths[4] = Math.max(20, columns - others);
  const line = (row: string[]) =>
    row
      .map((cell, at) => fit(cell, widths[at]!))
      .join('  ')
      .trimEnd();

  const lines = [
    `${title} · ${unit ?? '全域'}`,
    totalLine(total),
    '',
    line(head),
    line(widths.map((each) => '-'.repeat(each))),
    ...rows.map(line),
  ];
  const { struck, open } = total.vetoes;
  if (struck.length > 0) lines.push('', `一票否决已触发：${struck.join('、')}`);
  if (open.length > 0) lines.push('', `一票否决尚无观测：${open.join('、')}`);
  if (findings.length > 0) lines.push('', `另有 ${findings.length} 处说明：`);
  for (const { message } of findings.slice(0, SHOWN_FINDINGS)) lines.push(`- ${message}`);
  if (findings.length > SHOWN_FINDINGS) lines.push('- ……（--json 列出全部）');
  return `${lines.join('\n')}\n`;
}

function totalLine(total: Total): string {
  if (total.state === 'not_applicable') return '没有适用的测评标准。';
  const sure = `已知 ${amount(total.points ?? 0)} / ${amount(total.of)} 分`;
  const projected =
    total.converted === null ? '' : `，折算 ${amount(total.converted)} / ${amount(total.declared)} 分`;
  const open = total.state === 'known' ? '' : `，最终在 ${range(total)} 分之间`;
  return `${sure}${projected}${open}${total.sunk ? '（已触底线）' : ''}`;
}

function earned({ state, points, of, max, kind }: NodeScore): string {
  if (state === 'not_applicable') return '不适用';
  if (kind === 'veto' && state === 'known') return '-';
  if (points === null) return max === 0 ? '未知' : `未知/${amount(max)}`;
  return of === 0 ? amount(points) : `${amount(points)}/${amount(of)}`;
}

const range = ({ state, low, high }: Pick<NodeResult, 'state' | 'low' | 'high'>): string =>
  state === 'unknown' ? `${amount(low)}～${amount(high)}` : '';

/** Always two decimals: 6.66, 9.00. */
const amount = (points: number): string => points.toFixed(2);
