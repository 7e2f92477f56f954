// `npm start`: installs, builds the webs where their sources changed, and hands over to the server.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { environment, install, node, ROOT } from './install.mjs';

install();
buildWebs();

const server = spawn(node(), [join(ROOT, 'server/main.ts'), ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: environment(),
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 0)));

function buildWebs() {
  const built = join(ROOT, 'console/dist/index.html');
  const sources = ['console', 'ui', 'contract', 'domain'].map((floor) => newest(join(ROOT, floor)));
  if (existsSync(built) && statSync(built).mtimeMs >= Math.max(...sources)) return;
  console.log('Building the console …');
  const vite = spawnSync(
    node(),
    [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', 'console', '--logLevel', 'warn'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: environment(),
    },
  );
  if (vite.status !== 0) process.exit(vite.status ?? 1);
}

/** When anything below the folder was last written, build results aside. */
function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'dist' || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}
