import { Logger, runOnce } from 'graphile-worker';
import { tasksOf } from '@tongchuang/server/jobs.ts';
import type { County, Someone } from './county.ts';

/** A small framework of two categories whose criteria the county's units answer for; sums to 10 points. */
export const SMALL_FRAMEWORK = {
  code: 'small',
  title: '小测评体系',
  tier: 'county',
  year: 2026,
  levels: [
    { name: '测评项目', count: 2 },
    { name: '测评标准', count: 3 },
  ],
  years: [{ year: 1, share: '100%' }],
  nodes: [
    { code: '1', level: 1, title: '市容环境', points: 6 },
    {
      code: '1.1',
      parent: '1',
      level: 2,
      title: '背街小巷路面硬化、无积存垃圾',
      points: 4,
      methods: ['实地考察'],
      responsible: ['县住建局'],
      rule: {
        measure: { type: 'sites', fact: 'value' },
        score: { type: 'proportional', full: '1' },
      },
    },
    {
      code: '1.2',
      parent: '1',
      level: 2,
      title: '公益广告每缺一处扣0.5分',
      points: 2,
      methods: ['实地考察'],
      responsible: ['县住建局', '城关镇'],
      rule: {
        measure: { type: 'value', fact: '缺失处数', how: 'sum' },
        score: {
          type: 'deduct',
          lines: [{ fact: null, side: 'above', limit: '0', per: '1', points: '0.5' }],
        },
      },
    },
    { code: '2', level: 1, title: '文明校园', points: 4 },
    {
      code: '2.1',
      parent: '2',
      level: 2,
      title: '文明校园覆盖率达90%以上',
      points: 4,
      methods: ['材料审核'],
      evidence: ['文明校园名单'],
      responsible: ['县教体局'],
      rule: {
        measure: { type: 'rate', of: '文明校园数', outOf: '学校数' },
        score: {
          type: 'grades',
          steps: [
            { grade: 'A', when: [{ is: '>=', than: '90%' }] },
            { grade: 'B', when: [{ is: '>=', than: '70%' }] },
          ],
          otherwise: 'C',
        },
      },
    },
  ],
};

/** Runs what acts left for later, now. */
export const runJobs = (county: County): Promise<void> =>
  runOnce({
    connectionString: county.ownerUrl,
    taskList: tasksOf(county.house),
    logger: new Logger(() => () => {}),
  });

/** Hands in a framework, lets it be read and puts it to use. @returns its id */
export async function adoptFramework(county: County, framework: object = SMALL_FRAMEWORK): Promise<string> {
  const { office } = county.cast;
  const kept = await county.post(office, '/files', Buffer.from(JSON.stringify(framework)));
  const id = county.freshId<string>();
  await must(
    county.post(office, '/frameworks/files', { id, sha256: kept.body.sha256, name: '测评体系.json' }),
  );
  await runJobs(county);
  let { body } = await must(county.get(office, `/frameworks/${id}`));
  // A county with its clocks running may have taken the job before us.
  while (body.state === 'waiting') {
    await new Promise((done) => setTimeout(done, 50));
    ({ body } = await must(county.get(office, `/frameworks/${id}`)));
  }
  await must(county.post(office, `/frameworks/${id}/adopt`, { version: body.version }));
  return id;
}

export interface OpenRound {
  id: string;
  /** Of the round as it is now. */
  version: () => Promise<number>;
  move: (to: string, reason?: string) => Promise<void>;
  enter: (who: Someone, sheet: string, facts: object[], reason?: string) => ReturnType<County['post']>;
}

/** A round under the framework, with its markers, in its first stage. */
export async function openRound(
  county: County,
  editionId: string,
  more: object = {},
  markers: { seat: string; personId: string }[] = [{ seat: 'first', personId: county.cast.supervisor.id }],
): Promise<OpenRound> {
  const { office } = county.cast;
  const id = county.freshId<string>();
  const body = { name: '三月模拟测评', kind: 'mock', editionId, from: '2026-03-01', to: '2026-03-31' };
  await must(county.send(office, 'PUT', `/rounds/${id}`, { ...body, version: 0, ...more }));
  const version = async (): Promise<number> => (await must(county.get(office, `/rounds/${id}`))).body.version;
  await must(county.send(office, 'PUT', `/rounds/${id}/markers`, { version: await version(), markers }));
  return {
    id,
    version,
    move: async (to, reason) => {
      const asked = { version: await version(), to, reason: reason ?? null };
      await must(county.post(office, `/rounds/${id}/stage`, asked));
    },
    enter: (who, sheet, facts, reason) =>
      county.post(who, `/rounds/${id}/facts`, { sheet, facts, reason: reason ?? null }),
  };
}

async function must(answer: ReturnType<County['post']>): ReturnType<County['post']> {
  const given = await answer;
  if (given.status >= 300) throw new Error(`${given.status}: ${JSON.stringify(given.body)}`);
  return given;
}
