import type { StageWindow } from './item.ts';
import { chineseNumber } from './numerals.ts';
import type { Outline, OutlineNode } from './outline.ts';
import type { Finding, TaskReading } from './reading.ts';
import { foldText } from './fold.ts';
import { quantitiesIn } from './quantities.ts';
import { spanOf, verbatim } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import type { Total } from './tables.ts';
import { twoNames } from './two-names.ts';

const nameOf = (task: TaskReading): string => (task.no === '' ? `${task.text.slice(0, 12)}…` : task.no);

/** What a proof-reader would mark in the tasks: owners, deadlines, standards, names. */
export function taskFindings(
  tasks: readonly TaskReading[],
  windows: ReadonlyMap<TaskReading, StageWindow>,
  today: string | undefined,
  issued: string | null,
): Finding[] {
  const findings: Finding[] = [];
  const add = (code: Finding['code'], message: string, task: TaskReading) =>
    findings.push({ code, message, where: nameOf(task), span: task.source });
  const lacks: [Finding['code'], string, (task: TaskReading) => boolean][] = [
    ['no_unit', '没有责任单位', (task) => task.units.length === 0],
    ['no_deadline', '没有完成时限', (task) => task.deadline === null],
    ['no_standard', '没有工作标准', (task) => task.standard === null && task.targets.length === 0],
  ];
  for (const [code, words, lacking] of lacks) {
    const without = tasks.filter(lacking);
    if (without.length === 0) continue;
    // Where most tasks lack it, the document does not give it at all: said once.
    if (tasks.length > 1 && without.length > tasks.length / 2) {
      findings.push({
        code,
        message: `${tasks.length}项任务中有${without.length}项${words}。`,
        where: '全文',
        span: null,
      });
    } else if (code !== 'no_standard')
      for (const task of without) add(code, `第“${nameOf(task)}”项${words}。`, task);
  }
  for (const task of tasks) {
    const leads = new Set(task.units.filter((unit) => unit.role === 'lead').map((unit) => unit.name));
    if (leads.size > 1)
      add('two_leads', `第“${nameOf(task)}”项有${leads.size}个牵头单位:${[...leads].join('、')}。`, task);
    const { deadline } = task;
    if (deadline === null) continue;
    const window = windows.get(task);
    const { due } = deadline;
    if (due !== null && !deadline.inherited && window !== undefined) {
      const late = window.due !== null && due > window.due;
      if (late || (window.from !== null && due < window.from)) {
        const side = late ? '晚于' : '早于';
        findings.push({
          code: 'deadline_outside_stage',
          message: `第“${nameOf(task)}”项的时限“${deadline.phrase}”${side}所在阶段“${window.heading}”。`,
          where: nameOf(task),
          span: deadline.span,
        });
      }
    }
    if (due !== null && issued !== null && due < issued && !deadline.inherited) {
      findings.push({
        code: 'deadline_past',
        message: `第“${nameOf(task)}”项的时限“${deadline.phrase}”早于文件的印发时间。`,
        where: nameOf(task),
        span: deadline.span,
      });
    } else if (due !== null && today !== undefined && due < today) {
      findings.push({
        code: 'deadline_past',
        message: `第“${nameOf(task)}”项的时限“${deadline.phrase}”(${due})已经过去。`,
        where: nameOf(task),
        span: deadline.span,
      });
    }
  }
  for (const [one, other] of twoNames(tasks.flatMap((task) => task.units))) {
    findings.push({
      code: 'unit_two_names',
      message: `“${one.name}”与“${other.name}”可能是同一单位的两种写法。`,
      where: other.name,
      span: { start: other.start, end: other.end },
    });
  }
  return findings;
}

/** Stages whose windows overlap. */
export function windowFindings(sheet: Sheet, windows: readonly StageWindow[]): Finding[] {
  const findings: Finding[] = [];
  for (const [i, later] of windows.entries()) {
    for (const earlier of windows.slice(0, i)) {
      if (earlier.from === null || earlier.due === null || later.from === null || later.due === null)
        continue;
      if (later.from > earlier.due || earlier.from > later.due) continue;
      findings.push({
        code: 'stage_windows_overlap',
        message: `“${earlier.heading}”与“${later.heading}”的时间有重叠。`,
        where: later.heading,
        span: spanOf(sheet, later.a, later.b),
      });
      break;
    }
  }
  return findings;
}

