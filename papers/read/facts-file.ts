import { createReadStream } from 'node:fs';
import type { Fact, FactValue } from '@tongchuang/domain/scoring/fact.ts';
import { readFact, type FactProblem } from '@tongchuang/domain/scoring/read-fact.ts';

/** Bytes of a file of facts that is still taken: some five million facts. */
export const LARGEST_FACTS = 500_000_000;
/** Bytes of one line; a fact with the longest texts stays below. */
const LONGEST_LINE = 4_000_000;

/** The first line that is no fact, and why. */
export interface FactsFault {
  line: number;
  problem: FactProblem | { problem: 'not_utf8' | 'not_json' | 'line_too_long' | 'id_reused'; field: string };
}

/**
 * Reads FACTS.ndjson (观测数据) as a stream: besides the facts no more than a few megabytes are in memory. A fact that stands there
 * twice is read once.
 * @throws where the file cannot be opened
 */
export async function readFactsFile(path: string): Promise<{ facts: Fact[] } | { fault: FactsFault }> {
  const facts: Fact[] = [];
  const byId = new Map<string, Fact>();
  const thrifty = sharing();
  let line = 0;
  for await (const lines of linesOf(path)) {
    for (const bytes of lines) {
      line += 1;
      const read = readLine(bytes, line);
      if (read === null) continue;
      if ('problem' in read) return { fault: { line, problem: read } };
      const before = byId.get(read.id);
      if (before === undefined) {
        const fact = thrifty(read);
        byId.set(fact.id, fact);
        facts.push(fact);
      } else if (JSON.stringify(before) !== JSON.stringify(read)) {
        return { fault: { line, problem: { problem: 'id_reused', field: read.id } } };
      }
    }
  }
  return { facts };
}

/** Null: an empty line. */
function readLine(line: string | null | undefined, number: number): Fact | FactsFault['problem'] | null {
  if (line === undefined) return { problem: 'line_too_long', field: '' };
  if (line === null) return { problem: 'not_utf8', field: '' };
  const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
  if (text.trim() === '') return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: 'not_json', field: '' };
  }
  return readFact(json, number);
}

/** Lines by the bytes read together; null: not UTF-8; undefined: too long. Only a line feed ends one. */
async function* linesOf(path: string): AsyncGenerator<(string | null | undefined)[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decoded = (bytes: Buffer): string | null => {
    try {
      return decoder.decode(bytes);
    } catch {
      return null;
    }
  };
  const split = (bytes: Buffer): (string | null)[] => {
    const text = decoded(bytes);
    if (text !== null) return text.split('\n');
    // Somewhere in here; line by line it shows where.
    const lines: (string | null)[] = [];
    let from = 0;
    for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
      lines.push(decoded(bytes.subarray(from, to)));
      from = to + 1;
    }
    return [...lines, decoded(bytes.subarray(from))];
  };

  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1_000_000 }) as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(10);
    if (end < 0) rest = Buffer.concat([rest, chunk]);
    else {
      yield split(Buffer.concat([rest, chunk.subarray(0, end)]));
      rest = Buffer.from(chunk.subarray(end + 1));
    }
    if (rest.length > LONGEST_LINE) {
      yield [undefined];
      return;
    }
  }
  if (rest.length > 0) yield split(rest);
}

/** A million facts name few units, sites and days: equal texts and values are kept once. */
function sharing(): (fact: Fact) => Fact {
  const texts = new Map<string, string>();
  const amounts = new Map<number, FactValue>();
  const once = <T extends string | null>(text: T): T => {
    if (text === null) return text;
    const kept = texts.get(text);
    if (kept !== undefined) return kept as T;
    texts.set(text, text);
    return text;
  };
  const amount = (value: FactValue | null): FactValue | null => {
    if (value === null || 'grade' in value) return value;
    const kept = amounts.get(value.tenThousandths) ?? value;
    amounts.set(value.tenThousandths, kept);
    return kept;
  };
  return (fact) => ({
    id: fact.id,
    criterion: once(fact.criterion),
    framework: once(fact.framework),
    name: once(fact.name),
    state: once(fact.state),
    value: amount(fact.value),
    unit: once(fact.unit),
    site: once(fact.site),
    siteType: once(fact.siteType),
    stratum: once(fact.stratum),
    method: once(fact.method),
    form: once(fact.form),
    at: once(fact.at),
    marker: once(fact.marker),
    second: once(fact.second),
    reason: once(fact.reason),
    note: once(fact.note),
  });
}
