import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';
import { adoptFramework, openRound, SMALL_FRAMEWORK, type OpenRound } from '@tongchuang/testkit/rounds.ts';

let county: County;
let edition: string;
beforeAll(async () => {
  county = await openCounty();
  edition = await adoptFramework(county);
});
afterAll(() => county.close());

const fact = (criterion: string, value: unknown, more: object = {}) => ({
  id: county.freshId(),
  criterion,
  value,
  ...more,
});
const total = async (round: OpenRound, who = county.cast.office, query = '') =>
  (await county.get(who, `/rounds/${round.id}/score${query}`)).body.total;

test('a round is marked, answered, settled, approved by one and published by another, and then stands', async () => {
  const { office, leader, supervisor, liaison } = county.cast;
  const { housing, chengguan, education } = county.units;
  const round = await openRound(county, edition);
  await round.move('marking');

  const seen = ['巷一', '巷二', '巷三'].map((site) =>
    fact('1.1', site !== '巷三', { site, unitId: housing, siteType: '背街小巷' }),
  );
  const entered = await round.enter(supervisor, 'first', seen);
  expect(entered.status).toBe(200);
  await round.enter(supervisor, 'first', [
    fact('1.2', 1, { name: '缺失处数', unitId: housing }),
    fact('1.2', 0, { name: '缺失处数', unitId: chengguan }),
    fact('2.1', 8, { name: '文明校园数', unitId: education }),
    fact('2.1', 10, { name: '学校数', unitId: education }),
  ]);
  // 1.1: 2 of 3 sites pass, 2.67; 1.2: one missing, 1.5; 2.1: 80 %, grade B, 2.4.
  expect(await total(round)).toMatchObject({ points: 6.57, of: 10, low: 6.57, high: 6.57, lost: 3.43 });
  expect((await county.get(liaison, `/rounds/${round.id}/score?unitId=${housing}`)).body.code).toBe(
    'score.not_published',
  );

  await round.move('reply');
  expect((await total(round, liaison, `?unitId=${housing}`)).points).toBe(4.17);
  const answer = await county.send(liaison, 'PUT', `/rounds/${round.id}/units/${housing}/replies/1.1`, {
    version: 0,
    stance: 'disagree',
    text: '巷三当日正在施工，已设围挡。',
  });
  expect(answer.status).toBe(200);
  await round.move('settling');
  const approve = async () =>
    county.post(office, `/rounds/${round.id}/approvals`, { version: await round.version() });
  expect((await approve()).body.code).toBe('round.replies_open');
  const settled = { version: 1, outcome: 'upheld', text: '围挡外仍有垃圾，维持原评。' };
  await county.post(office, `/rounds/${round.id}/units/${housing}/replies/1.1/answer`, settled);
  expect((await approve()).status).toBe(200);

  const publish = async (reason: string | null = null) =>
    county.post(leader, `/rounds/${round.id}/snapshots`, {
      id: county.freshId(),
      version: await round.version(),
      reason,
    });
  const published = await publish();
  const snapshot = (await county.get(office, `/rounds/${round.id}/snapshots`)).body.rows[0].id;
  expect(published.body).toMatchObject({ number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });

  // A unit sees its own losses beside the place's, and no other's.
  const losses = async (who: typeof liaison) =>
    (await county.get(who, `/rounds/${round.id}/losses?snapshot=${snapshot}`)).body;
  expect((await losses(liaison)).units.map((row: { unitId: string }) => row.unitId)).toEqual([housing]);
  expect((await losses(office)).units).toHaveLength(3);

  const late = await round.enter(office, 'final', [fact('1.1', true, { unitId: housing })], '更正');
  expect(late.body.code).toBe('round.too_late');
});

