import type { CivilDate } from '../kernel/calendar.ts';
import type { UnitId } from '../kernel/ids.ts';
import type { NamedBody } from './collectives.ts';
import { coreOf, normalName } from './name-core.ts';
import type { NameCore, Place } from './name-core.ts';
import { existsOn } from './unit.ts';
import type { Succession, Unit } from './unit.ts';

/** A roster made ready for many questions. */
export interface Roster {
  place: Place;
  units: ReadonlyMap<UnitId, Unit>;
  successors: ReadonlyMap<UnitId, readonly UnitId[]>;
  byName: ReadonlyMap<string, readonly { unit: UnitId; how: NameKind }[]>;
  byCore: ReadonlyMap<string, readonly Spelling[]>;
  spellings: readonly Spelling[];
  bodies: readonly NamedBody[];
  /** The day for which units are asked: ended ones give way to their successors. */
  on: CivilDate;
}

/** How a written name of a unit came to be known. */
export type NameKind = 'exact' | 'alias' | 'learned_alias';

export interface Spelling extends NameCore {
  unit: UnitId;
}

export interface RosterFacts {
  units: readonly Unit[];
  successions: readonly Succession[];
  bodies: readonly NamedBody[];
  place: Place;
  on: CivilDate;
}

export function rosterOf({ units, successions, bodies, place, on }: RosterFacts): Roster {
  const byName = new Map<string, { unit: UnitId; how: NameKind }[]>();
  const byCore = new Map<string, Spelling[]>();
  const spellings: Spelling[] = [];
  const put = <T>(map: Map<string, T[]>, key: string, value: T) => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [value]);
    else list.push(value);
  };
  for (const unit of units) {
    const names: [string, NameKind][] = [
      [unit.name, 'exact'],
      ...(unit.shortName === null ? [] : [[unit.shortName, 'exact'] as [string, NameKind]]),
      ...unit.aliases.map((alias): [string, NameKind] => [
        alias.name,
        alias.origin === 'learned' ? 'learned_alias' : 'alias',
      ]),
    ];
    const cores = new Map<string, NameCore>();
    for (const [name, how] of names) {
      put(byName, normalName(name), { unit: unit.id, how });
      for (const one of [coreOf(name, place), ...derivedCores(name, place)]) {
        const key = `${one.core} ${one.level ?? ''} ${one.place}`;
        if (one.core !== '' && !cores.has(key)) cores.set(key, one);
      }
    }
    for (const core of cores.values()) {
      const spelling = { ...core, unit: unit.id };
      spellings.push(spelling);
      put(byCore, core.core, spelling);
    }
  }
  const successors = new Map<UnitId, UnitId[]>();
  for (const step of successions) {
    const list = successors.get(step.from);
    if (list === undefined) successors.set(step.from, [step.to]);
    else list.push(step.to);
  }
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return { place, units: byId, successors, byName, byCore, spellings, bodies, on };
}

/**
 * Further names that follow from an official one: a second nameplate in brackets; a branch that carries the place in mid-name
 * (云州市生态环境局清源分局 → 生态环境局, 中国农业银行清源县支行 → 农业银行, 国家税务总局清源县税务局 → 税务局).
 */
function derivedCores(name: string, place: Place): NameCore[] {
  const text = normalName(name);
  const bracket = /^(.+?)\((.{2,})\)(.*)$/.exec(text);
  if (bracket !== null) {
    return [`${bracket[1]}${bracket[3]}`, bracket[2] ?? ''].map((one) => coreOf(one, place));
  }
  const at = text.indexOf(place.name, 1);
  if (at < 1 || /^(中共|中国共产党|共青团|政协|中国人民政治协商)/.test(text)) return [];
  const before = coreOf(text.slice(0, at), place).core;
  const after = text.slice(at + place.name.length).replace(new RegExp(`^${place.kind}`), '');
  const own = (core: string): NameCore => ({ core, level: place.kind, place: 'own' });
  if (after === '分局') return [own(before), own(before.replace(/局$/, '分局'))];
  if (/^(支行|分行|支公司|分公司|公司|营业部)$/.test(after)) {
    return [before, before.replace(/^中国/, '')].filter((core) => core.length > 1).map(own);
  }
  return after.length < 2 ? [] : [{ ...coreOf(after, place), level: place.kind, place: 'own' }];
}

/** The units that stand for this one on the roster's day; itself while it exists. */
export function heirsOf(unit: UnitId, roster: Roster): UnitId[] {
  const heirs = new Set<UnitId>();
  const seen = new Set<UnitId>();
  const waiting = [unit];
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
    if (seen.has(one)) continue;
    seen.add(one);
    const row = roster.units.get(one);
    if (row !== undefined && existsOn(row, roster.on)) heirs.add(one);
    else waiting.push(...(roster.successors.get(one) ?? []));
  }
  return [...heirs];
}
