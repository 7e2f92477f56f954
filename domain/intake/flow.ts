import type { Line, TableItem } from './clean.ts';
import type { FlowItem } from './outline.ts';
import { segmentsOf } from './segments.ts';
import type { Sheet } from './sheet.ts';

const ATTACHED = /^附(?:件|表)? ?[:]/;
const NOTE = /^(?:备注|注|附注|填表说明|说明) ?[:]/;
const ATTACHMENT = /^附(?:件|表) ?[\d一二三四五六七八九十]{0,2} ?[:]?(?: ?[^。;,]{0,40})?$/;
const IMPRINT =
  /^(?:抄送|主送|抄报|主题词|印发|联系(?:人|电话) ?[:]|\(?此件|此页无正文|共印 ?\d|[^。;,:]{2,24}(?:委员会|人民政府|办公室|领导小组|指挥部|文明办)$|(?:20\d\d|二[〇○O]\S{2}) ?年 ?[\d一二三四五六七八九十]{1,2} ?月 ?[\d一二三四五六七八九十]{0,3} ?日?(?:印发)?$)/;

/**
 * The stretches of the document in reading order. Lists of attachments, signatures and imprints fall out; where one
 * stands, the outline begins anew.
 */
export function flowOf(sheet: Sheet, items: readonly (Line | TableItem)[]): FlowItem[] {
  const flow: FlowItem[] = [];
  let lines: Line[] = [];
  const flush = () => {
    for (const segment of segmentsOf(sheet.fold, lines)) flow.push(segment);
    lines = [];
  };
  let attachments = false;
  for (const item of items) {
    if (item.kind === 'table') {
      flush();
      flow.push({ table: item.table });
      attachments = false;
      continue;
    }
    const text = sheet.fold.slice(item.a, Math.min(item.b, item.a + 120));
    if (ATTACHED.test(text) && item.b - item.a <= 100) {
      attachments = true;
      continue;
    }
    if (attachments && item.b - item.a <= 60 && /^\d{1,2} ?[.、]|^《/.test(text) && !/。/.test(text))
      continue;
    attachments = NOTE.test(text) && item.b - item.a <= 12;
    if (NOTE.test(text)) continue;
    const short = item.b - item.a <= 50 && item.number === null;
    if (short && (ATTACHMENT.test(text) || IMPRINT.test(text))) {
      flush();
      flow.push({ reset: true });
      continue;
    }
    lines.push(item);
  }
  flush();
  return flow;
}
