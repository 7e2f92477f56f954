import type { UnitRole } from '@tongchuang/domain/tasks/task.ts';

/** A task as a paper prints it: plain words, already resolved by whoever asks for the paper. */
export interface PaperTask {
  /** As in the plan: "1", "(18)". */
  no: string;
  text: string;
  /** 工作标准 */
  standard: string | null;
  /** 量化目标, one phrase each: "满意度达90%以上". */
  targets: readonly string[];
  deadline: PaperDeadline | null;
}

export interface PaperDeadline {
  /** As the plan writes it: "9月底前"; null where a person set only the day. */
  phrase: string | null;
  /** ISO date of the last day; null where the words name no day (长期坚持). */
  due: string | null;
}

/** What a unit does in a task. */
export const ROLE_WORDS: Record<UnitRole, string> = {
  lead: '牵头',
  responsible: '责任',
  cooperating: '配合',
  assessing: '考核',
  material: '提供材料',
};

/** "2026-03-02" → "2026年3月2日": Arabic digits, months and days without a leading zero. */
export function officialDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** "9月底前(2026年9月30日)"; the phrase alone where it names no day, "未明确" where there is none. */
export function deadlineWords(deadline: PaperDeadline | null): string {
  const { phrase, day } = deadlineParts(deadline);
  return day === null ? phrase : `${phrase}（${day}）`;
}

/** The same for a narrow cell: the phrase, and the day as "2026-09-30" on a line of its own. */
export function deadlineLines(deadline: PaperDeadline | null): string {
  const { phrase, day } = deadlineParts(deadline);
  return day === null ? phrase : `${phrase}\n${deadline?.due ?? ''}`;
}

function deadlineParts(deadline: PaperDeadline | null): { phrase: string; day: string | null } {
  const day = deadline?.due == null ? null : officialDate(deadline.due);
  const phrase = deadline?.phrase ?? day ?? '未明确';
  return { phrase, day: phrase === day ? null : day };
}
