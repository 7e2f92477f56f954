import type { CivilDate } from '../kernel/calendar.ts';
import type { BodyId, DivisionId, Id, UnitId } from '../kernel/ids.ts';
import { runsOn, secondmentEnds } from './body.ts';
import type { Body, Post, Secondment } from './body.ts';
import type { DivisionLevel } from './divisions.ts';
import { existsOn } from './unit.ts';
import type { ResponsibilityChain, Unit, UnitType } from './unit.ts';

/** Where nobody is in charge (有人抓、有人管): one rule over units, divisions, bodies and secondments. */
export const ORGANISATION_GAPS = [
  'no_head',
  'no_contact',
  'chain_incomplete',
  'no_body',
  'no_account',
  'division_without_unit',
  'body_without_head',
  'secondment_ending',
  'secondment_over',
] as const;
export type OrganisationGap =
  | {
      gap: 'no_head' | 'no_contact' | 'chain_incomplete' | 'no_body' | 'no_account';
      kind: 'unit';
      id: UnitId;
    }
  | { gap: 'division_without_unit'; kind: 'division'; id: DivisionId }
  | { gap: 'body_without_head'; kind: 'body'; id: BodyId }
  | {
      gap: 'secondment_ending' | 'secondment_over';
      kind: 'secondment';
      id: Id<'secondment'>;
      until: CivilDate;
    };

export interface OrganisationFacts {
  on: CivilDate;
  units: readonly Unit[];
  chains: ReadonlyMap<UnitId, ResponsibilityChain>;
  posts: readonly Post[];
  bodies: readonly Body[];
  divisions: readonly { id: DivisionId; level: DivisionLevel }[];
  secondments: readonly Secondment[];
  /** Units with at least one person who can sign in. */
  withAccount: ReadonlySet<UnitId>;
}

/** Units that need a body of their own: every tier of the network has one. */
const NEEDS_BODY: readonly UnitType[] = ['township', 'subdistrict', 'park'];
/** Divisions that a unit has to stand for. */
const NEEDS_UNIT: readonly DivisionLevel[] = ['town', 'village'];
/** Shops and households of trade take part through their community, without an account of their own. */
const NEEDS_NO_ACCOUNT: readonly UnitType[] = ['shop', 'military'];

export function organisationGaps(facts: OrganisationFacts): OrganisationGap[] {
  const { on } = facts;
  const serving = facts.posts.filter((post) => runsOn(post, on));
  const headOf = new Set<UnitId | BodyId>();
  for (const post of serving) {
    const where = post.unit ?? post.body;
    if (post.rank === 'head' && where !== null) headOf.add(where);
  }
  const standing = facts.bodies.filter((body) => body.dissolvedOn === null || on < body.dissolvedOn);
  const withBody = new Set(standing.map((body) => body.unit));
  const units = facts.units.filter((unit) => existsOn(unit, on));
  const withUnit = new Set(units.map((unit) => unit.division));

  return [
    ...units.flatMap((unit): OrganisationGap[] => {
      const lacks: Record<(OrganisationGap & { kind: 'unit' })['gap'], boolean> = {
        no_head: unit.head === null && !headOf.has(unit.id),
        no_contact: unit.contact === null,
        chain_incomplete: !isLinked(facts.chains.get(unit.id)),
        no_body: NEEDS_BODY.includes(unit.type) && !withBody.has(unit.id),
        no_account: !NEEDS_NO_ACCOUNT.includes(unit.type) && !facts.withAccount.has(unit.id),
      };
      const codes = Object.keys(lacks) as (keyof typeof lacks)[];
      return codes.filter((gap) => lacks[gap]).map((gap) => ({ gap, kind: 'unit', id: unit.id }));
    }),
    ...facts.divisions
      .filter((division) => NEEDS_UNIT.includes(division.level) && !withUnit.has(division.id))
      .map(({ id }): OrganisationGap => ({ gap: 'division_without_unit', kind: 'division', id })),
    ...standing
      .filter((body) => !headOf.has(body.id))
      .map(({ id }): OrganisationGap => ({ gap: 'body_without_head', kind: 'body', id })),
    ...secondmentGaps(facts.secondments, on),
  ];
}

function secondmentGaps(secondments: readonly Secondment[], on: CivilDate): OrganisationGap[] {
  const untilOf = new Map(secondments.map((one) => [one.id, one.until]));
  return secondmentEnds(secondments, on).map(({ secondment, state }) => ({
    gap: state === 'over' ? 'secondment_over' : 'secondment_ending',
    kind: 'secondment',
    id: secondment,
    until: untilOf.get(secondment) ?? on,
  }));
}

/** 分管领导, 承办科室 and 责任人 are all named. */
export const isLinked = (chain: ResponsibilityChain | undefined): boolean =>
  chain !== undefined &&
  chain.leader !== null &&
  (chain.section ?? '').trim() !== '' &&
  chain.person !== null;
