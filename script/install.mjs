// Plain JavaScript for any Node >= 20: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const STAMP = join(ROOT, 'node_modules', '.installed');
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');

/** Installs exactly what the lockfile pins, where it is not installed yet. */
export function install() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockHash()) return;
  console.log('Installing what package-lock.json pins (a minute, once) …');
  const npm = spawnSync(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    // With the tools that build the webs, also where NODE_ENV=production would leave them out.
    ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (npm.status !== 0) {
    console.error('npm ci failed: look at its message above; usually the registry could not be reached.');
    process.exit(npm.status ?? 1);
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, lockHash());
}

/** The pinned Node 24, or this one where the platform has no pinned one and this one is new enough. */
export function node() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const pinned = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(pinned)) return pinned;
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(
    `There is no pinned Node for ${process.platform}-${process.arch}: install Node 22.18 or newer, then start again.`,
  );
  process.exit(1);
}

/** The environment of children: the pinned programs first on the path. */
export const environment = () => ({
  ...process.env,
  PATH: `${join(ROOT, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
});
