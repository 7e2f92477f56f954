import { pino } from 'pino';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startClocks, type Clocks } from '@tongchuang/server/clocks.ts';
import { CRONTAB, tasksOf } from '@tongchuang/server/jobs.ts';
import { openCounty, type County, type Someone } from './county.ts';

/** A county whose doors are open on a real port, with its clocks running, and a browser in front of it. */
export interface Desk {
  county: County;
  address: string;
  browser: Browser;
  /** A person's own window, signed in; nobody's shows the sign-in page. What the page logs as an error is collected. */
  sitDown: (
    who: Someone | null,
    size?: { width: number; height: number },
  ) => Promise<{ page: Page; context: BrowserContext; errors: string[] }>;
  close: () => Promise<void>;
}

/** Keeps the browser from asking for anything outside this machine. */
const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openDesk(now?: string): Promise<Desk> {
  const county = await openCounty(now);
  const address = await county.app.listen({ host: '127.0.0.1', port: 0 });
  const clocks: Clocks = await startClocks(
    county.house,
    county.ownerUrl,
    tasksOf(county.house),
    CRONTAB,
    pino({ level: 'silent' }),
  );
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: QUIET,
  });
  return {
    county,
    address,
    browser,
    sitDown: async (who, size = { width: 1440, height: 900 }) => {
      const context = await browser.newContext({
        viewport: size,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        acceptDownloads: true,
      });
      const [name = '', value = ''] = who?.cookie.split('=') ?? [];
      if (who) await context.addCookies([{ name, value, url: address }]);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        // A refusal is an answer like any other; the browser calls it an error.
        const isRefusal = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !isRefusal) errors.push(message.text());
      });
      return { page, context, errors };
    },
    close: async () => {
      await browser.close();
      await clocks.stop();
      await county.close();
    },
  };
}
