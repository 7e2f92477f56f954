// Finds or fetches a Chromium for the browser journeys: the system's, else Debian's packages (as root), else Playwright's own.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { environment, node, ROOT } from './install.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** @returns path of a Chromium that can be started */
export function browser() {
  const given = process.env.CHROMIUM;
  if (given && existsSync(given)) return given;
  const hasChinese = () => spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout?.trim();
  const found = PLACES.find((place) => existsSync(place));
  const onDebian = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (onDebian && (!found || !hasChinese())) {
    console.log('Installing Chromium and a Chinese font from the system packages …');
    const apt = ['-o', 'DPkg::Lock::Timeout=900', '-qq', '-y'];
    spawnSync('apt-get', [...apt, 'update'], { stdio: 'inherit' });
    spawnSync('apt-get', [...apt, 'install', 'chromium', 'fonts-noto-cjk', 'fontconfig'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  const now = found ?? PLACES.find((place) => existsSync(place));
  if (now) return now;
  console.log("Installing Playwright's own Chromium …");
  spawnSync(node(), [join(ROOT, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], {
    stdio: 'inherit',
    env: environment(),
  });
  const { chromium } = createRequire(join(ROOT, 'package.json'))('playwright-core');
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  console.error('No Chromium could be found or installed: install one and set CHROMIUM to its path.');
  process.exit(1);
}
