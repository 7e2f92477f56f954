import { canonical } from '../kernel/canonical.ts';
import type { CivilDate } from '../kernel/calendar.ts';
import type { TaskId, UnitId } from '../kernel/ids.ts';
import { claimComplete } from './claims.ts';
import { FIVE_FIXED, gapsOf } from './completeness.ts';
import type { Gap } from './completeness.ts';
import { DUTIES } from './lifecycle.ts';
import type { Task, UnitPart, UnitRole } from './task.ts';

/**
 * A responsibility letter (责任书): what one unit promises for its claimed tasks, fixed in five ways (五定). Its content is plain
 * words, made once and frozen; the paper is drawn from it, and the hash over `canonicalLetter` proves that nothing was changed.
 */
export type LetterContent = {
  title: string;
  /** 甲方 */
  issuer: LetterParty;
  /** 乙方 */
  unit: LetterParty;
  period: { from: CivilDate; to: CivilDate };
  tasks: LetterTask[];
  /** One line a chain: "分管领导：王海；承办科室：环卫科；责任人：刘芳", each once. */
  chain: string[];
  /** 定考评 */
  assessment: string | null;
  /** 定奖惩 */
  rewards: string | null;
};
export type LetterParty = {
  name: string;
  signatory: string | null;
};
export type LetterTask = {
  id: TaskId;
  no: string;
  sectionPath: string[];
  text: string;
  objective: string | null;
  standard: string | null;
  targets: string[];
  role: UnitRole;
  deadline: { phrase: string; due: CivilDate | null } | null;
  recurrence: string | null;
};

export interface LetterFacts {
  title: string;
  issuer: LetterParty;
  unit: LetterParty & { id: UnitId };
  period: { from: CivilDate; to: CivilDate };
  tasks: readonly Task[];
  /** What every letter of the campaign says unless a task says more. */
  terms: { assessment: string | null; reward: string | null };
  /** A person's name as printed; null where it is unknown. */
  nameOf: (person: NonNullable<UnitPart['chain']['person']>) => string | null;
}

export interface LetterDraft {
  content: LetterContent;
  /** Tasks left out, because their claim is not complete. */
  unclaimed: TaskId[];
  /** What is not fixed yet; a letter with gaps is not 到位 and should not be signed. */
  gaps: (Gap & { task: TaskId })[];
}

/** Tasks that a letter speaks of: those that the unit signs for, live or done, whose claim is complete. */
export function letterDraft(facts: LetterFacts): LetterDraft {
  const draft: LetterDraft = {
    content: {
      title: facts.title,
      issuer: facts.issuer,
      unit: { name: facts.unit.name, signatory: facts.unit.signatory },
      period: facts.period,
      tasks: [],
      chain: [],
      assessment: facts.terms.assessment,
      rewards: facts.terms.reward,
    },
    unclaimed: [],
    gaps: [],
  };
  const chains = new Set<string>();
  for (const task of facts.tasks.toSorted((a, b) => a.position - b.position)) {
    const part = task.units.find((one) => one.unit === facts.unit.id);
    if (part === undefined || !DUTIES[part.role].signsLetter) continue;
    if (task.state === 'draft' || task.state === 'dropped') continue;
    if (!claimComplete(part)) {
      draft.unclaimed.push(task.id);
      continue;
    }
    draft.content.tasks.push(letterTask(task, part));
    chains.add(chainLine(part, facts.nameOf));
    const terms = {
      assessment: task.assessment ?? facts.terms.assessment,
      reward: task.reward ?? facts.terms.reward,
    };
    for (const gap of gapsOf({ ...task, ...terms }, FIVE_FIXED)) {
      if (gap.unit === null || gap.unit === facts.unit.id) draft.gaps.push({ ...gap, task: task.id });
    }
  }
  draft.content.chain = [...chains].filter((line) => line !== '');
  return draft;
}

function letterTask(task: Task, part: UnitPart): LetterTask {
  return {
    id: task.id,
    no: task.no,
    sectionPath: [...task.sectionPath],
    text: task.text,
    objective: task.objective,
    standard: task.standard,
    targets: task.targets.map((target) => target.text),
    role: part.role,
    deadline: task.deadline === null ? null : { phrase: task.deadline.phrase, due: task.deadline.due },
    recurrence: task.recurrence?.phrase ?? null,
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
