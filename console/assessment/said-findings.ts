import type { FrameworkFinding } from '@tongchuang/contract/frameworks.ts';
import { findingSentence } from '@tongchuang/domain/assessment/finding-words.ts';
import { editionFindings } from '@tongchuang/domain/assessment/findings.ts';
import {
  isTableFinding,
  placeIn,
  tableFindingSentence,
} from '@tongchuang/domain/assessment/table-findings.ts';
import { locale } from '@tongchuang/ui/locale/locale.ts';
import type { Drawn } from './use-edition.ts';

/** The findings in the reader's language; the wire's own sentence is Chinese. What stood in the file comes first, then what the tree shows. */
export function saidFindings(of: Drawn): readonly FrameworkFinding[] {
  const language = locale.get();
  if (language === 'zh-CN') return of.findings;
  const inTree = editionFindings(of.edition);
  const first = of.findings.length - inTree.length;
  return of.findings.map((finding, n) => {
    const where = finding.where === null ? null : placeIn(finding.where, language);
    const same = inTree[n - first];
    if (same !== undefined) return { ...finding, where, message: findingSentence(same, language) };
    const { code, facts } = finding;
    // Readings of before kept the sentence without its facts.
    const knows = isTableFinding(code) && (Object.keys(facts).length > 0 || !finding.message.includes('“'));
    return {
      ...finding,
      where,
      message: knows ? tableFindingSentence({ code, facts }, language) : finding.message,
    };
  });
}