test('a correction is a new snapshot that says why and what changed; the first stays as it was', async () => {
  const { office, leader, supervisor } = county.cast;
  const { education } = county.units;
  const round = await openRound(county, edition, { name: '四月模拟测评' });
  await round.move('marking');
  const schools = fact('2.1', 10, { name: '学校数', unitId: education });
  const civil = fact('2.1', 6, { name: '文明校园数', unitId: education });
  await round.enter(supervisor, 'first', [schools, civil]);
  const settleAndPublish = async (reason: string | null) => {
    await county.post(office, `/rounds/${round.id}/approvals`, { version: await round.version() });
    const asked = { id: county.freshId<string>(), version: await round.version(), reason };
    return { id: asked.id, ...(await county.post(leader, `/rounds/${round.id}/snapshots`, asked)) };
  };
  await round.move('settling');
  const first = await settleAndPublish(null);
  await round.move('settling', '教体局补交名单');
  await round.enter(
    office,
    'final',
    [
      fact('2.1', 10, { name: '学校数', unitId: education }),
      fact('2.1', 9, { name: '文明校园数', unitId: education }),
    ],
    '名单补交三所',
  );
  expect((await settleAndPublish(null)).body.code).toBe('round.reason_missing');
  const second = await settleAndPublish('名单补交三所');

  expect(second.body).toMatchObject({ number: 2 });
  const { rows } = (await county.get(office, `/rounds/${round.id}/snapshots`)).body;
  expect(rows[0].changes).toContainEqual({
    code: '2.1',
    title: SMALL_FRAMEWORK.nodes[4]?.title,
    before: 0,
    after: 4,
  });
  expect((await total(round, office, `?snapshot=${first.id}`)).points).toBe(0);
  expect((await total(round, office, `?snapshot=${second.id}`)).points).toBe(4);
});

test('whoever approves does not publish, and approval counts for the facts as they were', async () => {
  const { office, leader, supervisor } = county.cast;
  const round = await openRound(county, edition, { name: '五月模拟测评' });
  await round.move('marking');
  await round.enter(supervisor, 'first', [
    fact('1.2', 0, { name: '缺失处数', unitId: county.units.chengguan }),
  ]);
  await round.move('settling');
  const publish = async () =>
    county.post(leader, `/rounds/${round.id}/snapshots`, {
      id: county.freshId(),
      version: await round.version(),
    });

  expect((await publish()).body.code).toBe('round.not_approved');
  await county.post(office, `/rounds/${round.id}/approvals`, { version: await round.version() });
  await round.enter(office, 'final', [fact('1.2', 1, { name: '缺失处数', unitId: county.units.chengguan })]);
  expect((await publish()).body.code).toBe('round.not_approved');
});

test('two markers who differ too much wait for an arbiter, and none of them is he', async () => {
  const { office, supervisor, auditor, admin } = county.cast;
  const markers = [
    { seat: 'first', personId: supervisor.id },
    { seat: 'second', personId: office.id },
  ];
  const round = await openRound(county, edition, { name: '六月模拟测评', twoMarkers: true }, markers);
  const twice = await county.send(office, 'PUT', `/rounds/${round.id}/markers`, {
    version: await round.version(),
    markers: [...markers, { seat: 'arbiter', personId: supervisor.id }],
  });
  expect(twice.body.code).toBe('round.two_seats');
  await round.move('marking');
  const unitId = county.units.chengguan;
  await round.enter(supervisor, 'first', [fact('1.2', 0, { name: '缺失处数', unitId })]);
  await round.enter(office, 'second', [fact('1.2', 3, { name: '缺失处数', unitId })]);

  // The second marker works in the office, and still does not see the first one's sheet.
  const sheets = (await county.get(office, `/rounds/${round.id}/facts`)).body.rows.map(
    (row: { sheet: string }) => row.sheet,
  );
  expect(sheets).toEqual(['second']);
  expect((await round.enter(supervisor, 'second', [fact('1.2', 0, { unitId })])).body.code).toBe(
    'round.not_your_seat',
  );
  const moved = await county.post(office, `/rounds/${round.id}/stage`, {
    version: await round.version(),
    to: 'settling',
  });
  expect(moved.body.code).toBe('round.differences_open');
  // What only the second has marked would count for nothing.
  const lonely = fact('2.1', 'not_observed', {
    state: 'not_observed',
    name: '学校数',
    unitId: county.units.education,
    value: null,
  });
  await round.enter(office, 'second', [lonely]);
  const refused = await county.post(office, `/rounds/${round.id}/stage`, {
    version: await round.version(),
    to: 'settling',
  });
  expect(refused.body).toMatchObject({ code: 'round.second_mark_missing', facts: { count: 1 } });
  expect(refused.body.facts.first).toContain('2.1');
  expect((await county.get(auditor, `/rounds/${round.id}`)).status).toBe(200);
  expect((await county.get(admin, `/rounds/${round.id}/score`)).body.code).toBe('score.not_published');
});

