import type { CivilDate } from '../kernel/calendar.ts';
import { daysBetween } from '../kernel/calendar.ts';
import type { BodyId, DivisionId, Id, PersonId, UnitId } from '../kernel/ids.ts';

/**
 * A body (机构) that leads or carries the campaign: a leading group, a headquarters with its functional groups, the office, the
 * commission, supervision groups, zones with their sub-headquarters. Shape, titles and the number of heads are posts, not code.
 */
export interface Body {
  id: BodyId;
  kind: BodyKind;
  name: string;
  parent: BodyId | null;
  /** Whose body it is: a township's own leading group. Null: the whole place's. */
  unit: UnitId | null;
  foundedOn: CivilDate | null;
  /** First day on which it no longer stands. */
  dissolvedOn: CivilDate | null;
}

/** 领导小组 · 指挥部 · 工作组 · 办公室 · 委员会 · 督导组 · 片区. */
export const BODY_KINDS = [
  'leading_group',
  'headquarters',
  'functional_group',
  'office',
  'commission',
  'supervision_group',
  'zone',
] as const;
export type BodyKind = (typeof BODY_KINDS)[number];
export const BODY_WORDS: Record<BodyKind, readonly [string, ...string[]]> = {
  leading_group: ['领导小组', '创建领导小组', '工作领导小组'],
  headquarters: ['指挥部', '总指挥部'],
  functional_group: ['工作组', '专业组', '专项工作组', '专班'],
  office: ['办公室', '创建办'],
  commission: ['委员会', '文明委'],
  supervision_group: ['督导组', '督查组'],
  zone: ['片区', '片区分指挥部', '分指挥部'],
};

/** A term of something: from a day, until a day that is no longer part of it. */
export interface Term {
  since: CivilDate;
  until: CivilDate | null;
}
export const runsOn = (term: Term, day: CivilDate): boolean =>
  term.since <= day && (term.until === null || day < term.until);

/** 任职: somebody in a unit or a body. The head of a unit is its 第一责任人. */
export interface Post extends Term {
  person: PersonId;
  unit: UnitId | null;
  body: BodyId | null;
  rank: PostRank;
  title: string;
}
export const POST_RANKS = ['head', 'deputy', 'member'] as const;
export type PostRank = (typeof POST_RANKS)[number];

/** The rank that a title speaks of: 组长, 总指挥, 主任 head; 副…, 政委 deputy; 成员 and all others member. */
export function rankOf(title: string): PostRank {
  const text = title.replaceAll(/\s/g, '');
  if (/副|常务|助理|政委/.test(text)) return 'deputy';
  return /^(第一)?(组长|总指挥|指挥长|指挥|主任|总召集人|召集人|片长|队长|局长|书记|县长|市长|区长|镇长|乡长|部长|主席|校长|院长|行长|经理|总经理|董事长|会长|站长|所长)$/.test(
    text,
  )
    ? 'head'
    : 'member';
}

/** 抽调 · 专职 · 事业编制. The day it ends, the access that came with it ends. */
export interface Secondment extends Term {
  id: Id<'secondment'>;
  person: PersonId;
  home: UnitId;
  unit: UnitId;
}

export interface SecondmentEnd {
  secondment: Id<'secondment'>;
  /** Days until its access ends; 0 or less: it has ended. */
  daysLeft: number;
  state: 'ending' | 'over';
}

/** Secondments that end within so many days, and those that are over and still stand in the list of staff; soonest first. */
export function secondmentEnds(
  secondments: readonly Secondment[],
  today: CivilDate,
  withinDays = 30,
): SecondmentEnd[] {
  return secondments
    .flatMap((one): SecondmentEnd[] => {
      if (one.until === null) return [];
      const daysLeft = daysBetween(today, one.until);
      if (daysLeft > withinDays) return [];
      return [{ secondment: one.id, daysLeft, state: daysLeft > 0 ? 'ending' : 'over' }];
    })
    .sort((a, b) => a.daysLeft - b.daysLeft);
}

/** 结对: who is paired with what. */
export const PAIRING_KINDS = [
  'leader_zone',
  'leader_unit',
  'cadre_community',
  'head_entrance',
  'volunteer_family',
] as const;
export type PairingKind = (typeof PAIRING_KINDS)[number];
export const PAIRING_WORDS: Record<PairingKind, readonly [string, ...string[]]> = {
  leader_zone: ['领导包片', '领导包片区', '包片'],
  leader_unit: ['领导挂点单位', '领导挂钩单位', '领导联系单位', '挂点'],
  cadre_community: ['干部包社区', '干部包村', '包社区'],
  head_entrance: ['楼长包单元', '楼长包栋', '楼长'],
  volunteer_family: ['志愿者结对家庭', '志愿者帮扶家庭', '志愿结对'],
};
/** What the other side of a pairing is. */
export const PAIRED_WITH: Record<PairingKind, 'body' | 'unit' | 'division' | 'household'> = {
  leader_zone: 'body',
  leader_unit: 'unit',
  cadre_community: 'division',
  head_entrance: 'division',
  volunteer_family: 'household',
};

export interface Pairing extends Term {
  kind: PairingKind;
  person: PersonId;
  with: BodyId | UnitId | DivisionId | Id<'household'>;
}

/**
 * What a change of head leaves to do: the open duties that named the predecessor pass to the successor, what is settled keeps its
 * name.
 */
export function handOver<T extends { leader: PersonId | null; person: PersonId | null }>(
  chain: T,
  from: PersonId,
  to: PersonId,
): T {
  const pass = (person: PersonId | null) => (person === from ? to : person);
  return { ...chain, leader: pass(chain.leader), person: pass(chain.person) };
}
