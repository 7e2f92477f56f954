import { foldText } from './fold.ts';
import type { UnitReading } from './reading.ts';

const LEVEL = /^(?:[省市县区镇乡州旗]|[一-鿿]{2,3}[市县区](?=[一-鿿]{2}))?(?:人民)?(?:政府(?!办))?/;
/** Offices of the organs themselves: short for nothing else. */
const ORGAN_OFFICE = /^[省市县区州旗]?(?:委|政府|人大|政协)(?:办|办公室)$/;

/** More distinct names than any plan has: there the search would only take time. */
const MOST_NAMES = 3_000;

/** A name as it is compared: without brackets and long forms, and without the level it begins with. */
interface Known {
  unit: UnitReading;
  name: string;
  plain: string;
  core: string;
  office: boolean;
}

/** Pairs of names that look like one unit written in two ways: 县法制办 and 县政府法制办, 县委办 and 县委办公室. */
export function twoNames(units: readonly UnitReading[]): [UnitReading, UnitReading][] {
  const names = new Map<string, Known>();
  for (const unit of units) {
    const name = foldText(unit.name);
    if (unit.collective || names.has(name) || names.size >= MOST_NAMES) continue;
    const short = plain(name);
    names.set(name, {
      unit,
      name,
      plain: short,
      core: short.replace(LEVEL, ''),
      office: ORGAN_OFFICE.test(name),
    });
  }
  const pairs: [UnitReading, UnitReading][] = [];
  // Two names of one unit end alike and, behind their level, begin alike.
  const groups = new Map<string, Known[]>();
  for (const known of names.values()) {
    const key = `${known.plain.slice(-1)}${known.core[0] ?? ''}`;
    const group = groups.get(key) ?? [];
    for (const other of group) {
      const [short, long] = known.name.length < other.name.length ? [known, other] : [other, known];
      if (sameUnit(short, long)) pairs.push([other.unit, known.unit]);
    }
    group.push(known);
    groups.set(key, group);
  }
  return pairs;
}

const plain = (name: string): string =>
  name
    .replace(/\([^()]*\)/g, '')
    .replace(/(?:人民政府|政府|办事处|党委)$/, '')
    .replace(/办公室$/, '办')
    .replace(/委员会$/, '委');

function sameUnit(short: Known, long: Known): boolean {
  if (short.plain === long.plain) return true;
  if (short.office || long.office) return false;
  const [core, full] = [short.core, long.core];
  if (core.length < 3 || full.length < core.length || full.length - core.length > 8) return false;
  if (core === full) return true;
  let at = 0;
  for (const char of full) if (char === core[at]) at += 1;
  return at === core.length;
}
