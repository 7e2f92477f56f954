import { describe, expect, test } from 'vitest';
import { FACT_FAULTS } from '@tongchuang/contract/facts.ts';
import { FINDING_WORDS } from '@tongchuang/domain/assessment/finding-words.ts';
import { FINDINGS } from '@tongchuang/domain/assessment/finding.ts';
import {
  placeIn,
  TABLE_FINDINGS,
  tableFindingSentence,
} from '@tongchuang/domain/assessment/table-findings.ts';
import { REFUSAL_WORDS } from '@tongchuang/domain/kernel/refusal-words.ts';
import { NEED_WORDS } from '@tongchuang/domain/scoring/advice-words.ts';
import { FLAG_WORDS } from '@tongchuang/domain/scoring/doubt-words.ts';
import { REASON_WORDS } from '@tongchuang/domain/scoring/reason-words.ts';
import { ROOMS } from './rooms.ts';

/** What crosses the wire as a code with its facts is said by the reader's side: every code, in both languages. */
const TABLES: Record<string, Record<string, Record<'zh-CN' | 'en', string>>> = {
  refusals: REFUSAL_WORDS,
  findings: FINDING_WORDS,
  'findings of a file': TABLE_FINDINGS,
  flags: FLAG_WORDS,
  'what a repair needs': NEED_WORDS,
  'reasons of a score': REASON_WORDS,
};

const slots = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? ''))].toSorted();
const HAN = /\p{Script=Han}/u;

describe.each(Object.entries(TABLES))('%s', (_, table) => {
  test.each(Object.entries(table))('%s is said in both languages, with the same facts', (code, words) => {
    expect(words['zh-CN'].trim(), code).not.toBe('');
    expect(words.en.trim(), code).not.toBe('');
    expect(slots(words.en), code).toEqual(slots(words['zh-CN']));
  });
});

test('no code of a finding is without its words', () => {
  expect(Object.keys(FINDING_WORDS).toSorted()).toEqual(Object.keys(FINDINGS).toSorted());
});

test('every fault of a sheet of facts has its words in both languages', async () => {
  const zh: Record<string, string> = (await ROOMS.rounds['zh-CN']()).words;
  const en: Record<string, string> = (await ROOMS.rounds.en()).words;
  for (const code of FACT_FAULTS) {
    expect(zh[`fault_${code}`], code).toMatch(HAN);
    expect(en[`fault_${code}`], code).toMatch(/^[^\p{Script=Han}]+$/u);
  }
});

test('a finding of a file and its place are said in English', () => {
  const finding = { code: 'total_wrong' as const, facts: { label: 'Sum', written: '12', sum: '11' } };
  expect(tableFindingSentence(finding, 'en')).toBe('"Sum" says 12; the parts come to 11.');
  expect(placeIn('测评体系 第4行 第2列', 'en')).toBe('测评体系 row 4 column 2');
  expect(placeIn('表1 第4行 第2列', 'en')).toBe('Table 1 row 4 column 2');
  expect(placeIn('全文', 'en')).toBe('the whole file');
});
