import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { agreement, type Agreement } from '@tongchuang/testkit/agreement.ts';

/** Both engines over random frameworks, in every time zone and language of the list: `npm run agree -- --cases 1000`. */
const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York'];
const LANGUAGES = ['C', 'tr_TR.UTF-8'];
const AT_A_TIME = 2;

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000' },
    from: { type: 'string', default: '0' },
    /** Only here, in this process; the outcome as JSON. */
    alone: { type: 'boolean', default: false },
  },
});
const [from, cases] = [Number(values.from), Number(values.cases)];
if (!Number.isSafeInteger(from) || !Number.isSafeInteger(cases) || cases < 1) {
  process.stderr.write('用法：npm run agree -- [--cases 1000] [--from 0]\n');
  process.exit(2);
}
process.exitCode = values.alone ? alone() : await everywhere();

function alone(): number {
  const outcome = agreement(from, cases);
  process.stdout.write(JSON.stringify(outcome));
  return outcome.differences.length > 0 ? 1 : 0;
}

async function everywhere(): Promise<number> {
  const places = ZONES.flatMap((TZ) => LANGUAGES.map((LANG) => ({ TZ, LANG, LC_ALL: LANG })));
  const hashes = new Set<string>();
  let differences = 0;
  while (places.length > 0) {
    const now = places.splice(0, AT_A_TIME);
    const outcomes = await Promise.all(now.map((place) => inChild(place)));
    outcomes.forEach((outcome, at) => {
      hashes.add(outcome.hash);
      differences += outcome.differences.length;
      const { TZ, LANG } = now[at] ?? {};
      const figures = `${outcome.cases} cases, ${outcome.comparisons} comparisons, ${outcome.differences.length} differences`;
      process.stdout.write(`${TZ} ${LANG}: ${figures}, ${outcome.hash.slice(0, 16)}\n`);
      for (const line of outcome.differences.slice(0, 5)) process.stdout.write(`  ${line}\n`);
    });
  }
  const agrees = differences === 0 && hashes.size === 1;
  process.stdout.write(agrees ? 'both engines agree to the byte\n' : 'the engines do NOT agree\n');
  return agrees ? 0 : 1;
}

async function inChild(place: Record<string, string>): Promise<Agreement> {
  const args = [fileURLToPath(import.meta.url), '--alone', '--cases', String(cases), '--from', String(from)];
  const { promise, resolve, reject } = Promise.withResolvers<Agreement>();
  const options = { env: { ...process.env, ...place }, maxBuffer: 256_000_000 };
  execFile(process.execPath, args, options, (error, stdout) => {
    // Exit code 1 says that there are differences; they are in the outcome.
    if (stdout === '') reject(error ?? new Error('the child said nothing'));
    else resolve(JSON.parse(stdout) as Agreement);
  });
  return promise;
}
