import { foldText } from './fold.ts';
import type { UnitReading } from './reading.ts';

const LEVEL = /^(?:[省市县区镇乡州旗]|[一-鿿]{2,3}[市县区](?=[一-鿿]{2}))?(?:人民)?(?:政府(?!办))?/;
/** Offices of the organs themselves: short for nothing else. */
const ORGAN_OFFICE = /^[省市县区州旗]?(?:委|政府|人大|政协)(?:办|办公室)$/;

/** Pairs of names that look like one unit written in two ways: 县法制办 and 县政府法制办, 县委办 and 县委办公室. */
export function twoNames(units: readonly UnitReading[]): [UnitReading, UnitReading][] {
  const names = new Map<string, UnitReading>();
  for (const unit of units)
    if (!unit.collective && !names.has(foldText(unit.name))) names.set(foldText(unit.name), unit);
  const pairs: [UnitReading, UnitReading][] = [];
  const byEnd = new Map<string, string[]>();
  for (const name of names.keys()) {
    const end = ending(name);
    const group = byEnd.get(end) ?? [];
    for (const other of group) {
      const [short, long] = name.length < other.length ? [name, other] : [other, name];
      if (!sameUnit(short, long)) continue;
      const one = names.get(other);
      const two = names.get(name);
      if (one !== undefined && two !== undefined) pairs.push([one, two]);
    }
    group.push(name);
    byEnd.set(end, group);
  }
  return pairs;
}

const plain = (name: string): string =>
  name
    .replace(/\([^()]*\)/g, '')
    .replace(/(?:人民政府|政府|办事处|党委)$/, '')
    .replace(/办公室$/, '办')
    .replace(/委员会$/, '委');

const ending = (name: string): string => plain(name).slice(-1);

function sameUnit(short: string, long: string): boolean {
  if (ORGAN_OFFICE.test(short) || ORGAN_OFFICE.test(long)) return plain(short) === plain(long);
  const [a, b] = [plain(short), plain(long)];
  if (a === b) return true;
  const [core, full] = [a.replace(LEVEL, ''), b.replace(LEVEL, '')];
  if (core.length < 3 || full.length < core.length || core[0] !== full[0]) return false;
  if (core === full) return true;
  let at = 0;
  for (const char of full) if (char === core[at]) at += 1;
  return at === core.length && full.length - core.length <= 8;
}
