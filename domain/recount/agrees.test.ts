import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { agreement, type Agreement } from '@tongchuang/testkit/agreement.ts';
import { expect, test } from 'vitest';

const AGREE = fileURLToPath(new URL('../../script/agree.ts', import.meta.url));
const CASES = 100;

test(
  'both engines give the same bytes for a hundred random frameworks, in whatever order the facts come',
  { timeout: 120_000 },
  () => {
    const { cases, comparisons, differences } = agreement(0, CASES);
    expect(differences).toEqual([]);
    expect({ cases, comparisons }).toEqual({ cases: CASES, comparisons: CASES * 3 * 6 * 2 });
  },
);

/** Where the engines once differed. */
const ONCE_DIFFERENT: [number, string][] = [
  [5_144, 'a floor of the parent and one of the total in two parts of a leaf'],
  [5_302, 'the same under a veto'],
];

test.each(ONCE_DIFFERENT)('both engines agree on seed %i: %s', (seed) => {
  expect(agreement(seed, 1).differences).toEqual([]);
});

const PLACES = ['UTC', 'Asia/Shanghai', 'America/New_York'].flatMap((zone) =>
  ['C', 'tr_TR.UTF-8'].map((language) => [zone, language] as const),
);

test('the bytes are the same in three time zones and two languages', { timeout: 120_000 }, async () => {
  const hashes: string[] = [];
  for (const [TZ, LANG] of PLACES) {
    const env = { ...process.env, TZ, LANG, LC_ALL: LANG };
    const { stdout } = await promisify(execFile)(process.execPath, [AGREE, '--alone', '--cases', '20'], {
      env,
    });
    const { hash, differences } = JSON.parse(stdout) as Agreement;
    expect(differences).toEqual([]);
    hashes.push(hash);
  }
  expect(new Set(hashes)).toEqual(new Set([agreement(0, 20).hash]));
});