test('what was seen in the field counts until somebody marks the criterion; a withdrawn mark gives it back', async () => {
  const { supervisor } = county.cast;
  const round = await openRound(county, edition, { name: '七月模拟测评' });
  await round.move('marking');
  const unitId = county.units.housing;
  await round.enter(supervisor, 'field', [fact('1.1', true, { site: '甲巷', unitId })]);
  expect((await total(round)).points).toBe(4);
  const mark = fact('1.1', false, { site: '乙巷', unitId });
  const marked = await round.enter(supervisor, 'first', [mark]);
  expect((await total(round)).points).toBe(0);
  const gone = await county.post(supervisor, `/rounds/${round.id}/facts/${mark.id}/withdrawal`, {
    version: marked.body.versions[mark.id as string],
    reason: '点位记错',
  });
  expect(gone.status).toBe(200);
  expect((await total(round)).points).toBe(4);
});

test('the reply to an entry holds the new totals, as they stand once it is committed', async () => {
  const { office } = county.cast;
  const round = await openRound(county, edition, { name: '八月模拟测评' });
  await round.move('marking');
  const unitId = county.units.chengguan;
  for (const [missing, points] of [
    [1, 1.5],
    [1, 1],
    [2, 0],
  ] as const) {
    const more = fact('1.2', missing, { name: '缺失处数', unitId });
    const entered = await round.enter(office, 'field', [more]);
    expect(entered.body.totals[unitId].points).toBe(points);
    expect((await total(round, office, `?unitId=${unitId}`)).points).toBe(points);
  }
});

test('a unit sees and fills in its own sheet only, in its window, and late only by an exception with a reason', async () => {
  const { liaison, otherLiaison, office } = county.cast;
  const { housing } = county.units;
  const round = await openRound(county, edition, { name: '自评', selfUntil: '2026-03-05' });
  await round.move('self');
  const own = fact('1.2', 0, { name: '缺失处数', unitId: housing });
  expect((await round.enter(liaison, 'self', [own])).status).toBe(200);
  expect((await round.enter(otherLiaison, 'self', [fact('1.2', 0, { unitId: housing })])).body.code).toBe(
    'round.not_your_seat',
  );
  expect((await county.get(otherLiaison, `/rounds/${round.id}/facts?unitId=${housing}`)).body.rows).toEqual(
    [],
  );
  county.at('2026-03-09T09:00+08:00');
  const late = () => round.enter(liaison, 'self', [fact('1.1', true, { unitId: housing })]);
  expect((await late()).body.code).toBe('round.window_closed');
  const open = (until: string) =>
    county.post(office, `/rounds/${round.id}/units/${housing}/exception`, {
      version: 1,
      until,
      reason: '机构搬迁',
    });
  expect((await open('2026-03-08')).body.code).toBe('round.exception_past');
  await open('2026-03-12');
  expect((await late()).status).toBe(200);
  county.at('2026-03-02T09:00+08:00');
});