/** Numbers that do not follow each other. */
export function numberFindings(sheet: Sheet, { broken }: Outline): Finding[] {
  const findings: Finding[] = [];
  for (const { node, expected } of broken) {
    const { own, mark } = node;
    if (
      own === null ||
      mark === null ||
      mark.inner ||
      mark.style === 'ordinal' ||
      mark.style === 'letter' ||
      mark.style === 'named' ||
      mark.style === 'namedHan'
    )
      continue;
    const printed = (mark.number ?? verbatim(sheet, own.a, own.c)).trim();
    findings.push({
      code: 'numbering_broken',
      message: `编号不连续:“${printed}”处应为第${expected}项。`,
      where: printed,
      span: spanOf(sheet, own.a, Math.max(own.c, own.a + 1)),
    });
  }
  return findings;
}

/** 序号 columns of tables that skip or repeat a number. */
export function rowNumberFindings(rows: readonly TaskReading[]): Finding[] {
  const findings: Finding[] = [];
  let last = 0;
  let text = '';
  for (const task of rows) {
    if (!/^\d{1,4}$/.test(task.no) || task.no === text) continue;
    text = task.no;
    const n = Number(task.no);
    if (n !== last + 1 && n !== 1 && last > 0) {
      findings.push({
        code: 'numbering_broken',
        message: `序号不连续:${last}之后是${n}。`,
        where: task.no,
        span: task.source,
      });
    }
    last = n;
  }
  return findings;
}

/** Rows 合计 of tables that do not add up. */
export function sumFindings(sheet: Sheet, totals: readonly Total[]): Finding[] {
  return totals.map(({ cell, written, sum }) => ({
    code: 'sum_mismatch',
    message: `合计写的是${written},各行相加是${Math.round(sum * 1e4) / 1e4}。`,
    where: sheet.raw.slice(cell.start, cell.end),
    span: { start: cell.start, end: cell.end },
  }));
}

const DECLARED =
  /([一二两三四五六七八九十]{1,2}|\d{1,2}) ?(?:个|项|大|条|类|件)(?:方面)?的?(?:重点|主要|具体|创建|专项|整治|突出)?(?:工作|任务|措施|行动|工程|内容|举措|问题|环节|要求|重点|阶段|步骤|活动|方面|项目|事项|机制|体系|整治|提升|突破|到位|集中整治|专项整治)?(?:如下|工作)?[:。]? *$/;
const ANNOUNCED =
  /([一二两三四五六七八九十]) ?(?:个|项|大)(?:方面|重点|工作|任务|措施|环节)?(?:的?(?:工作|任务|措施))?[:。](?=[^。]{0,4}一是)/g;
const ORDINALS = /(?:^|[。;,:、])(?:[一二三四五六七八九十]是|第[一二三四五六七八九十],)/g;
const PACKAGE =
  /(?<=[一-鿿] ?)([二三四五六七八九十]) ?(?:大|个|项)(?:方面|环节|行动|工程|举措|机制|体系|创建举措|专项行动|重点)/g;

const SIGNS = ',。;:!?“”()\n';

/** The members listed right before “七大举措”: 甲、乙、丙…; none where no such list stands there. */
function membersBefore(text: string, end: number): number {
  let from = end;
  while (from > 0 && end - from < 160 && !SIGNS.includes(text[from - 1] ?? '\n')) from -= 1;
  const members = text.slice(from, end).trim().split('、');
  if (members.length < 3 || members.slice(1).some((member) => member.length < 2 || member.length > 14))
    return 0;
  return (members.at(-1) ?? '').endsWith('等') ? 0 : members.length;
}

