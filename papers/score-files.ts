import { readFile, stat } from 'node:fs/promises';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { findingSentence, problemSentence } from '@tongchuang/domain/assessment/finding-words.ts';
import type { Finding, FindingCode } from '@tongchuang/domain/assessment/finding.ts';
import { editionFindings } from '@tongchuang/domain/assessment/findings.ts';
import { readEdition } from '@tongchuang/domain/assessment/read-edition.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import { LARGEST_FACTS, readFactsFile } from './read/facts-file.ts';
import { LARGEST_FILE } from './read/paper-file.ts';
import { factsFaultSentence, notJsonSentence } from './score-words.ts';

/** What stands in the way, as one sentence; or what was read. */
export type FileRead<T> = { refused: string } | ({ refused: null } & T);

/**
 * Errors under which a score would mean nothing. Others, say a declared sum that differs, are told beside the score: whoever
 * adopts an edition is stricter.
 */
const UNSCORABLE: ReadonlySet<FindingCode> = new Set([
  'no_nodes',
  'code_missing',
  'code_twice',
  'parent_unknown',
  'parent_later',
  'parent_circle',
  'points_negative',
  'points_unusable',
  'number_unreadable',
  'number_out_of_range',
  'name_twice',
  'grade_unknown',
  'rule_and_parts',
  'rule_no_fact',
  'rule_empty',
  'formula_unreadable',
  'guard_without_fact',
  'full_is_from',
  'when_unknown',
  'when_branch',
  'when_circle',
  'uses_missing',
  'uses_unknown',
  'subframework_branch',
  'subframework_circular',
]);

/** Reads EDITION.json. `errors`: what would stop its adoption but not its score. */
export async function readEditionFile(
  name: string,
  path: string,
): Promise<FileRead<{ edition: Edition; errors: Finding[] }>> {
  const refused = await refusedBySize(name, path, LARGEST_FILE);
  if (refused !== null) return { refused };
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)));
  } catch {
    return { refused: notJsonSentence(name) };
  }
  const read = readEdition(json);
  if ('problem' in read) return { refused: `“${name}”${problemSentence(read.problem, 'zh-CN')}` };
  const errors = editionFindings(read.edition).filter(({ severity }) => severity === 'error');
  const worst = errors.find(({ code }) => UNSCORABLE.has(code));
  if (worst) return { refused: `“${name}”无法计分：${findingSentence(worst, 'zh-CN')}` };
  return { refused: null, edition: read.edition, errors };
}

/** Reads FACTS.ndjson. */
export async function readFactsOf(name: string, path: string): Promise<FileRead<{ facts: Fact[] }>> {
  const refused = await refusedBySize(name, path, LARGEST_FACTS);
  if (refused !== null) return { refused };
  const read = await readFactsFile(path);
  return 'fault' in read ? { refused: factsFaultSentence(name, read.fault) } : { refused: null, ...read };
}

async function refusedBySize(name: string, path: string, limit: number): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return `没有找到文件“${name}”，或者它不是可以打开的文件。请检查路径后再试。`;
  return found.size > limit ? `“${name}”超过 ${limit / 1_000_000} MB，请拆分后再试。` : null;
}