test('bad facts are refused by name, and none of their entry is written', async () => {
  const { supervisor } = county.cast;
  const round = await openRound(county, edition, { name: '坏数据' });
  await round.move('marking');
  const unitId = county.units.housing;
  const good = fact('1.1', true, { unitId, site: '甲' });
  const cases: [object, string][] = [
    [fact('9.9', 1, { unitId }), 'fact.criterion_unknown'],
    [fact('1.1', '0.00001', { unitId }), 'fact.value_wrong'],
    [fact('1.1', '优', { unitId }), 'fact.value_wrong'],
    [fact('1.1', 1), 'fact.unit_missing'],
    [fact('1.1', 1, { unitId: county.units.office }), 'request.not_found'],
  ];
  for (const [bad, code] of cases)
    expect((await round.enter(supervisor, 'first', [good, bad])).body.code).toBe(code);
  expect((await total(round)).points).toBe(0);
  expect((await county.get(supervisor, `/rounds/${round.id}/facts`)).body.rows).toEqual([]);
});

test('a lost half point is opened down to what was seen, advised on, and supposed otherwise', async () => {
  const { office, supervisor, leader } = county.cast;
  const { housing } = county.units;
  const round = await openRound(county, edition, { name: '九月模拟测评' });
  await round.move('marking');
  const sites = ['甲巷', '乙巷', '丙巷', '丁巷', '戊巷', '己巷'];
  await round.enter(
    supervisor,
    'field',
    sites.map((site) => fact('1.1', site !== '丁巷', { site, unitId: housing, note: `${site}实地查看` })),
  );
  const open = async (path: string, who = leader) =>
    (await county.get(who, `/rounds/${round.id}/${path}`)).body;

  const total = await open('score/total');
  expect(total.children.map((node: { code: string }) => node.code)).toEqual(['1', '2']);
  const leaf = await open('score/1.1');
  expect(leaf.path.map((node: { code: string }) => node.code)).toEqual(['total', '1', '1.1']);
  expect(leaf.sentence).toContain('扣0.67分');
  expect(leaf.facts[0]).toMatchObject({
    site: '丁巷',
    costs: true,
    note: '丁巷实地查看',
    marker: supervisor.name,
  });

  const advice = await open('advice?each=2&budget=2');
  expect(advice.repairs[0]).toMatchObject({ code: '1.1', site: '丁巷', gain: 0.67, hours: 2 });
  expect(advice.best).toMatchObject({ gain: 0.67, cost: 2, exact: true });
  const repaired = encodeURIComponent(JSON.stringify(advice.repairs[0].changes));
  expect((await open(`what-if?facts=${repaired}`)).after.points).toBe(4);
  const supposed = encodeURIComponent(
    JSON.stringify([{ id: leaf.facts[0].id, criterion: '1.1', value: true }]),
  );
  const what = await open(`what-if?facts=${supposed}`);
  expect(what).toMatchObject({ before: { points: 3.33 }, after: { points: 4 } });
  expect((await open('score')).total.points).toBe(3.33);
  expect((await open('what-if?facts=nonsense')).code).toBe('request.malformed');

  const doubt = await open('doubt?reach=9&visits=10');
  expect(doubt.nodes.find((node: { code: string }) => node.code === '1.1')).toMatchObject({ sample: 6 });
  expect(doubt.visits.reduce((sum: number, one: { visits: number }) => sum + one.visits, 0)).toBe(10);
  const ranking = await open('ranking', office);
  expect(ranking.rows.find((row: { unitId: string }) => row.unitId === housing)).toMatchObject({ sample: 6 });
  const losses = await open('losses');
  expect(losses.largest[0]).toMatchObject({ code: '1.1', lost: 0.67 });
  expect((await open('score/9.9')).code).toBe('request.not_found');
});

