import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCounty, type Answer, type County } from '@tongchuang/testkit/county.ts';
import { adoptFramework, openRound, type OpenRound } from '@tongchuang/testkit/rounds.ts';

/** Every act in every stage, twice, at once, and out of turn. */
let county: County;
let edition: string;
beforeAll(async () => {
  county = await openCounty();
  edition = await adoptFramework(county);
});
afterAll(() => county.close());

const STAGES = ['preparing', 'self', 'marking', 'reply', 'settling', 'published', 'closed'] as const;
type Stage = (typeof STAGES)[number];

const fact = (criterion: string, value: unknown, more: object = {}) => ({
  id: county.freshId<string>(),
  criterion,
  value,
  ...more,
});
const missing = (more: object = {}) =>
  fact('1.2', 1, { name: '缺失处数', unitId: county.units.housing, ...more });

const approve = async (round: OpenRound) =>
  county.post(county.cast.office, `/rounds/${round.id}/approvals`, { version: await round.version() });
const publish = async (round: OpenRound, id = county.freshId<string>(), reason = '公布') =>
  county.post(county.cast.leader, `/rounds/${round.id}/snapshots`, {
    id,
    version: await round.version(),
    reason,
  });

async function roundAt(stage: Stage, more: object = {}): Promise<OpenRound> {
  const { supervisor, admin } = county.cast;
  const round = await openRound(county, edition, { name: `阶段${stage}`, ...more }, [
    { seat: 'first', personId: supervisor.id },
    { seat: 'arbiter', personId: admin.id },
  ]);
  for (const next of STAGES.slice(1, STAGES.indexOf(stage) + 1)) {
    if (next !== 'published') await round.move(next);
    else {
      expect((await approve(round)).status).toBe(200);
      expect((await publish(round)).status).toBe(200);
    }
  }
  return round;
}

/** What each act does, and the stages that it is open in: told here once more, from the brief. */
const ACTS: Record<string, { in: Stage[]; ask: (round: OpenRound) => Promise<Answer> }> = {
  self: {
    in: ['self'],
    ask: (round) => round.enter(county.cast.liaison, 'self', [missing()]),
  },
  field: {
    in: ['self', 'marking', 'reply', 'settling'],
    ask: (round) => round.enter(county.cast.office, 'field', [missing()]),
  },
  first: { in: ['marking'], ask: (round) => round.enter(county.cast.supervisor, 'first', [missing()]) },
  final: { in: ['settling'], ask: (round) => round.enter(county.cast.office, 'final', [missing()]) },
  submit: {
    in: ['self'],
    ask: (round) =>
      county.post(county.cast.liaison, `/rounds/${round.id}/units/${county.units.housing}/self`, {
        version: 1,
      }),
  },
  exception: {
    in: ['preparing', 'self', 'marking', 'reply', 'settling'],
    ask: (round) =>
      county.post(county.cast.office, `/rounds/${round.id}/units/${county.units.education}/exception`, {
        version: 1,
        until: '2026-04-01',
        reason: '停电',
      }),
  },
  reply: {
    in: ['reply'],
    ask: (round) =>
      county.send(
        county.cast.liaison,
        'PUT',
        `/rounds/${round.id}/units/${county.units.housing}/replies/1.2`,
        { version: 0, stance: 'agree' },
      ),
  },
  markers: {
    in: ['preparing', 'self', 'marking', 'reply', 'settling'],
    ask: async (round) =>
      county.send(county.cast.office, 'PUT', `/rounds/${round.id}/markers`, {
        version: await round.version(),
        markers: [{ seat: 'first', personId: county.cast.supervisor.id }],
      }),
  },
  save: {
    in: ['preparing', 'self', 'marking', 'reply', 'settling'],
    ask: async (round) =>
      county.send(county.cast.office, 'PUT', `/rounds/${round.id}`, {
        name: '改名',
        kind: 'mock',
        editionId: edition,
        from: '2026-03-01',
        to: '2026-03-31',
        version: await round.version(),
      }),
  },
  approve: { in: ['settling'], ask: approve },
  appeal: {
    in: ['published'],
    ask: (round) =>
      county.post(county.cast.liaison, `/rounds/${round.id}/units/${county.units.housing}/appeals`, {
        id: county.freshId(),
        criterion: '1.2',
        text: '漏看两处',
      }),
  },
};

