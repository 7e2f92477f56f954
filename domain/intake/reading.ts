import type { UnitRole } from '../tasks/task.ts';

/**
 * What was read out of a Paper (识读结果): tasks with their parts, and findings like a proof-reader's.
 * Number, path, text and phrases are verbatim; nothing is guessed that the document does not say.
 */
export interface Reading {
  title: string | null;
  /** What sort of document it looks like. */
  kind: 'plan' | 'decomposition' | 'handbook' | 'report' | 'other';
  findings: Finding[];
  tasks: TaskReading[];
}

/** Half-open UTF-16 offsets into `Paper.text`. */
export interface Span {
  start: number;
  end: number;
}

export interface TaskReading {
  /** As printed, without the full stop or 、 behind it: "1", "(18)", "三", "第五条"; empty where the item has none. */
  no: string;
  /** Headings above it, outermost first, as printed with their numbers. */
  sectionPath: string[];
  text: string;
  /** 目标任务, where the document states one apart from the task itself. */
  objective: string | null;
  /** 工作标准 / 测评标准, where the document states one. */
  standard: string | null;
  deadline: DeadlineReading | null;
  /** The rhythm word as written: 每年, 每季度, 定期. */
  recurrence: string | null;
  targets: TargetReading[];
  units: UnitReading[];
  /** 责任人, 牵头领导 …: never units. */
  persons: PersonReading[];
  source: Span;
}

export interface DeadlineReading {
  /** As written, without a following 完成. */
  phrase: string;
  /** ISO date of the last day meant; null where the words name no day. */
  due: string | null;
  /** ISO date of the first day, where the words give a window. */
  from: string | null;
  /** Taken from the stage above, not from the item's own words. */
  inherited: boolean;
  span: Span;
}

export interface TargetReading extends Span {
  text: string;
  comparator: '>=' | '>' | '<=' | '<' | '=' | '~';
  value: number;
  unit: string;
}

export interface UnitReading extends Span {
  /** As written, with shared suffixes and 同上 resolved. */
  name: string;
  role: UnitRole;
  /** An open collective that a person expands: 各乡镇, 创建办成员单位. */
  collective: boolean;
}

export interface PersonReading extends Span {
  name: string;
  /** The label it stood behind: 责任人, 牵头领导. */
  label: string;
}

export interface Finding {
  code: FindingCode;
  /** One sentence in Chinese for the reviewer. */
  message: string;
  /** The words concerned, or the item number. */
  where: string;
  span: Span | null;
}

export type FindingCode =
  | 'numbering_broken'
  | 'count_mismatch'
  | 'two_leads'
  | 'no_unit'
  | 'no_deadline'
  | 'no_standard'
  | 'deadline_outside_stage'
  | 'deadline_past'
  | 'unit_two_names'
  | 'cut_off'
  | 'sum_mismatch'
  | 'page_marks_removed'
  | 'site_frame_removed'
  | 'characters_lost'
  | 'masked_values'
  | 'stray_blanks'
  | 'quotes_damaged'
  | 'decimal_damaged'
  | 'pinyin_injected'
  | 'traditional_converted'
  | 'colon_damaged'
  | 'tracked_changes_accepted'
  | 'hidden_cells'
  | 'date_incomplete'
  | 'stage_windows_overlap'
  | 'no_tasks';
