import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '@tongchuang/testkit/accessible.ts';
import { openServerProcess, type ServerProcess } from '@tongchuang/testkit/server-process.ts';

/** The first day: a fresh folder of data, the server as an office starts it, and nobody in it yet. */
let folder: string;
let server: ServerProcess;
let browser: Browser;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tongchuang-first-run-'));
  // As root, PostgreSQL runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  server = await openServerProcess(folder, { NODE_ENV: 'production' });
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test(
  'an empty system is set up in the browser, and its administrator is at work',
  { timeout: 120_000 },
  async () => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));

    // Whoever comes first is led to the set-up, whatever the address.
    await page.goto(`${server.address}/tasks`);
    await page.getByRole('heading', { name: '首次设置' }).waitFor();
    expect(await barriers(page)).toEqual([]);

    // What is missing is said at its field, and nothing is sent.
    const submit = page.getByRole('button', { name: '完成设置' });
    await submit.click();
    await page.getByText('请填写地区名称').first().waitFor();
    await page.getByLabel('地区名称').fill('清源县');
    await page.getByLabel('地区简称').fill('qingyuan');
    await page.getByLabel('姓名').fill('周敏');
    await page.getByLabel('账号').fill('zhoumin');
    await page.getByLabel('密码', { exact: true }).fill('a long enough password');
    await page.getByLabel('再输一次密码').fill('another password');
    await submit.click();
    await page.getByText('两次输入的密码不同').waitFor();
    await page.getByLabel('再输一次密码').fill('a long enough password');
    await submit.click();

    // The place is there, and its administrator signs in.
    await page.getByRole('heading', { name: '登录' }).waitFor();
    await page.getByLabel('账号').fill('zhoumin');
    await page.getByLabel('密码', { exact: true }).fill('a long enough password');
    await page.getByRole('button', { name: /^登\s*录$/ }).click();
    await page.getByRole('heading', { name: /周敏/ }).waitFor();
    await page.getByText('清源县').first().waitFor();
    expect(await barriers(page)).toEqual([]);

    // It is done once: nobody sets the place up a second time.
    await page.goto(`${server.address}/set-up`);
    await page.getByText('已经完成设置').waitFor();
    expect(errors).toEqual([]);
  },
);