/** “两项任务” and then three of them; seven announced and six named. */
export function countFindings(sheet: Sheet, root: OutlineNode): Finding[] {
  const findings: Finding[] = [];
  const { fold } = sheet;
  const add = (declared: number, listed: number, a: number, b: number) => {
    const words = fold.slice(a, b).trim();
    findings.push({
      code: 'count_mismatch',
      message: `“${words}”说的是${declared},列出的是${listed}。`,
      where: words,
      span: spanOf(sheet, a, b),
    });
  };
  const visit = (node: OutlineNode): void => {
    for (const child of node.children) visit(child);
    const lead = node.body.at(-1) ?? node.own;
    const segments = [...(node.own === null ? [] : [node.own]), ...node.body];
    if (lead !== null && node.children.length >= 2) {
      const text = fold.slice(lead.c, lead.b);
      const found = DECLARED.exec(text.slice(-60));
      const declared = found === null ? null : numberOf(found[1] ?? '');
      const style = node.children[0]?.mark?.style;
      const listed = node.children.filter((child) => child.mark?.style === style).length;
      if (
        found !== null &&
        declared !== null &&
        declared > 1 &&
        declared !== listed &&
        !/各|每|等|之一/.test(text.slice(-12))
      ) {
        const b = lead.b;
        add(declared, listed, b - found[0].length, b);
      }
    }
    for (const segment of segments) {
      const text = fold.slice(segment.c, segment.b);
      for (const found of text.matchAll(ANNOUNCED)) {
        const behind = text.slice(found.index + found[0].length - 1, found.index + 4000);
        const ordinals = behind.match(ORDINALS)?.length ?? 0;
        const declared = numberOf(found[1] ?? '');
        if (declared === null || ordinals < 2 || ordinals === declared) continue;
        add(declared, ordinals, segment.c + found.index, segment.c + found.index + found[0].length - 1);
      }
      for (const found of text.matchAll(PACKAGE)) {
        const declared = numberOf(found[1] ?? '');
        const listed = membersBefore(text, found.index);
        if (declared === null || listed === 0 || declared === listed) continue;
        const a = segment.c + Math.max(0, found.index - 40);
        add(declared, listed, a, segment.c + found.index + found[0].length);
      }
      sums(text, segment.c);
    }
  };

  /** 共12个,其中甲5个、乙6个. */
  function sums(text: string, at: number): void {
    const opening = /(?:共|共计|总计|合计|总数)[^,。;:、]{0,12}?(?=\d)/g;
    for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
      const sentence = /^[^。;!?]{0,200}/.exec(text.slice(found.index + found[0].length))?.[0] ?? '';
      opening.lastIndex = found.index + found[0].length + sentence.length;
      const split = sentence.indexOf('其中');
      if (split < 0) continue;
      const total = quantitiesIn(sentence.slice(0, split))[0];
      const parts = quantitiesIn(sentence.slice(split)).filter(
        (part) => part.unit === total?.unit && !part.more,
      );
      if (total === undefined || total.a > 1 || total.more || parts.length < 2) continue;
      const sum = parts.reduce((all, part) => all + part.value, 0);
      if (Math.abs(sum - total.value) < 1e-6) continue;
      const a = at + found.index;
      const b = a + found[0].length + sentence.length;
      findings.push({
        code: 'sum_mismatch',
        message: `合计${total.value}${total.unit},分项相加是${Math.round(sum * 1e6) / 1e6}${total.unit}。`,
        where: fold.slice(a, Math.min(b, a + 24)),
        span: spanOf(sheet, a, b),
      });
    }
  }
  visit(root);
  packages(sheet, root, add);
  return findings;
}

/** “十大提升行动” announced, and nine items that are called 提升行动. */
function packages(
  sheet: Sheet,
  root: OutlineNode,
  add: (declared: number, listed: number, a: number, b: number) => void,
): void {
  const { fold } = sheet;
  const seen = new Set<string>();
  for (const found of fold.matchAll(
    /([三四五六七八九十]{1,2})大([一-鿿]{0,6}?(?:行动|工程|任务|举措|措施|环境|活动|机制))/g,
  )) {
    const [words, number = '', noun = ''] = found;
    const declared = numberOf(number);
    if (seen.has(words) || declared === null) continue;
    seen.add(words);
    const visit = (node: OutlineNode): boolean => {
      const named = node.children.filter(
        ({ own }) =>
          own !== null &&
          fold
            .slice(own.c, Math.min(own.b, own.c + 30))
            .replace(/[。,;:].*/s, '')
            .trim()
            .endsWith(noun),
      );
      if (named.length >= 3 && named.length * 2 > node.children.length) {
        if (named.length !== declared) add(declared, named.length, found.index, found.index + words.length);
        return true;
      }
      return node.children.some(visit);
    };
    visit(root);
  }
}

const numberOf = (text: string): number | null =>
  /^\d+$/.test(text) ? Number(text) : chineseNumber(foldText(text).replace('两', '二'));
