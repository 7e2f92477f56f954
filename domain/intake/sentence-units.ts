import { roleOf } from './labels.ts';
import { readUnitList } from './unit-list.ts';
import type { ListedUnit } from './unit-list.ts';

const BY =
  /(?:^|[^自缘理情来])由((?:(?![由。;!?\n]).){2,80}?)(?:具体|全面|分别|共同|联合)?(牵头(?:负责|组织|实施|抓总)?|负责(?:落实|实施)?|负总责|承办|主办|承担|配合|协助|协办)/g;
/** 县城管局负责清理…: the subject of a sentence that says who is in charge. */
const SUBJECT =
  /(?<=^|[。;\n:])([^,。;:!?\n]{2,60}?)(?:具体|统一|分别|共同)?(牵头(?:做好|开展|组织|实施|推进|抓好|负责|制定)|负责(?!人|同志|任))/g;
const PERSONAL = /专人|领导|书记|[县市区镇乡]长|主任|局长|负责人|一把手|自己|各自|谁|干部|同志|人员/;
const VERB = /(?:牵头|负责|配合|协助|协同|参与|落实)(?:抓好|组织)?(?:落实|实施|完成)?(?=[,]|$)/;

/**
 * Units that a sentence gives without any label: 由县城管局负责, 县住建局配合; or a closing sentence that holds
 * nothing else: 市委宣传部、市文明办牵头,市教育局按职责分工负责。
 */
export function unitsInSentences(text: string): ListedUnit[] {
  if (!/牵头|负责|配合|承办|主办|承担|协助|协办/.test(text)) return [];
  const units: ListedUnit[] = [];
  for (const found of text.matchAll(/(?<=^|[。;\n])[^。;\n]{4,200}(?=[。;\n]|$)/g)) {
    const sentence = found[0].trimEnd();
    if (!VERB.test(sentence)) continue;
    const lead = /^ *(?:此项工作|该项工作|具体|以上工作|上述工作)?(?:由)?/.exec(sentence)?.[0].length ?? 0;
    const a = found.index + lead;
    const list = readUnitList(text, a, found.index + sentence.length, 'responsible', false);
    // 区文明办牵头,区教育局配合,举办…: what follows the names closed by a verb is text.
    const closed = list.units.slice(0, list.closed);
    if (closed.length === 0 || !list.verbs || closed.filter((unit) => unit.sure).length * 2 < closed.length)
      continue;
    units.push(...closed);
  }
  if (units.length > 0) return units;
  for (const found of text.matchAll(SUBJECT)) {
    const words = found[1] ?? '';
    if (PERSONAL.test(words)) continue;
    const list = readUnitList(text, found.index, found.index + words.length, roleOf(found[2] ?? ''), false);
    if (
      list.units.length === 0 ||
      list.end < found.index + words.length ||
      !list.units.every((unit) => unit.sure)
    )
      continue;
    units.push(...list.units);
  }
  for (const found of text.matchAll(BY)) {
    const words = found[1] ?? '';
    if (PERSONAL.test(words)) continue;
    const a = found.index + found[0].indexOf('由') + 1;
    const end = found.index + found[0].length;
    const sentence = /^[^。;!?\n]{0,160}/.exec(text.slice(end))?.[0].length ?? 0;
    const role = roleOf(found[2] ?? '');
    const list = readUnitList(text, a, end + sentence, role, false);
    if (list.units.length === 0 || list.end < a + words.length) continue;
    // 由甲牵头,乙、丙配合: what follows the first verb counts as far as verbs go.
    units.push(...list.units.slice(0, list.closed));
  }
  units.sort((one, other) => one.a - other.a);
  return units;
}
