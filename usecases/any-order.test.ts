import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import type { PlanId, TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { MOVES, type TaskAction } from '@tongchuang/domain/tasks/lifecycle.ts';
import { TASK_STATES, type TaskState } from '@tongchuang/domain/tasks/task.ts';
import { makeApp } from '@tongchuang/server/app.ts';
import { sealTenant, verifyTenant } from '@tongchuang/storage/audit/queries.ts';
import { inTransaction, openStore, type Store } from '@tongchuang/storage/database.ts';
import { openCounty, type County, type Someone } from '@tongchuang/testkit/county.ts';
import { edition, planned, until } from '@tongchuang/testkit/tasks.ts';

/**
 * Any acts, by anybody of the cast, in any order, each sent up to twice, at once, to two servers on one database: what is left is
 * what some order of allowed acts would have left. PROPERTY_RUNS=1000 for a long look.
 */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 50);

let county: County;
let second: { app: FastifyInstance; store: Store };
beforeAll(async () => {
  county = await openCounty();
  const store = openStore(county.ownerUrl, { connections: 8 });
  second = { store, app: await makeApp({ ...county.house, store }, false) };
});
afterAll(async () => {
  await second.app.close();
  await second.store.close();
  await county.close();
});

type Who = 'office' | 'leader' | 'supervisor' | 'head' | 'liaison' | 'otherHead' | 'otherLiaison' | 'auditor';
const CAST: Who[] = [
  'office',
  'leader',
  'supervisor',
  'head',
  'liaison',
  'otherHead',
  'otherLiaison',
  'auditor',
];

/** What each act is on the wire, and who may do it at all: told here once more, from the brief and not from the code. */
const BY_UNIT = [
  'claim',
  'claim-head',
  'dispute',
  'reports',
  'cannot',
  'done',
  'withdraw',
  'deferral',
  'withdraw-request',
] as const;
const BY_VERIFIER = ['verify', 'return'] as const;
const BY_OFFICE = [
  'recall',
  'approve-deferral',
  'refuse-deferral',
  'uphold',
  'drop',
  'reopen',
  'edit',
  'assign',
  'issue',
] as const;
type What = (typeof BY_UNIT)[number] | (typeof BY_VERIFIER)[number] | (typeof BY_OFFICE)[number];

function mayEver(who: Who, what: What, unit: UnitId): boolean {
  if ((BY_OFFICE as readonly string[]).includes(what)) return who === 'office';
  if ((BY_VERIFIER as readonly string[]).includes(what)) return who === 'office' || who === 'supervisor';
  const ofUnit = county.cast[who].unit === unit;
  if (what === 'claim-head') return ofUnit && (who === 'head' || who === 'otherHead');
  return ofUnit && ['head', 'liaison', 'otherHead', 'otherLiaison'].includes(who);
}

interface Command {
  who: Who;
  what: What;
  task: number;
  ownUnit: boolean;
  /** Sent to the first server, the second, or both. */
  to: 'a' | 'b' | 'both';
}

const command: fc.Arbitrary<Command> = fc.record({
  who: fc.constantFrom(...CAST, 'head', 'liaison', 'office', 'otherHead', 'otherLiaison'),
  what: fc.constantFrom<What>(
    ...BY_UNIT,
    ...BY_VERIFIER,
    ...BY_OFFICE,
    'claim',
    'claim-head',
    'reports',
    'done',
  ),
  task: fc.nat({ max: 1 }),
  ownUnit: fc.nat({ max: 3 }).map((nth) => nth > 0),
  to: fc.constantFrom('a', 'b', 'both'),
});

/** Waves: the commands of one are under way at the same time. */
const waves = fc.array(fc.array(command, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 8 });

function onTheWire(one: Command, tasks: readonly TaskId[]) {
  const who: Someone = county.cast[one.who];
  const { housing, education } = county.units;
  const own = who.unit === education ? education : housing;
  const unit = one.ownUnit ? own : own === housing ? education : housing;
  const task = tasks[one.task];
  const chain = { leaderId: who.id, section: '办公室', personId: who.id };
  const reportId = county.freshId<string>();
  const words = { reportId, reason: '情况有变' };
  const bodies: Record<What, object> = {
    claim: {},
    'claim-head': { chain },
    dispute: { reason: '分工不清' },
    reports: { reportId, note: '已办一半', progressBp: 5000 },
    cannot: words,
    done: { reportId, note: '已完成' },
    withdraw: {},
    deferral: { ...words, until: '2026-12-31' },
    'withdraw-request': {},
    verify: { reportId, note: null },
    return: words,
    recall: { reason: '重新分工' },
    'approve-deferral': { reportId, until: '2026-11-30', note: null },
    'refuse-deferral': words,
    uphold: words,
    drop: words,
    reopen: words,
    edit: { weight: 20, version: 0 },
    assign: {
      units: [
        { unitId: housing, role: 'lead' },
        { unitId: education, role: 'responsible' },
      ],
    },
    issue: { taskIds: tasks },
  };
  const body = bodies[one.what];
  const byUnit = (BY_UNIT as readonly string[]).includes(one.what);
  if (one.what === 'issue') return { who, unit, method: 'POST', url: '/tasks/issue', body };
  if (one.what === 'edit')
    return { who, unit, method: 'PATCH', url: '/tasks', body: { taskIds: [task], change: { weight: 20 } } };
  if (one.what === 'assign') return { who, unit, method: 'PUT', url: `/tasks/${task}/units`, body };
  const url = byUnit ? `/tasks/${task}/units/${unit}/${one.what}` : `/tasks/${task}/${one.what}`;
  return { who, unit, method: 'POST', url, body };
}

