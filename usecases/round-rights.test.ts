import type { RoleHolderId } from '@tongchuang/domain/kernel/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anotherCounty, openCounty, type County, type Someone } from '@tongchuang/testkit/county.ts';
import { adoptFramework, openRound, type OpenRound } from '@tongchuang/testkit/rounds.ts';

/** Who sees what of a round: a unit its own facts and published ranks, a marker never the other marker's sheet. */
let county: County;
let edition: string;
beforeAll(async () => {
  county = await openCounty();
  edition = await adoptFramework(county);
});
afterAll(() => county.close());

const fact = (criterion: string, value: unknown, more: object = {}) => ({
  id: county.freshId<string>(),
  criterion,
  value,
  ...more,
});

/** Words that stand in the facts of other units only. */
const THEIRS = ['巷三', '秘密备注', 'secret-evidence'];
/** Marks housing and education; the notes are those units' own business. */
async function marked(round: OpenRound, who: Someone, sheet = 'first'): Promise<string> {
  const { housing, education } = county.units;
  const lane = fact('1.1', false, { site: '巷三', unitId: housing, note: '秘密备注' });
  const entered = await round.enter(who, sheet, [
    lane,
    fact('1.1', true, { site: '巷一', unitId: housing }),
    fact('2.1', 8, { name: '文明校园数', unitId: education }),
    fact('2.1', 10, { name: '学校数', unitId: education }),
  ]);
  expect(entered.status).toBe(200);
  return lane.id;
}

async function publish(round: OpenRound): Promise<string> {
  const { office, leader } = county.cast;
  const approved = await county.post(office, `/rounds/${round.id}/approvals`, {
    version: await round.version(),
  });
  expect(approved.status).toBe(200);
  const id = county.freshId<string>();
  const published = await county.post(leader, `/rounds/${round.id}/snapshots`, {
    id,
    version: await round.version(),
    reason: '公布',
  });
  expect(published.body).toMatchObject({ number: expect.any(Number) });
  return id;
}

/** Every page that shows a number of the round, for a unit or the place, live or as published. */
const pagesOf = (round: string, query: string, lane: string): string[] => {
  const supposed = encodeURIComponent(JSON.stringify([{ id: lane, criterion: '1.1', value: true }]));
  const more = query === '' ? '' : `&${query}`;
  return [
    `score?${query}`,
    `score/total?${query}`,
    `score/1.1?${query}`,
    `doubt?reach=9&visits=5${more}`,
    `advice?each=1&budget=2${more}`,
    `what-if?facts=${supposed}${more}`,
    `comparison?withUnit=${county.units.education}${more}`,
    ...(query.includes('unitId') ? [] : [`losses?${query}`, `ranking?${query}`]),
  ].map((path) => `/rounds/${round}/${path}`);
};

test('before publication no page and no workbook shows anybody but the office and leaders a number of another unit', async () => {
  const { liaison, otherLiaison, otherHead, supervisor, admin, auditor, office } = county.cast;
  const round = await openRound(county, edition, { name: '权限一' });
  await round.move('marking');
  const lane = await marked(round, supervisor);
  const { housing } = county.units;
  const mustBeShut = async (who: Someone, query: string) => {
    for (const path of pagesOf(round.id, query, lane)) {
      const answer = await county.get(who, path);
      expect([who.name, path, answer.status >= 400]).toEqual([who.name, path, true]);
    }
    const { searchParams } = new URL(`http://x?${query}`);
    const out = await county.post(who, `/rounds/${round.id}/score/exports`, {
      unitId: searchParams.get('unitId'),
    });
    expect(out.status).toBeGreaterThanOrEqual(400);
  };
  for (const who of [liaison, otherLiaison, otherHead, supervisor, admin]) {
    await mustBeShut(who, '');
    await mustBeShut(who, `unitId=${housing}`);
    expect((await county.get(who, `/rounds/${round.id}/dashboard`)).status).toBe(403);
  }
  await round.move('reply');
  for (const who of [otherLiaison, otherHead, supervisor, admin]) {
    await mustBeShut(who, '');
    await mustBeShut(who, `unitId=${housing}`);
  }
  expect((await county.get(liaison, `/rounds/${round.id}/score?unitId=${housing}`)).status).toBe(200);
  for (const who of [office, auditor])
    for (const path of pagesOf(round.id, `unitId=${housing}`, lane))
      expect([path, (await county.get(who, path)).status]).toEqual([path, 200]);
});

