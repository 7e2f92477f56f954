import type { CivilDate } from '../kernel/calendar.ts';
import type { UnitId } from '../kernel/ids.ts';
import type { Candidate, Resolution, SuggestionReason } from '../organisation/names.ts';
import type { UnitRole } from '../tasks/task.ts';
import type { Reading, Span, TaskReading } from './reading.ts';

/** A task of a draft (草稿): what was read, with its unit names held against the roster, as reviewers go on to correct it. */
export interface DraftContent {
  no: string;
  sectionPath: string[];
  text: string;
  objective: string | null;
  standard: string | null;
  deadline: { phrase: string; due: CivilDate | null; from: CivilDate | null; inherited: boolean } | null;
  recurrence: string | null;
  targets: { text: string; comparator: '>=' | '>' | '<=' | '<' | '=' | '~'; value: number; unit: string }[];
  units: DraftUnit[];
  persons: { name: string; label: string }[];
  source: Span;
  pieces: (Span & { kind: 'unit' | 'deadline' | 'target' | 'person' })[];
}

export interface DraftUnit {
  name: string;
  role: UnitRole;
  resolution: 'certain' | 'chosen' | 'suggested' | 'unknown' | 'collective';
  unitIds: UnitId[];
  candidates: { unitId: UnitId; reason: string }[];
}

/** Nobody has said yet which unit this name means. An open collective may stay as it is written. */
export const isOpen = (unit: DraftUnit): boolean =>
  unit.resolution === 'suggested' || unit.resolution === 'unknown';

/** The draft of a reading. @param resolve whom the roster knows under a name */
export const draftOf = (reading: Reading, resolve: (name: string) => Resolution): DraftContent[] =>
  reading.tasks.map((task) => ({
    no: task.no,
    sectionPath: task.sectionPath,
    text: task.text,
    objective: task.objective,
    standard: task.standard,
    deadline: task.deadline && {
      phrase: task.deadline.phrase,
      due: task.deadline.due,
      from: task.deadline.from,
      inherited: task.deadline.inherited,
    },
    recurrence: task.recurrence,
    targets: task.targets.map(({ text, comparator, value, unit }) => ({ text, comparator, value, unit })),
    units: task.units.map(({ name, role }) => ({ name, role, ...settle(resolve(name)) })),
    persons: task.persons.map(({ name, label }) => ({ name, label })),
    source: task.source,
    pieces: piecesOf(task),
  }));

function piecesOf(task: TaskReading): DraftContent['pieces'] {
  const of = (kind: DraftContent['pieces'][number]['kind']) => (span: Span) => ({
    kind,
    start: span.start,
    end: span.end,
  });
  return [
    ...task.units.map(of('unit')),
    ...task.targets.map(of('target')),
    ...task.persons.map(of('person')),
    ...(task.deadline && !task.deadline.inherited ? [of('deadline')(task.deadline.span)] : []),
  ];
}

/** What a name's resolution means for the draft. Members of a collective are proposed and stay a proposal until chosen. */
export function settle(resolution: Resolution): Pick<DraftUnit, 'resolution' | 'unitIds' | 'candidates'> {
  switch (resolution.kind) {
    case 'certain':
      return { resolution: 'certain', unitIds: [resolution.unit], candidates: [] };
    case 'collective':
      return {
        resolution: 'collective',
        unitIds: [],
        candidates: resolution.members.map((unitId) => ({ unitId, reason: '按名录展开' })),
      };
    case 'suggested':
      return {
        resolution: 'suggested',
        unitIds: [],
        candidates: resolution.candidates.map((candidate) => ({
          unitId: candidate.unit,
          reason: reasonOf(candidate),
        })),
      };
    case 'unknown':
      return { resolution: 'unknown', unitIds: [], candidates: [] };
  }
}

const REASONS: Record<SuggestionReason['code'], string> = {
  exact: '同名不止一个',
  alias: '别名相同的不止一个',
  learned_alias: '以往更正过的名称不止一个',
  same_core: '去掉地名后相同的不止一个',
  official_abbreviation: '通用简称相同的不止一个',
  letter_abbreviation: '缩写相同的不止一个',
  other_level: '层级不同',
  other_place: '地名不同',
  reform: '机构改革前的名称',
  successor_of: '承接单位之一',
  ended: '已撤销,未登记承接单位',
  other_ending: '机构后缀不同',
  misspelling: '疑似错字',
  cut_off: '名称不完整',
  part_of: '疑似内设或下属机构',
  contains: '名称相近',
};

const reasonOf = (candidate: Candidate): string =>
  [...new Set(candidate.reasons.map((reason) => REASONS[reason.code]))].join(',') || '名称相近';

/** Two tasks of one, cut at an offset into its text. Parts go where their words stand; what the words do not place stays with both. */
export function splitDraft(content: DraftContent, at: number): [DraftContent, DraftContent] {
  const [head, tail] = [content.text.slice(0, at).trim(), content.text.slice(at).trim()];
  const place = <T extends { text: string }>(items: readonly T[], text: string) =>
    items.filter((item) => text.includes(item.text));
  const half = (text: string, span: Span, no: string): DraftContent => ({
    ...content,
    no,
    text,
    source: span,
    targets: place(content.targets, text),
    deadline:
      content.deadline &&
      (content.deadline.inherited ||
        text.includes(content.deadline.phrase) ||
        !content.text.includes(content.deadline.phrase))
        ? content.deadline
        : null,
    recurrence: content.recurrence && text.includes(content.recurrence) ? content.recurrence : null,
    pieces: content.pieces.filter((piece) => piece.start >= span.start && piece.end <= span.end),
  });
  const middle = Math.min(content.source.end, content.source.start + at);
  return [
    half(head, { start: content.source.start, end: middle }, content.no),
    half(tail, { start: middle, end: content.source.end }, ''),
  ];
}

/** One task of several, in the order given; the first gives number, path and deadline, the others their words and parts. */
export function mergeDrafts(contents: readonly DraftContent[]): DraftContent {
  const [first, ...others] = contents;
  if (!first) throw new RangeError('nothing to merge');
  const units = new Map<string, DraftUnit>();
  for (const unit of contents.flatMap((content) => content.units)) {
    const key = `${unit.role} ${unit.name}`;
    if (!units.has(key)) units.set(key, unit);
  }
  const join = (pick: (content: DraftContent) => string | null) =>
    contents.map(pick).filter(Boolean).join('\n') || null;
  return {
    ...first,
    text: contents.map((content) => content.text).join('\n'),
    objective: join((content) => content.objective),
    standard: join((content) => content.standard),
    deadline: first.deadline ?? others.find((content) => content.deadline)?.deadline ?? null,
    recurrence: first.recurrence ?? others.find((content) => content.recurrence)?.recurrence ?? null,
    targets: contents.flatMap((content) => content.targets),
    units: [...units.values()],
    persons: contents.flatMap((content) => content.persons),
    source: {
      start: Math.min(...contents.map((content) => content.source.start)),
      end: Math.max(...contents.map((content) => content.source.end)),
    },
    pieces: contents.flatMap((content) => content.pieces),
  };
}
