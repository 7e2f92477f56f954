import { createHash } from 'node:crypto';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { readEdition } from '@tongchuang/domain/assessment/read-edition.ts';
import { canonical, type Json } from '@tongchuang/domain/kernel/canonical.ts';
import { recount } from '@tongchuang/domain/recount/recount.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import { readFact } from '@tongchuang/domain/scoring/read-fact.ts';
import { score } from '@tongchuang/domain/scoring/score.ts';
import { chance } from './chance.ts';
import { frameworkCase } from './frameworks.ts';

export interface Agreement {
  cases: number;
  comparisons: number;
  /** Of every result, in order: the same on any machine, in any time zone, under any locale. */
  hash: string;
  differences: string[];
}

const PERMUTATIONS = 5;

/** Scores random frameworks by both engines, their facts in six orders each, and compares the bytes. */
export function agreement(from: number, cases: number): Agreement {
  const hash = createHash('sha256');
  const differences: string[] = [];
  let comparisons = 0;
  for (let seed = from; seed < from + cases; seed += 1) {
    const { edition, facts, subjects } = throughFiles(frameworkCase(seed));
    const draw = chance(seed);
    for (const subject of subjects) {
      const first = bytes(recount(edition, facts, subject));
      hash.update(first);
      for (let turn = 0; turn <= PERMUTATIONS; turn += 1) {
        const ordered = turn === 0 ? facts : draw.shuffled(facts);
        const where = `seed ${seed}, ${subject.unit ?? 'the place'}, order ${turn}`;
        comparisons += 2;
        differences.push(
          ...difference(`${where}: recount`, first, bytes(recount(edition, ordered, subject))),
          ...difference(`${where}: score`, first, bytes(score(edition, ordered, subject))),
        );
      }
    }
  }
  return { cases, comparisons, hash: hash.digest('hex'), differences };
}

const bytes = (result: object): string => canonical(result as Json);

/** As a stranger hands them in: the edition as JSON text, the facts line by line. */
function throughFiles({ edition, facts, subjects }: ReturnType<typeof frameworkCase>) {
  const read = readEdition(JSON.parse(JSON.stringify(edition)));
  if ('problem' in read) throw new Error(`the edition cannot be read: ${JSON.stringify(read.problem)}`);
  return { edition: read.edition satisfies Edition, facts: facts.map(asLine), subjects };
}

function asLine(fact: Fact, at: number): Fact {
  const { value, ...others } = fact;
  const written = value && ('grade' in value ? value.grade : decimal(value.tenThousandths));
  const read = readFact(JSON.parse(JSON.stringify({ ...others, value: written })), at + 1);
  if ('problem' in read) throw new Error(`fact ${fact.id} cannot be read: ${JSON.stringify(read)}`);
  return read;
}

/** As text: a JSON number of that size might lose its last digit. */
function decimal(tenThousandths: number): string {
  const digits = String(Math.abs(tenThousandths)).padStart(5, '0');
  return `${tenThousandths < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** The lowest node where two results differ, with both: what stands above differs because of it. */
function difference(where: string, expected: string, found: string): string[] {
  if (expected === found) return [];
  const [one, other] = [nodesOf(expected), nodesOf(found)];
  const codes = [...one.keys()].filter((code) => one.get(code) !== other.get(code));
  const lowest = codes.toSorted((a, b) => b.length - a.length)[0] ?? '';
  return [`${where} differs at ${lowest}: ${one.get(lowest) ?? expected} | ${other.get(lowest) ?? found}`];
}

/** Canonical JSON of each node by its code; of the total by `=`. */
function nodesOf(text: string): Map<string, string> {
  const { nodes, total } = JSON.parse(text) as { nodes: { code: string }[]; total: Json };
  return new Map([['=', canonical(total)], ...nodes.map((node) => [node.code, canonical(node)] as const)]);
}
