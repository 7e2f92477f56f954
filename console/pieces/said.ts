import { isRefusalCode, sentence } from '@tongchuang/domain/kernel/refusal-words.ts';
import { locale } from '@tongchuang/ui/locale/locale.ts';

/** What the wire says as a code with its facts, in the reader's language; the sentence that came along where nobody knows the code. */
export const saidRefusal = (of: { code: string; facts: object; sentence: string }): string =>
  isRefusalCode(of.code) ? sentence({ code: of.code, facts: of.facts }, locale.get()) : of.sentence;
