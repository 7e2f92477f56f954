import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { score } from '@tongchuang/domain/scoring/score.ts';
import { readEditionFile, readFactsOf } from './score-files.ts';
import { explanations } from './score-why.ts';
import { editionErrors, leftOut, scoredEdition, scoreTable } from './score-print.ts';
import { USAGE } from './score-words.ts';

/** Scores one edition by a file of facts and prints the tree. Exit code 2: something cannot be read, one sentence says what. */
async function main(): Promise<number> {
  const asked = commandLine();
  if (asked === null) return refused(USAGE);
  const { editionName, factsName, json, unit } = asked;
  const read = await readEditionFile(editionName, fromWhereOneStands(editionName));
  if (read.refused !== null) return refused(read.refused);
  const { edition, errors } = read;
  const given = await readFactsOf(factsName, fromWhereOneStands(factsName));
  if (given.refused !== null) return refused(given.refused);
  const { facts } = given;

  const subject = { unit, unitType: null };
  const result = score(edition, facts, subject);
  const why = explanations(edition, facts, subject);
  const findings = [...editionErrors(errors), ...leftOut(edition, facts)];
  const scored = scoredEdition(edition, unit, result, why, findings);
  process.stdout.write(json ? `${JSON.stringify(scored, null, 2)}\n` : scoreTable(scored, columns()));
  return 0;
}

function refused(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}

function commandLine(): {
  editionName: string;
  factsName: string;
  json: boolean;
  unit: string | null;
} | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean' }, unit: { type: 'string' } },
    });
    const [editionName, factsName, ...more] = positionals;
    if (editionName === undefined || factsName === undefined || more.length > 0) return null;
    return { editionName, factsName, json: values.json ?? false, unit: values.unit ?? null };
  } catch {
    return null;
  }
}

// npm starts scripts in the project's folder; the path is meant from where the person stands.
const fromWhereOneStands = (path: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

const columns = (): number => Math.max(80, process.stdout.columns ?? 120);

// A reader like `head` may close the pipe early; that is its right.
process.stdout.on('error', () => {});
process.exitCode = await main();