test(
  'every act is done in its stages, and refused in all others without a trace',
  { timeout: 60_000 },
  async () => {
    const found: string[] = [];
    const wanted: string[] = [];
    for (const stage of STAGES) {
      const round = await roundAt(stage);
      for (const [name, act] of Object.entries(ACTS)) {
        const before = await round.version();
        const answer = await act.ask(round);
        found.push(`${stage} ${name} ${answer.status < 300 ? 'done' : 'refused'}`);
        wanted.push(`${stage} ${name} ${act.in.includes(stage) ? 'done' : 'refused'}`);
        expect(answer.status, `${stage} ${name}`).toBeLessThan(500);
        if (answer.status >= 400) expect(await round.version()).toBe(before);
      }
    }
    expect(found).toEqual(wanted);
  },
);

test('a head lets through what was handed in; whoever changes it afterwards asks him again', async () => {
  const { liaison, head } = county.cast;
  const round = await roundAt('self');
  const path = `/rounds/${round.id}/units/${county.units.housing}`;
  const unit = async () =>
    (await county.get(head, `/rounds/${round.id}`)).body.units.find(
      (one: { unitId: string }) => one.unitId === county.units.housing,
    );
  const let_through = async () => county.post(head, `${path}/approval`, { version: (await unit()).version });
  expect((await let_through()).body.code).toBe('round.not_submitted');
  const own = missing();
  await round.enter(liaison, 'self', [own]);
  await county.post(liaison, `${path}/self`, { version: (await unit()).version });
  expect((await let_through()).status).toBe(200);
  expect((await unit()).selfApproved).toMatchObject({ by: head.name });
  await round.enter(liaison, 'self', [{ ...own, version: 1, value: 0 }]);
  expect((await unit()).selfApproved).toBe(null);
  expect((await let_through()).status).toBe(200);
  await county.post(liaison, `${path}/self`, { version: (await unit()).version });
  expect((await unit()).selfApproved).toBe(null);
  await round.move('marking');
  await round.move('reply');
  expect((await let_through()).body.code).toBe('round.too_late');
});

test('the same command twice is one act, and its answer is the same', async () => {
  const round = await roundAt('marking');
  const commandId = county.freshId<string>();
  const body = { sheet: 'field', facts: [missing()], reason: null };
  const [a, b] = await Promise.all([
    county.post(county.cast.office, `/rounds/${round.id}/facts`, body, commandId),
    county.post(county.cast.office, `/rounds/${round.id}/facts`, body, commandId),
  ]);
  expect(a.status).toBe(200);
  expect(b.body).toEqual(a.body);
  const { rows } = (await county.get(county.cast.office, `/rounds/${round.id}/facts`)).body;
  expect(rows).toHaveLength(1);
});

test('of two who publish at once one does, and a fact that comes along is before it or refused', async () => {
  const { leader, office } = county.cast;
  const codes = new Set<string>();
  for (let time = 0; time < 4; time++) {
    const round = await roundAt('settling');
    await approve(round);
    const version = await round.version();
    const ask = () => county.post(leader, `/rounds/${round.id}/snapshots`, { id: county.freshId(), version });
    const [first, second, entered] = await Promise.all([
      ask(),
      ask(),
      round.enter(office, 'final', [missing()]),
    ]);
    const done = [first, second].filter((one) => one?.status === 200);
    const { rows } = (await county.get(leader, `/rounds/${round.id}/snapshots`)).body;
    expect(rows).toHaveLength(done.length);
    expect(done.length).toBeLessThanOrEqual(1);
    // Either the fact came first and asks for another approval, or the result stands and takes no more.
    if (done.length === 1) expect(entered?.body.code).toBe('round.too_late');
    else expect(entered?.status).toBe(200);
    for (const one of [first, second, entered]) codes.add(one?.body.code ?? 'done');
  }
  expect(
    [...codes].filter(
      (code) => !['done', 'round.too_late', 'round.not_approved', 'row.changed_meanwhile'].includes(code),
    ),
  ).toEqual([]);
});

