import type { Field } from './fields.ts';
import type { Segment } from './segments.ts';
import { readUnitList } from './unit-list.ts';

/** 以上任务由甲牵头…, 上述第7—8项责任单位:…: one sentence behind several items that says who does them all. */
const ABOVE =
  /^\(?(?:以上|上述)(?:第? ?\(?[\d一二三四五六七八九十]{1,3}\)?(?:[至到—~-]{1,2}\(?[\d一二三四五六七八九十]{1,3}\)?)?项?)?(?:各)?(?:项|条)?(?:重点|整治|创建|具体|攻坚|迎检)?(?:任务|工作|事项|内容|项目|措施|整治)?(?:的)?(?:均|都|统一|全部|共同)?[:,]? ?(?:由)?/;

export const sumsUp = (text: string): boolean =>
  ABOVE.test(text) && /牵头|负责|责任|配合|落实|主责/.test(text);

/** The fields of a paragraph; one that sums up what stands above it opens with its units, also without a label. */
export function summedUp(fold: string, segment: Segment, fields: readonly Field[]): readonly Field[] {
  if (segment.marker !== null) return fields;
  const text = fold.slice(segment.c, segment.b);
  if (!sumsUp(text)) return fields;
  const [first] = fields;
  if (first !== undefined) return [{ ...first, a: segment.c, bracket: null }, ...fields.slice(1)];
  const from = segment.c + (ABOVE.exec(text)?.[0].length ?? 0);
  const stop = /[。;]/.exec(fold.slice(from, segment.b));
  const to = stop === null ? segment.b : from + stop.index;
  const list = readUnitList(fold, from, to, 'responsible', false);
  if (list.units.length === 0 || !list.verbs) return fields;
  const field: Field = {
    a: segment.c,
    b: segment.b,
    valueA: from,
    valueB: to,
    label: { kind: 'unit', role: 'responsible' },
    words: '',
    list,
    bracket: null,
  };
  return [field];
}
