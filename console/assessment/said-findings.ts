import type { FrameworkFinding } from '@tongchuang/contract/frameworks.ts';
import { findingSentence } from '@tongchuang/domain/assessment/finding-words.ts';
import { editionFindings } from '@tongchuang/domain/assessment/findings.ts';
import { locale } from '@tongchuang/ui/locale/locale.ts';
import type { Drawn } from './use-edition.ts';

/** The findings with what the tree shows by itself in the reader's language; the wire speaks Chinese. */
export function saidFindings(of: Drawn): readonly FrameworkFinding[] {
  if (locale.get() === 'zh-CN') return of.findings;
  const inTree = editionFindings(of.edition);
  const first = of.findings.length - inTree.length;
  return of.findings.map((finding, n) => {
    const same = inTree[n - first];
    return same === undefined ? finding : { ...finding, message: findingSentence(same, locale.get()) };
  });
}
