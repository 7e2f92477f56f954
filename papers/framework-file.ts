import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { findingSentence, problemSentence } from '@tongchuang/domain/assessment/finding-words.ts';
import type { Finding } from '@tongchuang/domain/assessment/finding.ts';
import { editionFindings } from '@tongchuang/domain/assessment/findings.ts';
import { readEdition } from '@tongchuang/domain/assessment/read-edition.ts';
import { readTableEdition } from '@tongchuang/domain/assessment/table-edition.ts';
import type { NodeCells } from '@tongchuang/domain/assessment/table-edition.ts';
import { tableFinding } from '@tongchuang/domain/assessment/table-findings.ts';
import type { TableFinding } from '@tongchuang/domain/assessment/table-findings.ts';
import { placeWords } from '@tongchuang/domain/assessment/table-piece.ts';
import type { Place } from '@tongchuang/domain/assessment/table-piece.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { cellOfField } from './framework-cell.ts';
import { frameworkPieces } from './read/framework-pieces.ts';
import { readFrameworkWorkbook } from './read/framework-workbook.ts';
import { readPaperFile } from './read/paper-file.ts';

/** A framework read from a file, with all that is to be said about it. */
export interface FrameworkFile {
  edition: Edition;
  findings: FrameworkFinding[];
  /** Where each node stands, in the order of the nodes; empty for a file of JSON. */
  cells: NodeCells[];
}

export interface FrameworkFinding {
  code: string;
  facts: Record<string, string | number>;
  message: string;
  /** 表1 第12行 第4列; a path such as nodes[3].points where the file has no rows. */
  where: string;
  place: Place | null;
  node: string | null;
  /** Errors stop the adoption of the edition. */
  severity: Finding['severity'];
}

/**
 * Reads a framework from .xlsx, .docx or the JSON of docs/frameworks.md.
 *
 * @throws {Refusal} `paper.*`, among them `paper.not_a_framework`
 */
export async function readFrameworkFile(name: string, bytes: Uint8Array): Promise<FrameworkFile> {
  if (isJson(name, bytes)) return readJson(name, bytes);
  const paper = await readPaperFile(name, bytes);
  const read = readFrameworkWorkbook(paper) ?? readTableEdition(frameworkPieces(paper), name);
  if (read === null) throw notAFramework(name, NO_TABLE);
  const { edition, cells } = read;
  const hidden = paper.notes.find(({ code }) => code === 'hidden_cells');
  if (hidden !== undefined) read.findings.push(tableFinding('table_hidden', { count: hidden.count }, null));
  return { edition, cells, findings: [...read.findings.map(ofTable), ...judged(edition, cells)] };
}

const NO_TABLE = '其中没有测评体系的表格，至少要有指标名称一列，以及分值、权重或评分规则中的一列';

const notAFramework = (name: string, problem: string) =>
  new Refusal('paper.not_a_framework', { name, problem });

const isJson = (name: string, bytes: Uint8Array): boolean =>
  bytes.length > 0 &&
  (/\.json$/i.test(name) ||
    /^(?:\xef\xbb\xbf)?\s*\{\s*"/.test(Buffer.from(bytes.subarray(0, 256)).toString('latin1')));

function readJson(name: string, bytes: Uint8Array): FrameworkFile {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw notAFramework(name, '不是完整的 JSON');
  }
  const read = readEdition(json);
  if ('problem' in read) throw notAFramework(name, problemSentence(read.problem, 'zh-CN').replace(/。$/, ''));
  return { edition: read.edition, cells: [], findings: judged(read.edition, []) };
}

/** What the edition itself no longer shows, and what must not pass unseen. */
const ERRORS: ReadonlySet<string> = new Set([
  'total_wrong',
  'points_twice',
  'points_nowhere',
  'points_unread',
  'weight_unread',
  'grade_worth_assumed',
]);

const ofTable = (finding: TableFinding): FrameworkFinding => ({
  ...finding,
  severity: ERRORS.has(finding.code) ? 'error' : 'warning',
});

/** What the edition says wrongly in itself, at the cells that say it. */
const judged = (edition: Edition, cells: readonly NodeCells[]): FrameworkFinding[] =>
  editionFindings(edition).map((finding) => {
    const place = cellOfField(finding, edition, cells);
    return {
      code: finding.code,
      facts: finding.facts,
      message: findingSentence(finding, 'zh-CN'),
      where: place !== null ? placeWords(place) : cells.length > 0 ? '全文' : pathOf(finding),
      place,
      node: finding.where.node,
      severity: finding.severity,
    };
  });

const pathOf = ({ where: { edition, nth, field } }: Finding): string =>
  [edition, nth === null ? null : `nodes[${nth}]`, field].filter((part) => part !== null).join('.') || '全文';