test('the score under another edition is a score: who may not read scores does not read it there', async () => {
  const { liaison, supervisor, office } = county.cast;
  const round = await openRound(county, edition, { name: '对照' });
  await round.move('marking');
  await marked(round, supervisor);
  const path = `/frameworks/${edition}/mapping?from=${edition}&round=${round.id}`;
  expect((await county.get(liaison, path)).body.code).toBe('score.not_published');
  expect((await county.get(office, path)).body.scores.before.points).toBe(4.4);
});

test('published numbers of the place are open, the facts of other units behind them are not', async () => {
  const { otherLiaison, liaison, supervisor, office } = county.cast;
  const round = await openRound(county, edition, { name: '权限二' });
  await round.move('marking');
  const lane = await marked(round, supervisor);
  await round.move('settling');
  const snapshot = await publish(round);
  const show = (who: Someone, path: string) => county.get(who, `/rounds/${round.id}/${path}`);

  expect((await show(otherLiaison, `score?snapshot=${snapshot}`)).body.total.points).toBe(4.4);
  const leaf = await show(otherLiaison, `score/1.1?snapshot=${snapshot}`);
  expect(leaf.body).toMatchObject({ node: { points: 2 }, facts: [], moreFacts: 2 });
  for (const path of pagesOf(round.id, `snapshot=${snapshot}`, lane)) {
    const { bytes } = await county.get(otherLiaison, path);
    expect([path, THEIRS.filter((word) => bytes.toString().includes(word))]).toEqual([path, []]);
  }
  expect((await show(otherLiaison, `advice?snapshot=${snapshot}`)).body.code).toBe('access.not_yours');
  const theirs = await show(otherLiaison, `score?snapshot=${snapshot}&unitId=${county.units.housing}`);
  expect(theirs.body.code).toBe('request.not_found');
  const out = await county.post(otherLiaison, `/rounds/${round.id}/score/exports`, { snapshot });
  expect(out.body.code).toBe('access.not_yours');
  expect((await show(otherLiaison, `ranking?snapshot=${snapshot}`)).status).toBe(200);
  const losses = await show(otherLiaison, `losses?snapshot=${snapshot}`);
  expect(losses.body.units.map((row: { unitId: string }) => row.unitId)).toEqual([county.units.education]);

  const own = await show(liaison, `score/1.1?snapshot=${snapshot}&unitId=${county.units.housing}`);
  expect(own.body.facts[0]).toMatchObject({ site: '巷三', note: '秘密备注' });
  expect((await show(office, `score/1.1?snapshot=${snapshot}`)).body.facts).toHaveLength(2);
});

test('bytes that the house has made cannot be named as evidence and read through it', async () => {
  const { liaison, supervisor, office } = county.cast;
  const { housing } = county.units;
  const round = await openRound(county, edition, { name: '反证材料' });
  await round.move('marking');
  await marked(round, supervisor);
  await round.move('settling');
  await publish(round);
  const { rows } = (await county.get(liaison, `/rounds/${round.id}/snapshots`)).body;
  await round.move('settling', '更正');
  await round.move('reply', '补听意见');
  const reply = (sha256: string) =>
    county.send(liaison, 'PUT', `/rounds/${round.id}/units/${housing}/replies/1.1`, {
      version: 0,
      stance: 'disagree',
      text: '见附件',
      files: [{ sha256, name: '全部观测.gz' }],
    });
  expect((await reply(rows[0].factsHash)).body.code).toBe('request.not_found');
  expect((await reply('0'.repeat(64))).body.code).toBe('request.not_found');

  const theirs = await anotherCounty(county.house, 'linxian');
  const kept = await county.post(theirs.cast.office, '/files', Buffer.from('另一个县的材料'));
  expect((await reply(kept.body.sha256)).body.code).toBe('request.not_found');
  const named = fact('1.2', 1, {
    name: '缺失处数',
    unitId: housing,
    files: [{ sha256: kept.body.sha256, name: '照片' }],
  });
  expect((await round.enter(office, 'field', [named])).body.code).toBe('request.not_found');
  const own = await county.post(liaison, '/files', Buffer.from('施工围挡照片'));
  expect((await reply(own.body.sha256)).status).toBe(200);
});

