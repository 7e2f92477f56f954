import type { Edition } from '../assessment/edition.ts';
import { compile } from './compiled.ts';
import { idOf, type Repair } from './advice-repair.ts';
import type { Fact } from './fact.ts';
import { Ground, type Standing } from './gain-ground.ts';
import { Trial } from './gain-trial.ts';
import { PLACE, type Subject } from './subject.ts';

/** What a change brings the total (增益), in points: to what is sure, to the worst and to the best that is possible. */
export interface Gain {
  points: number;
  low: number;
  high: number;
}

export interface RepairGain {
  id: string;
  /** If this one only is done. */
  alone: Gain;
  /** What would be missing if all were done but this one. Steps and caps make the two differ. */
  last: Gain;
  /** Codes of the criteria that are judged otherwise. */
  criteria: string[];
  sites: string[];
}

export interface GroupGain {
  /** Code of a criterion, name of a site. */
  name: string;
  /** If all repairs that touch it are done. */
  gain: Gain;
  repairs: string[];
}

export interface Gains {
  now: Gain;
  /** If everything is done. */
  all: Gain;
  /** In the order given. */
  repairs: RepairGain[];
  /** In the order of the edition. */
  criteria: GroupGain[];
  /** In the order in which repairs name them. */
  sites: GroupGain[];
}

/** Exact: every leaf that a repair touches is judged again by the engine. Nothing is kept. */
export function gains(
  edition: Edition,
  facts: readonly Fact[],
  repairs: readonly Repair[],
  subject: Subject = PLACE,
): Gains {
  const { trial, compiled } = trialOf(edition, facts, repairs, subject);
  const every = repairs.map((_, n) => n);
  const now = trial.standing([]);
  const touched = trial.leavesTouched();
  const alone = every.map((repair) => difference(trial.standing([repair]), now));
  const all = trial.standing(every);
  const last = every.map((repair) =>
    difference(all, trial.standing(every.filter((other) => other !== repair))),
  );
  const sitesOf = every.map((repair) => [
    ...new Set(trial.changesOf(repair).flatMap(({ after }) => (after.site === null ? [] : [after.site]))),
  ]);
  const groupsOf = (namesOf: readonly (readonly string[])[]): GroupGain[] => {
    const members = new Map<string, number[]>();
    namesOf.forEach((names, repair) =>
      names.forEach((name) => members.set(name, [...(members.get(name) ?? []), repair])),
    );
    return [...members].map(([name, group]) => ({
      name,
      gain: difference(trial.standing(group), now),
      repairs: group.map((repair) => repairs[repair]!.id),
    }));
  };
  const codes = touched.map((leaves) => leaves.map((leaf) => compiled.leaves[leaf]!.source.code));
  const order = new Map(edition.nodes.map(({ code }, n) => [code, n]));
  return {
    now: inPoints(now),
    all: difference(all, now),
    repairs: every.map((repair) => ({
      id: repairs[repair]!.id,
      alone: alone[repair]!,
      last: last[repair]!,
      criteria: codes[repair]!,
      sites: sitesOf[repair]!,
    })),
    criteria: groupsOf(codes).sort((a, b) => order.get(a.name)! - order.get(b.name)!),
    sites: groupsOf(sitesOf),
  };
}

/** A ground on which these repairs can be tried. */
export function trialOf(
  edition: Edition,
  facts: readonly Fact[],
  repairs: readonly Repair[],
  subject: Subject,
) {
  const compiled = compile(edition);
  const ids = new Set(repairs.flatMap((repair) => repair.changes.map(idOf)));
  const ground = new Ground(compiled, facts, subject, ids);
  return { compiled, ground, trial: new Trial(ground, repairs) };
}

const inPoints = ({ points, low, high }: Standing): Gain => ({
  points: points / 100,
  low: low / 100,
  high: high / 100,
});

const difference = (after: Standing, before: Standing): Gain =>
  inPoints({
    points: after.points - before.points,
    low: after.low - before.low,
    high: after.high - before.high,
  });