async function send(one: Command, tasks: readonly TaskId[]) {
  const { who, unit, method, url, body } = onTheWire(one, tasks);
  const id = county.freshId<string>();
  const request = {
    method: method as 'POST',
    url: `/api${url}`,
    headers: { cookie: who.cookie, 'idempotency-key': id, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  };
  const apps = one.to === 'a' ? [county.app] : one.to === 'b' ? [second.app] : [county.app, second.app];
  const answers = await Promise.all(apps.map((app) => app.inject(request)));
  const done = answers.filter((answer) => answer.statusCode === 200);
  // A fault is a bug wherever it happens; a refusal may come first and the act succeed later, never the other way round.
  for (const answer of answers) expect(answer.statusCode, answer.body).toBeLessThan(500);
  if (done.length > 0) {
    expect(mayEver(one.who, one.what, unit), `${one.who} ${one.what} ${answers[0]?.body ?? ''}`).toBe(true);
    const again = await county.app.inject(request);
    for (const answer of [...done, again]) expect(answer.json()).toEqual(done[0]?.json());
  }
}

interface TracedMove {
  task: string;
  action: string;
  from: TaskState | null;
  to: TaskState;
  version: number;
}

/** Folds the trace of a task: every version once, every edge in the table, and the row stands where the fold ends. */
async function mustFold(task: TaskId): Promise<void> {
  const { rows, row } = await inTransaction(county.house.store, county.tenant, 'read', async ({ query }) => ({
    rows: await query<{ facts: { moves?: TracedMove[] } }>(
      'select facts from audit_rows where objects @> array[$1]',
      [`task:${task}`],
    ),
    row: (
      await query<{ state: TaskState; version: number }>('select state, version from tasks where id = $1', [
        task,
      ])
    )[0],
  }));
  const moves = rows
    .flatMap(({ facts }) => facts.moves ?? [])
    .filter((move) => move.task === task)
    .sort((a, b) => a.version - b.version);
  expect(moves.map((move) => move.version)).toEqual(moves.map((_, nth) => nth + 2));
  let state: TaskState = 'draft';
  for (const { action, from, to } of moves) {
    expect(from).toBe(state);
    expect(TASK_STATES).toContain(to);
    const edges = MOVES[state][action as TaskAction];
    if (edges) expect(edges, `${state} -${action}->`).toContain(to);
    else expect({ action, to }).toEqual({ action: 'edit', to: state });
    state = to;
  }
  expect(row).toEqual({ state, version: moves.length + 1 });
}

test(
  `any acts in any order leave what an order of allowed acts would leave (${RUNS} runs)`,
  { timeout: 60_000 + RUNS * 2_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(waves, async (all) => {
        const { housing, education } = county.units;
        const { taskIds } = await edition(county, county.freshId<PlanId>(), [
          planned(
            '路灯',
            [
              [housing, 'lead'],
              [education, 'cooperating'],
            ],
            { deadline: until('2026-06-30') },
          ),
          planned('校园', [
            [education, 'responsible'],
            [housing, 'responsible'],
          ]),
        ]);
        await county.post(county.cast.office, '/tasks/issue', { taskIds: taskIds.slice(0, 1) });
        for (const wave of all) await Promise.all(wave.map((one) => send(one, taskIds)));
        for (const task of taskIds) await mustFold(task);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
);

test('after all that, the chain holds and every receipt has its trace', async () => {
  while ((await sealTenant(county.house.store, county.tenant)) > 0);

  const report = await verifyTenant(county.house.store, county.tenant);

  expect(report.faults).toEqual([]);
  expect(report.sealed).toBe(report.rows);
  const [counted] = await inTransaction(county.house.store, county.tenant, 'read', ({ query }) =>
    query<{ receipts: number; traces: number }>(
      'select (select count(*) from receipts) as receipts, (select count(*) from audit_rows) as traces',
    ),
  );
  expect(counted?.receipts).toBe(counted?.traces);
});
