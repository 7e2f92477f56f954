import type { FileChild } from 'docx';
import type { UnitRole } from '@tongchuang/domain/tasks/task.ts';
import {
  attachmentNote,
  auditLine,
  blankLine,
  flush,
  heading,
  signature,
  text,
  title,
  underTitle,
  writeOfficialDocument,
} from './official-document.ts';
import { FACE, font } from './official-layout.ts';
import { officialDate, type PaperTask } from './paper-task.ts';

/** 实施方案 drafted back from the task base: what the intake reads from it are the same tasks. */
export interface PlanPaper {
  /** "清源县创建全国文明城市实施方案" */
  title: string;
  /** "清发〔2026〕3号", or "(征求意见稿)" while it has none; null for nothing. */
  underTitle: string | null;
  /** 主送机关 with its colon; null for none. */
  addressee: string | null;
  opening: readonly string[];
  sections: readonly PlanSection[];
  attachments: readonly string[];
  /** Unit that signs and ISO date; null for a draft. */
  signed: { unit: string; date: string } | null;
  auditHead: string | null;
  madeAt: Date;
}

export interface PlanSection {
  /** As printed, with its number: "二、工作步骤和任务", "(一)宣传发动阶段(2026年3月—5月)". */
  heading: string;
  paragraphs: readonly string[];
  tasks: readonly PlanTask[];
  sections: readonly PlanSection[];
}

export interface PlanTask extends PaperTask {
  units: readonly { name: string; role: UnitRole }[];
  /** 责任人, with their posts where known. */
  persons: readonly string[];
}

/** The .docx in the layout of an official document. */
export function writePlanDocument(plan: PlanPaper): Promise<Uint8Array> {
  const lines = [...plan.opening.map(paragraph), ...plan.sections.flatMap((each) => section(each, 1))];
  const isFollowed = plan.signed !== null || plan.attachments.length > 0;
  const body = lines.map((line, at) => line(isFollowed && at === lines.length - 1));
  const blocks: FileChild[] = [
    title(plan.title),
    ...(plan.underTitle === null ? [] : [underTitle(plan.underTitle)]),
    blankLine(),
    ...(plan.addressee === null ? [] : [flush(plan.addressee)]),
    ...body,
    ...attachmentNote(plan.attachments, { withNext: plan.signed !== null }),
    ...(plan.signed === null ? [] : signature(plan.signed.unit, officialDate(plan.signed.date))),
    ...auditLine(plan.auditHead),
  ];
  return writeOfficialDocument({
    title: plan.title,
    madeAt: plan.madeAt,
    parts: [{ page: 'upright', blocks }],
  });
}

/** A line that can be told to stay with the next: the last one of the text does, so that no signature stands alone. */
type Line = (withNext: boolean) => FileChild;

const paragraph =
  (words: string): Line =>
  (withNext) =>
    text(words, { withNext });

/** Headings below the third level look like the third. */
const section = (part: PlanSection, depth: number): Line[] => [
  () => heading(depth === 1 ? 1 : depth === 2 ? 2 : 3, part.heading),
  ...part.paragraphs.map(paragraph),
  ...part.tasks.flatMap(task),
  ...part.sections.flatMap((each) => section(each, depth + 1)),
];

function task(each: PlanTask): Line[] {
  const duties = dutyLine(each);
  const { standard } = each;
  // A text that was read from a plan often holds its standard and its targets already.
  const unsaid = each.targets.filter((target) => !`${each.text}${standard ?? ''}`.includes(target));
  const staysWithDuties = duties !== '' && each.text.length < SHORT;
  const kept =
    (words: string): Line =>
    (withNext) =>
      text(words, { withNext: withNext || staysWithDuties });
  return [
    kept(numbered(each.no, each.text)),
    ...(unsaid.length === 0 ? [] : [kept(`目标要求：${unsaid.join('；')}。`)]),
    ...(standard === null || each.text.includes(standard) ? [] : [kept(`工作标准：${standard}`)]),
    ...(duties === ''
      ? []
      : [(withNext: boolean) => text(duties, { withNext, look: { font: font(FACE.script) } })]),
  ];
}
// A task of four lines or fewer moves to the next page together with the units that are to do it.
const SHORT = 110;

/** "1" is printed "1.", "(1)" as it is, "三" "三、". */
function numbered(no: string, words: string): string {
  if (/^\d+$/.test(no)) return `${no}.${words}`;
  if (/^[一二三四五六七八九十百]+$/.test(no)) return `${no}、${words}`;
  return `${no}${words}`;
}

const LABELS: [UnitRole, string][] = [
  ['lead', '牵头单位'],
  ['responsible', '责任单位'],
  ['cooperating', '配合单位'],
  ['assessing', '考核单位'],
  ['material', '提供材料单位'],
];

function dutyLine({ units, persons, deadline }: PlanTask): string {
  const due = deadline?.phrase ?? (deadline?.due == null ? null : `${officialDate(deadline.due)}前`);
  const parts = [
    ...LABELS.map(
      ([role, label]) =>
        [label, units.filter((unit) => unit.role === role).map((unit) => unit.name)] as const,
    ),
    ['责任人', persons] as const,
    ['完成时限', due === null ? [] : [due]] as const,
  ];
  const said = parts
    .filter(([, names]) => names.length > 0)
    .map(([label, names]) => `${label}：${names.join('、')}`);
  return said.length === 0 ? '' : `${said.join('；')}。`;
}
