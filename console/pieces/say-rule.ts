import { englishRule } from '@tongchuang/domain/assessment/rule-sentence-english.ts';
import { ruleSentence } from '@tongchuang/domain/assessment/rule-sentence.ts';
import type { Rule } from '@tongchuang/domain/assessment/rule.ts';
import { locale } from '@tongchuang/ui/locale/locale.ts';

/** The rule in one sentence, in the reader's language. */
export const sayRule = (rule: Rule): string =>
  locale.get() === 'en' ? englishRule(rule) : ruleSentence(rule);