test('another county finds nothing here, whatever it asks', async () => {
  const theirs = await anotherCounty(county.house, 'baihe');
  const { office } = theirs.cast;
  const round = await openRound(county, edition, { name: '邻县' });
  await round.move('marking');
  const lane = await marked(round, county.cast.supervisor);
  const { housing } = county.units;
  const paths = [
    ...pagesOf(round.id, '', lane),
    ...pagesOf(round.id, `unitId=${housing}`, lane),
    ...['', '/facts', `/facts/${lane}`, '/snapshots', '/replies', '/appeals', '/dashboard'].map(
      (path) => `/rounds/${round.id}${path}`,
    ),
    `/frameworks/${edition}`,
    `/score-trends?unitId=${housing}`,
  ];
  for (const path of paths) expect([path, (await county.get(office, path)).status]).toEqual([path, 404]);
  const acts: [string, string, object][] = [
    [
      'POST',
      `/rounds/${round.id}/facts`,
      { sheet: 'field', facts: [fact('1.1', true, { unitId: housing })] },
    ],
    ['POST', `/rounds/${round.id}/stage`, { version: 2, to: 'self' }],
    ['PUT', `/rounds/${round.id}/markers`, { version: 2, markers: [] }],
    [
      'POST',
      `/rounds/${round.id}/units/${housing}/exception`,
      { version: 1, until: '2026-04-01', reason: '无' },
    ],
    ['POST', `/frameworks/${edition}/retirement`, { version: 3 }],
  ];
  for (const [method, path, body] of acts)
    expect([path, (await county.send(office, method, path, body)).status]).toEqual([path, 404]);
});

test('one of two markers sees no running number that the other has made, not even from the office', async () => {
  const { office, supervisor, leader } = county.cast;
  const round = await openRound(county, edition, { name: '背对背', twoMarkers: true }, [
    { seat: 'first', personId: supervisor.id },
    { seat: 'second', personId: office.id },
  ]);
  await round.move('marking');
  const lane = await marked(round, supervisor);
  const { housing, education } = county.units;
  const paths = [
    ...pagesOf(round.id, '', lane),
    ...pagesOf(round.id, `unitId=${housing}`, lane),
    `/rounds/${round.id}/dashboard`,
    `/frameworks/${edition}/mapping?from=${edition}&round=${round.id}`,
  ];
  for (const path of paths)
    expect([path, (await county.get(office, path)).body.code]).toEqual([path, 'score.not_published']);
  const entered = await round.enter(office, 'second', [
    fact('1.2', 1, { name: '缺失处数', unitId: housing }),
  ]);
  expect(entered.body.totals).toBe(null);
  const sheet = await county.post(office, `/rounds/${round.id}/facts/template`, { sheet: 'first' });
  expect(sheet.bytes.includes(Buffer.from('巷三'))).toBe(false);
  expect((await county.get(office, `/rounds/${round.id}/facts/${lane}`)).status).toBe(404);
  expect((await county.get(leader, `/rounds/${round.id}/score`)).body.total.points).toBe(4.4);

  // Nor through another round that borrows what the first marker has seen.
  const borrower = await openRound(county, edition, { name: '借看', borrows: [round.id] }, []);
  const there = await county.get(office, `/rounds/${borrower.id}/score?unitId=${education}`);
  expect(there.body.code).toBe('score.not_published');
});