test('what waits in a round stands on the home of whom it waits for', async () => {
  const { office, leader, supervisor, liaison, head } = county.cast;
  const round = await openRound(county, edition, { name: '十月测评', selfUntil: '2026-03-20' });
  const waits = async (who: typeof office): Promise<string[]> => {
    const { waiting } = (await county.get(who, '/home')).body;
    return waiting
      .filter((one: { rows: { roundId: string | null }[] }) =>
        one.rows.some((row) => row.roundId === round.id),
      )
      .map((one: { kind: string }) => one.kind);
  };
  await round.move('self');
  expect(await waits(liaison)).toEqual(['self_assess']);
  const submitted = await county.post(liaison, `/rounds/${round.id}/units/${county.units.housing}/self`, {
    version: 1,
  });
  expect(submitted.status).toBe(200);
  expect(await waits(head)).toEqual(['approve_self']);
  await round.move('marking');
  expect(await waits(supervisor)).toEqual(['mark_round']);
  await round.move('settling');
  expect(await waits(office)).toEqual(['approve_round']);
  await county.post(office, `/rounds/${round.id}/approvals`, { version: await round.version() });
  expect(await waits(leader)).toEqual(['publish_round']);
});

test('the file that a fact names is given to whom its sheet is shown, under its name, and to nobody else', async () => {
  const { supervisor, office, otherLiaison } = county.cast;
  const round = await openRound(county, edition, { name: '附件' });
  await round.move('marking');
  const kept = await county.post(supervisor, '/files', Buffer.from('照片'));
  const id = county.freshId<string>();
  const files = [{ sha256: kept.body.sha256, name: '现场.jpg' }];
  const entered = await round.enter(supervisor, 'field', [
    { id, criterion: '1.1', value: true, site: '甲巷', unitId: county.units.housing, files },
  ]);
  expect(entered.status).toBe(200);
  const path = `/rounds/${round.id}/facts/${id}/files/${kept.body.sha256}`;
  const given = await county.get(office, path);
  expect(given.bytes.toString()).toBe('照片');
  expect(decodeURIComponent(String(given.headers['content-disposition']))).toContain('现场.jpg');
  expect((await county.get(otherLiaison, path)).status).toBe(404);
  expect((await county.get(office, path.replace(/.{4}$/, '0000'))).status).toBe(404);
});

test('the list knows how many facts count, however often they are corrected, withdrawn and given back', async () => {
  const { office, supervisor } = county.cast;
  const round = await openRound(county, edition, { name: '九月模拟测评' });
  const head = async () =>
    (await county.get(office, '/rounds')).body.rows.find((one: { id: string }) => one.id === round.id);
  await round.move('marking');
  const unitId = county.units.housing;
  const [one, other] = ['甲巷', '乙巷'].map((site) => fact('1.1', true, { site, unitId }));
  await round.enter(supervisor, 'first', [one!, other!]);
  await round.enter(supervisor, 'first', [{ ...one, value: false, version: 1 }]);
  expect((await head()).facts).toBe(2);
  await county.post(supervisor, `/rounds/${round.id}/facts/${one!.id}/withdrawal`, {
    version: 2,
    reason: '记错',
  });
  expect((await head()).facts).toBe(1);
  await round.enter(supervisor, 'first', [{ ...one, version: 3 }]);
  await round.enter(supervisor, 'first', [fact('1.1', true, { site: '乙巷', unitId: county.tenant })]);
  expect((await head()).facts).toBe(2);
});

test('stages that a round does without are not stages that nobody took part in', async () => {
  const { office } = county.cast;
  const round = await openRound(county, edition, { name: '十月模拟测评', selfUntil: '2026-03-01' });
  const now = async () => (await county.get(office, `/rounds/${round.id}`)).body;
  await round.move('marking');
  await round.move('settling');
  expect((await now()).heldStages).toEqual(['preparing', 'marking', 'settling']);
  // Nobody was asked, so nobody is late.
  expect((await now()).units.map(({ inTime }: { inTime: unknown }) => inTime)).not.toContain(false);
  await round.move('reply', '补办反馈');
  await round.move('settling');
  expect((await now()).heldStages).toEqual(['preparing', 'marking', 'settling', 'reply']);
});
