import type { FactIn } from '@tongchuang/contract/facts.ts';
import type { Edition, Node } from '@tongchuang/domain/assessment/edition.ts';
import { treeOf } from '@tongchuang/domain/assessment/tree.ts';
import type { FactId, PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { readDecimal, toFloat } from '@tongchuang/domain/kernel/rational.ts';
import { Chance } from '@tongchuang/domain/scoring/doubt-chance.ts';

/** What a fictional inspection of a county would have seen: for every criterion and unit, as its rule asks. */
export interface DemoRound {
  edition: Edition;
  /** By the name that the edition writes. */
  unitOf: (name: string) => UnitId | null;
  /** When it was seen. */
  at: string;
  /** The same seed sees the same. */
  seed: number;
  /** Share of the criteria that were looked at so far. */
  share: number;
  /** How good the county is on the whole, 0 … 1. */
  level: number;
  second: PersonId;
  newId: () => FactId;
}

const SITES = 6;
const ROADS = ['人民路', '文昌路', '滨河路', '学府路', '新城大道', '钟楼巷', '菱塘街', '翠屏路'];

export function demoFacts(round: DemoRound): FactIn[] {
  const chance = new Chance(round.seed);
  return treeOf(round.edition.nodes).leaves.flatMap((leaf) => {
    if (leaf.rule === null || chance.uniform() >= round.share) return [];
    const units = leaf.responsible.map(round.unitOf).filter((unit) => unit !== null);
    return units.flatMap((unit) => {
      // Units differ, and each has its strong and weak criteria.
      const good = Math.min(0.99, Math.max(0.3, round.level + (chance.uniform() - 0.5) * 0.4));
      return ofLeaf(leaf, good, chance).map((fact) => ({ ...blank(round, leaf, unit), ...fact }));
    });
  });
}

const blank = ({ newId, at, second }: DemoRound, leaf: Node, unitId: UnitId): FactIn => ({
  id: newId(),
  version: 0,
  criterion: leaf.code,
  name: 'value',
  state: 'observed',
  value: null,
  unitId,
  site: null,
  siteType: null,
  stratum: null,
  method: leaf.methods[0] ?? null,
  form: null,
  at,
  reason: leaf.rule?.measure.type === 'manual' ? '随机抽查三个乡镇报表清单，数量较上年减少。' : null,
  note: null,
  secondId: leaf.rule?.measure.type === 'manual' ? second : null,
  files: [],
});

type Seen = Partial<FactIn>[];

/** @param good  how likely the unit does well here */
function ofLeaf(leaf: Node, good: number, chance: Chance): Seen {
  const { measure, score } = leaf.rule ?? { measure: null, score: null };
  const met = () => chance.uniform() < good;
  const around = (full: number) => Math.round(full * (0.75 + 0.5 * good * chance.uniform()));
  switch (measure?.type) {
    case 'sites':
    case 'observations':
      return Array.from({ length: SITES }, (_, nth) => {
        const siteType = leaf.applies.siteTypes[0] ?? null;
        const site = `${ROADS[Math.floor(chance.uniform() * ROADS.length)] ?? ''}${siteType ?? '点位'}${nth + 1}号`;
        const value = met();
        return { name: measure.fact, site, siteType, value, note: value ? null : '现场不符合要求' };
      });
    case 'conditions':
      return measure.conditions.map(({ fact }) => ({ name: fact, value: met() }));
    case 'rate':
      return ratio(measure.of, measure.outOf, 200, good, chance).concat(testFacts(leaf, met));
    case 'coverage':
      return ratio(measure.covered, measure.whole, 1200, 0.3 + 0.1 * (good - 0.5), chance);
    case 'satisfaction':
      return ratio(measure.favourable, measure.asked, 320, 0.8 + 0.19 * good, chance);
    case 'density':
      return [
        { name: measure.count, value: around(12) },
        { name: measure.over, value: 12 * Number(measure.per) },
      ];
    case 'incidence':
      return [
        { name: measure.cases, value: met() ? 61 : 118 },
        { name: measure.base, value: 48_600 },
      ];
    case 'manual':
      return [{ name: measure.fact, value: Math.round((leaf.points ?? 0) * good * 100) / 100 }];
    case 'value':
      if (leaf.kind === 'deduction' || leaf.kind === 'veto') return [{ name: measure.fact, value: 0 }];
      return [{ name: measure.fact, value: amount(score, good, chance) }];
    default:
      return [];
  }
}

const ratio = (of: string, outOf: string, most: number, good: number, chance: Chance): Seen => {
  const part = Math.min(most, Math.round(most * (0.9 + 0.1 * good + (chance.uniform() - 0.5) * 0.1)));
  const covered = good < 0.5 ? Math.round(most * good) : part;
  return [
    { name: of, value: covered },
    { name: outOf, value: most },
  ];
};

/** Facts that only the tests of a rule ask for: none of the bad, all of the good. */
function testFacts(leaf: Node, met: () => boolean): Seen {
  const guards = leaf.rule?.guards.flatMap((guard) => (guard.type === 'floor' ? guard.when : [])) ?? [];
  const score = leaf.rule?.score;
  const steps = score?.type === 'grades' ? score.steps.flatMap((step) => step.when) : [];
  const names = new Set([...guards, ...steps].map((test) => test.fact).filter((name) => name !== null));
  return [...names].map((name) => ({ name, value: name.startsWith('劣') ? !met() : met() }));
}

/** An amount near what the rule asks: mostly on the good side of it. */
function amount(score: NonNullable<Node['rule']>['score'] | null, good: number, chance: Chance): number {
  const number = (text: string) => toFloat(readDecimal(text) ?? { n: 0n, d: 1n });
  const whole = chance.uniform() < good;
  if (score?.type === 'proportional') return Math.round(number(score.full) * (whole ? 1 : 0.5 + 0.4 * good));
  if (score?.type === 'deduct' || score?.type === 'pass')
    return whole ? 0 : 1 + Math.floor(chance.uniform() * 2);
  const first = score?.type === 'grades' ? score.steps[0]?.when[0] : undefined;
  if (!first) return 0;
  const lower = first.is.startsWith('<');
  const away = whole ? 0.95 : 1.12;
  return Math.round(number(first.than) * (lower ? away : 2 - away) * 10) / 10;
}
