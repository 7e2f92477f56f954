import { canonical } from '../kernel/canonical.ts';
import type { CivilDate } from '../kernel/calendar.ts';
import type { PersonId, TaskId, UnitId } from '../kernel/ids.ts';
import { claimComplete } from './claims.ts';
import { FIVE_FIXED, gapsOf } from './completeness.ts';
import type { Item } from './completeness.ts';
import { DUTIES } from './duties.ts';
import type { Task, UnitPart, UnitRole } from './task.ts';

/**
 * A responsibility letter (责任书): what one unit promises for its claimed tasks, fixed in five ways (五定). Its content is plain
 * words, made once and frozen; the paper is drawn from it, and the hash over `canonicalLetter` proves that nothing was changed.
 */
export type LetterContent = {
  title: string;
  /** 文号; null while none is given. */
  number: string | null;
  /** 甲方 */
  issuer: LetterParty;
  /** 乙方 */
  unit: LetterParty;
  period: { from: CivilDate; to: CivilDate };
  tasks: LetterTask[];
  /** One line a chain, each once: 分管领导, 承办科室, 责任人. */
  chain: string[];
  /** 定考评 */
  assessment: string | null;
  /** 定奖惩 */
  rewards: string | null;
  /** What was not fixed when it was written (五定); with gaps it is not 到位. */
  gaps: LetterGap[];
};
export type LetterParty = { name: string; signatory: string | null };
export type LetterTask = {
  id: TaskId;
  /** Version of the task's row that these words are from. */
  version: number;
  no: string;
  text: string;
  standard: string | null;
  targets: string[];
  role: UnitRole;
  /** A recurring task without a day says its rhythm. */
  deadline: { phrase: string | null; due: CivilDate | null } | null;
};
export type LetterGap = { code: Item; taskId: TaskId | null; no: string | null; text: string | null };

export interface LetterFacts {
  title: string;
  number: string | null;
  issuer: LetterParty;
  unit: LetterParty & { id: UnitId };
  period: { from: CivilDate; to: CivilDate };
  tasks: readonly (Task & { version: number })[];
  /** What every letter of the campaign says unless a task says more. */
  terms: { assessment: string | null; reward: string | null };
  /** A person's name as printed; null where it is unknown. */
  nameOf: (person: PersonId) => string | null;
}

export interface LetterDraft {
  content: LetterContent;
  /** Tasks left out, because their claim is not complete. */
  unclaimed: TaskId[];
}

/** A letter speaks of the tasks that the unit signs for and whose claim is complete, in the order of the plan. */
export function letterDraft(facts: LetterFacts): LetterDraft {
  const { title, number, issuer, period, terms } = facts;
  const unit = { name: facts.unit.name, signatory: facts.unit.signatory };
  const unclaimed: TaskId[] = [];
  const tasks: LetterTask[] = [];
  const chains = new Set<string>();
  const gaps: LetterGap[] = [];
  for (const task of facts.tasks.toSorted((a, b) => a.position - b.position)) {
    const part = task.units.find((one) => one.unit === facts.unit.id);
    if (part === undefined || !DUTIES[part.role].signsLetter) continue;
    if (task.state === 'draft' || task.state === 'dropped') continue;
    if (!claimComplete(part)) {
      unclaimed.push(task.id);
      continue;
    }
    tasks.push(letterTask(task, part));
    chains.add(chainLine(part, facts.nameOf));
    // what is not fixed for the whole campaign is missing once, not once a task
    const whole = {
      ...task,
      assessment: task.assessment ?? terms.assessment ?? '-',
      reward: task.reward ?? terms.reward ?? '-',
    };
    for (const gap of gapsOf(whole, FIVE_FIXED)) {
      const known = gaps.some((one) => one.code === gap.item && one.taskId === task.id);
      if (known || (gap.unit !== null && gap.unit !== facts.unit.id)) continue;
      gaps.push({ code: gap.item, taskId: task.id, no: task.no, text: task.text });
    }
  }
  for (const code of ['assessment', 'reward'] as const) {
    const fixed = terms[code] !== null || facts.tasks.every((task) => task[code] !== null);
    if (!fixed) gaps.push({ code, taskId: null, no: null, text: null });
  }
  const chain = [...chains].filter((line) => line !== '');
  const { assessment, reward: rewards } = terms;
  return {
    content: { title, number, issuer, unit, period, tasks, chain, assessment, rewards, gaps },
    unclaimed,
  };
}

function letterTask(task: Task & { version: number }, part: UnitPart): LetterTask {
  const rhythm = task.recurrence === null ? null : { phrase: task.recurrence.phrase, due: null };
  return {
    id: task.id,
    version: task.version,
    no: task.no,
    text: task.text,
    standard: task.standard,
    targets: task.targets.map((target) => target.text),
    role: part.role,
    deadline:
      task.deadline === null ? rhythm : { phrase: task.deadline.phrase || null, due: task.deadline.due },
  };
}

function chainLine({ chain }: UnitPart, nameOf: LetterFacts['nameOf']): string {
  const leader = chain.leader === null ? null : nameOf(chain.leader);
  const person = chain.person === null ? null : nameOf(chain.person);
  const links: [string, string | null][] = [
    ['分管领导', leader],
    ['承办科室', chain.section],
    ['责任人', person],
  ];
  return links
    .filter(([, value]) => value !== null && value !== '')
    .map(([label, value]) => `${label}：${value}`)
    .join('；');
}

/** The bytes that are hashed: one spelling, the same on every machine. */
export const canonicalLetter = (content: LetterContent): string =>
  canonical({ ...content, form: 'letter-1' });
