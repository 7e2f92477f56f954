import type { FactFault } from '@tongchuang/contract/facts.ts';
import { sentence } from '@tongchuang/domain/kernel/refusal-words.ts';
import type { Refusal } from '@tongchuang/domain/kernel/refusal.ts';

/** What is wrong with a row of a sheet of facts: as a code with its facts, and as a sentence in Chinese. */
export interface Fault {
  /** Worksheet and row, as Excel shows them. */
  table: string;
  row: number;
  column: string | null;
  code: string;
  facts: Record<string, string | number>;
  message: string;
}

/** The console says them in the reader's language (`rounds.fault_…`). */
const WORDS: Record<FactFault, string> = {
  cell_error: '“{head}”是公式错误（{value}），请改正。',
  unit_unknown: '本轮没有名为“{name}”的单位。',
  unit_several: '本轮有几家单位都叫“{name}”，请写全称或编码。',
  person_unknown: '名册里没有“{name}”。',
  person_several: '名册里有几个“{name}”，请在页面上填写这一条。',
  state_unknown: '状态“{name}”应为{states}之一。',
  id_wrong: '记录号不是本系统给出的，请留空。',
  id_twice: '同一记录号在表中出现两次。',
  id_elsewhere: '这个记录号不是本轮这张表的，请留空。',
  withdrawn: '这一条已经作废，请删去这一行；确需重新登记，请在页面上填写。',
  malformed: '“{head}”填写有误，可能过长、不是日期或含有控制字符。',
};

type At = Pick<Fault, 'table' | 'row' | 'column'>;

export const faultAt = ({ table, row, column }: At, code: FactFault, facts: Fault['facts'] = {}): Fault => ({
  table,
  row,
  column,
  code,
  facts,
  message: WORDS[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '')),
});

/** What the fact itself is refused for. */
export const refusedAt = ({ table, row, column }: At, refusal: Refusal): Fault => ({
  table,
  row,
  column,
  code: refusal.code,
  facts: { ...refusal.facts } as Fault['facts'],
  message: sentence(refusal, 'zh-CN'),
});