test('whoever has marked never gets another seat of the round; whoever loses his role no longer marks', async () => {
  const { office, supervisor, admin } = county.cast;
  const round = await openRound(county, edition, { name: '换座' });
  await round.move('marking');
  const lane = await marked(round, supervisor);
  const seat = async (markers: object[]) =>
    county.send(office, 'PUT', `/rounds/${round.id}/markers`, { version: await round.version(), markers });
  expect((await seat([])).status).toBe(200);
  expect(
    (await round.enter(supervisor, 'first', [fact('1.1', 1, { unitId: county.units.housing })])).body.code,
  ).toBe('round.not_your_seat');
  expect((await seat([{ seat: 'arbiter', personId: supervisor.id }])).body.code).toBe('round.two_seats');
  expect((await seat([{ seat: 'second', personId: supervisor.id }])).body.code).toBe('round.two_seats');
  expect((await seat([{ seat: 'first', personId: supervisor.id }])).status).toBe(200);

  // The role ends; the seat stays in the list, and is nobody's.
  await county.rows((db) =>
    db
      .updateTable('role_holders')
      .set({ until: '2026-03-01' })
      .where('person_id', '=', supervisor.id)
      .execute(),
  );
  const withdrawn = await county.post(supervisor, `/rounds/${round.id}/facts/${lane}/withdrawal`, {
    version: 1,
    reason: '重评',
  });
  expect(withdrawn.status).toBe(403);
  await county.rows((db) =>
    db.updateTable('role_holders').set({ until: null }).where('person_id', '=', supervisor.id).execute(),
  );
  expect((await county.get(admin, `/rounds/${round.id}`)).status).toBe(200);
});

test('nobody marks or inspects the unit that he works for', async () => {
  const { liaison, supervisor } = county.cast;
  const { housing, education } = county.units;
  await county.rows((db) =>
    db
      .insertInto('role_holders')
      .values({
        tenant_id: county.tenant,
        id: county.freshId<RoleHolderId>(),
        person_id: liaison.id,
        role_code: 'supervisor',
        unit_id: county.root,
        since: '2026-01-01',
      })
      .execute(),
  );
  const round = await openRound(county, edition, { name: '回避' }, [{ seat: 'first', personId: liaison.id }]);
  await round.move('marking');
  const lane = (unitId: string) => [fact('1.1', true, { site: '甲', unitId })];
  expect((await round.enter(liaison, 'first', lane(housing))).body.code).toBe('round.not_your_seat');
  expect((await round.enter(liaison, 'field', lane(housing))).body.code).toBe('round.not_your_seat');
  expect((await round.enter(liaison, 'first', lane(education))).status).toBe(200);
  await county.rows((db) =>
    db
      .deleteFrom('role_holders')
      .where('person_id', '=', liaison.id)
      .where('role_code', '=', 'supervisor')
      .execute(),
  );
  expect((await round.enter(supervisor, 'first', lane(housing))).body.code).toBe('round.not_your_seat');
});

test('what a fact said of another unit stays with that unit', async () => {
  const { otherLiaison, office, leader } = county.cast;
  const { housing, education } = county.units;
  const round = await openRound(county, edition, { name: '改单位' });
  await round.move('marking');
  const seen = fact('1.1', true, { site: '巷三', unitId: housing, note: '秘密备注' });
  await round.enter(office, 'field', [seen]);
  const moved = { ...seen, version: 1, unitId: education, note: null, site: null };
  expect((await round.enter(office, 'field', [moved], '单位记错')).status).toBe(200);
  const history = (who: Someone) => county.get(who, `/rounds/${round.id}/facts/${seen.id}`);
  expect((await history(otherLiaison)).body).toMatchObject({ fact: { unitId: education }, changes: [] });
  expect((await history(leader)).body.changes).toHaveLength(1);
});
