/** `npm run screens [NAME …]`: the pictures in docs/screens, of the demo county as a new user finds it, at the desk and on the phone. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { callerOf, freshId, type Caller } from '@tongchuang/testkit/caller.ts';
import { openServerProcess } from '@tongchuang/testkit/server-process.ts';

const OUT = join(import.meta.dirname, '../docs/screens');
const SIZES = [
  { name: '', width: 1440, height: 900 },
  { name: '-phone', width: 390, height: 844 },
];

interface Shot {
  name: string;
  login: string | null;
  path: string;
  /** Brings the page into the state that the picture is of. */
  bring?: (page: Page) => Promise<void>;
}

const folder = mkdtempSync(join(tmpdir(), 'tongchuang-screens-'));
chmodSync(folder, 0o755);
mkdirSync(OUT, { recursive: true });
const server = await openServerProcess(folder);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  const chosen = process.argv.slice(2);
  for (const shot of await shots(await callerOf(server.address, 'demo-office'))) {
    if (chosen.length === 0 || chosen.includes(shot.name)) await take(browser, shot);
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function shots(office: Caller): Promise<Shot[]> {
  const document = await handIn(office);
  const { tasks } = await office.get('/tasks');
  const task = tasks.find((one: { state: string }) => one.state === 'in_progress') ?? tasks[0];
  const unit = task?.units[0]?.unitId;
  const assessed: { id: string; stage: string }[] = (await office.get('/rounds')).rows;
  const running = assessed.find((one) => one.stage === 'marking')?.id;
  const published = assessed.find((one) => one.stage === 'published')?.id;
  const framework = (await office.get('/frameworks')).rows[0]?.id;
  return [
    { name: 'sign-in', login: null, path: '/' },
    { name: 'home-office', login: 'demo-office', path: '/' },
    { name: 'home-unit', login: 'demo-head', path: '/' },
    { name: 'home-leader', login: 'demo-leader', path: '/' },
    { name: 'tasks-tree', login: 'demo-office', path: '/tasks' },
    { name: 'tasks-board', login: 'demo-office', path: '/tasks?view=board' },
    { name: 'tasks-list', login: 'demo-office', path: '/tasks?view=list' },
    { name: 'tasks-calendar', login: 'demo-office', path: '/tasks?view=calendar' },
    { name: 'task', login: 'demo-office', path: `/tasks/${task?.id}` },
    { name: 'task-drawer', login: 'demo-head', path: `/tasks?open=${task?.id}` },
    { name: 'gaps', login: 'demo-office', path: '/tasks/gaps' },
    { name: 'units', login: 'demo-office', path: '/units' },
    { name: 'unit', login: 'demo-office', path: `/units/${unit}` },
    { name: 'letters', login: 'demo-office', path: '/letters' },
    { name: 'plans', login: 'demo-office', path: '/plans' },
    { name: 'cascade', login: 'demo-head', path: '/tasks/plans' },
    { name: 'intake', login: 'demo-office', path: '/intake' },
    { name: 'intake-review', login: 'demo-office', path: `/intake/${document}` },
    { name: 'intake-names', login: 'demo-office', path: `/intake/${document}?side=names` },
    { name: 'intake-findings', login: 'demo-office', path: `/intake/${document}?side=findings` },
    { name: 'rounds', login: 'demo-office', path: '/rounds' },
    { name: 'round', login: 'demo-office', path: `/rounds/${running}` },
    { name: 'desk', login: 'demo-supervisor', path: `/rounds/${running}/desk` },
    { name: 'publication', login: 'demo-office', path: `/rounds/${published}/publication` },
    { name: 'score', login: 'demo-office', path: `/rounds/${running}/score` },
    { name: 'score-explained', login: 'demo-office', path: `/rounds/${running}/score?open=4.1.1` },
    { name: 'score-unit', login: 'demo-liaison', path: `/rounds/${published}/score` },
    { name: 'losses', login: 'demo-office', path: `/rounds/${running}/losses` },
    { name: 'ranking', login: 'demo-office', path: `/rounds/${published}/ranking` },
    { name: 'doubt', login: 'demo-office', path: `/rounds/${running}/doubt` },
    { name: 'advice', login: 'demo-office', path: `/rounds/${running}/advice` },
    { name: 'comparison', login: 'demo-office', path: `/rounds/${published}/comparison` },
    { name: 'trends', login: 'demo-office', path: '/trends' },
    { name: 'frameworks', login: 'demo-office', path: '/frameworks' },
    { name: 'framework', login: 'demo-office', path: `/frameworks/${framework}` },
    { name: 'framework-node', login: 'demo-liaison', path: `/frameworks/${framework}?node=1.2.2` },
    { name: 'framework-cycle', login: 'demo-office', path: `/frameworks/${framework}?view=cycle` },
    { name: 'organisation', login: 'demo-office', path: '/organisation' },
    { name: 'people', login: 'demo-office', path: '/people' },
    { name: 'settings', login: 'demo-office', path: '/settings' },
    { name: 'calendar', login: 'demo-office', path: '/settings/calendar' },
    { name: 'audit', login: 'demo-auditor', path: '/audit' },
    { name: 'refused', login: 'demo-liaison', path: '/intake' },
    { name: 'not-found', login: 'demo-office', path: '/no-such-page' },
    {
      name: 'offline',
      login: 'demo-office',
      path: '/units',
      bring: async (page) => {
        await page.context().setOffline(true);
        await page.getByRole('link', { name: /首页/ }).first().click();
      },
    },
  ];
}

/** A document under review, as the office meets it: some names certain, some open, some findings. */
async function handIn(office: Caller): Promise<string> {
  const text = `清源县迎检工作方案

一、工作任务
(一)集中整治阶段(2026年11月—12月)
1.整治背街小巷。完成20条背街小巷整治,12月底前完成。
责任单位:县住建局、县城管局、各乡镇
2.规范停车秩序。新增公共停车位200个,机动车违停率控制在5%以内。
责任单位:县公安局交警大队、县住健局
4.提升窗口服务,群众满意度达95%以上。每季度开展一次窗口服务测评。
牵头单位:县政务服务局  配合单位:各窗口单位
二、保障措施
各单位要高度重视,落实责任。
`;
  const { sha256 } = await office.sendBytes(Buffer.from(text));
  const id = freshId<string>();
  await office.send('POST', '/documents', { id, sha256, name: '迎检工作方案.txt', supersedes: null });
  while ((await office.get(`/documents/${id}`)).state === 'waiting')
    await new Promise((done) => setTimeout(done, 50));
  return id;
}

async function take(from: Browser, shot: Shot): Promise<void> {
  for (const size of SIZES) {
    const viewport = { width: size.width, height: size.height };
    const context = await from.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`${shot.name}${size.name}: ${String(error)}`));
    if (shot.login !== null) {
      await context.request.post(`${server.address}/api/sessions`, {
        data: { place: 'qingyuan', login: shot.login, password: '' },
      });
    }
    await page.goto(`${server.address}${shot.path}`, { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready);
    await shot.bring?.(page);
    await page.screenshot({ path: join(OUT, `${shot.name}${size.name}.png`), animations: 'disabled' });
    await context.close();
  }
  console.log(shot.name);
}
