// `npm test`: everything. Brings a browser where there is none, builds the console, runs all tests, ends with "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser } from './browser.mjs';
import { environment, install, node, ROOT } from './install.mjs';

install();
const run = (program, args, env = {}) =>
  spawnSync(node(), [join(ROOT, 'node_modules', program), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...environment(), ...env },
  }).status ?? 1;

const chosen = process.argv.slice(2);
if (run('vite/bin/vite.js', ['build', 'console', '--logLevel', 'warn']) !== 0) finish(0, 1);
const folder = mkdtempSync(join(tmpdir(), 'tongchuang-results-'));
const results = join(folder, 'results.json');
run(
  'vitest/vitest.mjs',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...chosen],
  {
    CHROMIUM: browser(),
  },
);
if (!existsSync(results)) finish(0, 1);
const { numPassedTests, numFailedTests, success, testResults } = JSON.parse(readFileSync(results, 'utf8'));
rmSync(folder, { recursive: true, force: true });
// A file that does not even load counts as one failure.
const unloaded = testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
).length;
finish(numPassedTests, numFailedTests + unloaded || (success ? 0 : 1));

function finish(passed, failed) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