test('two who move, save or set markers at once: one does, the other reads again', async () => {
  const { office } = county.cast;
  const round = await roundAt('self');
  const version = await round.version();
  const move = (to: string) =>
    county.post(office, `/rounds/${round.id}/stage`, { version, to, reason: '重来' });
  const seats = (seat: string) =>
    county.send(office, 'PUT', `/rounds/${round.id}/markers`, {
      version,
      markers: [{ seat, personId: county.cast.supervisor.id }],
    });
  const answers = await Promise.all([
    move('marking'),
    move('preparing'),
    move('marking'),
    seats('second'),
    seats('first'),
  ]);
  expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
  expect(await round.version()).toBe(version + 1);
});

test('two who write one fact at once: one does; a number of another round or sheet is nobody else’s', async () => {
  const { office, supervisor } = county.cast;
  const round = await roundAt('marking');
  const another = await roundAt('marking', { name: '另一轮' });
  for (let time = 0; time < 4; time++) {
    const one = missing();
    const answers = await Promise.all([
      round.enter(office, 'field', [one]),
      round.enter(supervisor, 'field', [{ ...one, value: 2 }]),
      another.enter(office, 'field', [{ ...one, value: 3 }]),
      round.enter(supervisor, 'first', [{ ...one, value: 4 }]),
    ]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    for (const answer of answers)
      if (answer.status !== 200) expect(answer.body.code).toBe('row.changed_meanwhile');
  }
  const one = missing();
  await round.enter(office, 'field', [one]);
  const fix = (value: number) => round.enter(office, 'field', [{ ...one, version: 1, value }], '更正');
  const [a, b, gone] = await Promise.all([
    fix(5),
    fix(6),
    county.post(office, `/rounds/${round.id}/facts/${one.id}/withdrawal`, { version: 1, reason: '作废' }),
  ]);
  expect([a, b, gone].filter((answer) => answer?.status === 200)).toHaveLength(1);
  const { changes } = (await county.get(office, `/rounds/${round.id}/facts/${one.id}`)).body;
  expect(changes).toHaveLength(1);
  const twice = missing();
  expect((await round.enter(office, 'field', [twice, twice])).body.code).toBe('request.id_reused');
});

test('what was approved is what is published: another method, unit or lender asks for another approval', async () => {
  const { office, supervisor } = county.cast;
  const lender = await roundAt('marking', { name: '借出' });
  const round = await roundAt('settling', { borrows: [lender.id] });
  const ready = async () => {
    expect((await approve(round)).status).toBe(200);
    return round.version();
  };
  await ready();
  await lender.enter(supervisor, 'field', [missing()]);
  expect((await publish(round)).body.code).toBe('round.not_approved');
  const version = await ready();
  const saved = await county.send(office, 'PUT', `/rounds/${round.id}`, {
    name: '换方法',
    kind: 'mock',
    editionId: edition,
    from: '2026-03-01',
    to: '2026-03-31',
    methods: ['材料审核'],
    version,
  });
  expect(saved.status).toBe(200);
  expect((await publish(round)).body.code).toBe('round.not_approved');
  await ready();
  expect((await publish(round)).status).toBe(200);
});

test('two who adopt, or adopt and edit, at once: one does; an edition in use takes no more words', async () => {
  const { office } = county.cast;
  const id = county.freshId<string>();
  const made = await county.post(office, '/frameworks', { id, title: '抄本', copyOf: edition });
  expect(made.status).toBe(200);
  const version = (await county.get(office, `/frameworks/${id}`)).body.version;
  const adopt = () => county.post(office, `/frameworks/${id}/adopt`, { version });
  const edit = () =>
    county.send(office, 'PATCH', `/frameworks/${id}`, {
      version,
      change: { op: 'change', code: '1.1', fields: { title: '改了' } },
    });
  const answers = await Promise.all([adopt(), edit(), adopt(), edit()]);
  for (const answer of answers) expect(answer.status).toBeLessThan(500);
  expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
});
