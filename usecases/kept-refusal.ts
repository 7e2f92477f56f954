import { sentence } from '@tongchuang/domain/kernel/refusal-words.ts';
import type { RefusalCode } from '@tongchuang/domain/kernel/refusal.ts';

/** Why a file could not be read, as it was kept: code and facts for whoever says it in another language, and the Chinese sentence. */
export function keptRefusal(kept: object): {
  code: string;
  facts: Record<string, unknown>;
  sentence: string;
} {
  const refusal = kept as { code: RefusalCode; facts: Record<string, unknown> };
  return { code: refusal.code, facts: refusal.facts, sentence: sentence(refusal, 'zh-CN') };
}
