import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';
import { adoptFramework, openRound, runJobs, SMALL_FRAMEWORK } from '@tongchuang/testkit/rounds.ts';

/** Data as it comes: keys and codes, rounds that lend, limits, and what somebody means ill with. */
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
const pointsOf = async (round: string, code: string): Promise<number | null> => {
  const { body } = await county.get(county.cast.office, `/rounds/${round}/score`);
  return body.nodes.find((node: { code: string }) => node.code === code).points;
};

/** Three frameworks: two ask for street lamps under codes of their own and one key, the third has that code for something else. */
const lamps = (code: string, criterion: string, key: string | null) => ({
  code,
  title: `${code}体系`,
  nodes: [
    { code: '0', level: 1, title: '市容' },
    ...[criterion, 'x'].map((one) => ({
      code: one,
      parent: '0',
      level: 2,
      title: one === criterion ? '路灯亮灯率' : '其他',
      points: 4,
      key: one === criterion ? key : null,
      responsible: ['县住建局'],
      rule: {
        measure: { type: 'rate', of: '亮灯', outOf: '路灯' },
        score: { type: 'proportional', full: '1' },
      },
    })),
  ],
});

test('one fact serves two frameworks where they share a key, under whatever code, and no other', async () => {
  const { supervisor, office } = county.cast;
  const [here, there, elsewhere] = [
    await adoptFramework(county, lamps('county', '1.1', 'lamps')),
    await adoptFramework(county, lamps('city', '7.3', 'lamps')),
    await adoptFramework(county, lamps('village', '1.1', null)),
  ];
  const unitId = county.units.housing;
  const lent = await openRound(county, here, { name: '借出' });
  await lent.move('marking');
  const borrower = await openRound(county, there, { name: '借入', borrows: [lent.id] });
  const stranger = await openRound(county, elsewhere, { name: '不同键', borrows: [lent.id] });
  const lit = fact('1.1', 5, { name: '亮灯', unitId });
  await lent.enter(office, 'field', [lit, fact('lamps', 10, { name: '路灯', unitId })]);
  const all = () =>
    Promise.all([pointsOf(lent.id, '1.1'), pointsOf(borrower.id, '7.3'), pointsOf(stranger.id, '1.1')]);
  expect(await all()).toEqual([2, 2, null]);
  await lent.enter(office, 'field', [{ ...lit, version: 1, value: 8 }], '复核');
  expect(await all()).toEqual([3.2, 3.2, null]);

  // A mark in the borrowing round, under its own code or the key, counts instead of what is lent.
  await borrower.move('marking');
  await borrower.enter(supervisor, 'first', [
    fact('7.3', 1, { name: '亮灯', unitId }),
    fact('lamps', 10, { name: '路灯', unitId }),
  ]);
  expect(await all()).toEqual([3.2, 0.4, null]);
  const counted = (await county.get(office, `/rounds/${borrower.id}/score/7.3`)).body;
  expect(counted.node.points).toBe(0.4);
  // And a mark in the lending round is lent instead of what was seen there.
  await lent.enter(supervisor, 'first', [
    fact('lamps', 9, { name: '亮灯', unitId }),
    fact('1.1', 10, { name: '路灯', unitId }),
  ]);
  expect((await all())[0]).toBe(3.6);
});

test('rounds that lend to each other end somewhere; one that lends to itself, or none, is refused', async () => {
  const { office } = county.cast;
  const unitId = county.units.housing;
  const a = await openRound(county, edition, { name: '甲' });
  const b = await openRound(county, edition, { name: '乙', borrows: [a.id] });
  const save = async (id: string, borrows: string[], version: number) =>
    county.send(office, 'PUT', `/rounds/${id}`, {
      name: '互借',
      kind: 'mock',
      editionId: edition,
      from: '2026-03-01',
      to: '2026-03-31',
      borrows,
      version,
    });
  expect((await save(a.id, [b.id], await a.version())).status).toBe(200);
  expect((await save(a.id, [a.id], await a.version())).body.code).toBe('request.not_found');
  expect((await save(a.id, [county.freshId()], await a.version())).body.code).toBe('request.not_found');
  await a.move('marking');
  await b.move('marking');
  await a.enter(office, 'field', [fact('1.1', true, { site: '甲', unitId })]);
  await b.enter(office, 'field', [fact('1.1', false, { site: '乙', unitId })]);
  expect([await pointsOf(a.id, '1.1'), await pointsOf(b.id, '1.1')]).toEqual([2, 2]);
});

test('a round keeps its edition when that is retired, and a unit with facts stays in its round', async () => {
  const { office } = county.cast;
  const own = await adoptFramework(county, { ...SMALL_FRAMEWORK, code: 'retired' });
  const round = await openRound(county, own, { name: '停用' });
  await round.move('marking');
  const unitId = county.units.housing;
  await round.enter(office, 'field', [fact('1.1', true, { unitId })]);
  const { version } = (await county.get(office, `/frameworks/${own}`)).body;
  expect((await county.post(office, `/frameworks/${own}/retire`, { version })).status).toBe(200);
  const saved = await county.send(office, 'PUT', `/rounds/${round.id}`, {
    name: '停用',
    kind: 'mock',
    editionId: own,
    from: '2026-03-01',
    to: '2026-03-31',
    unitIds: [county.units.chengguan],
    version: await round.version(),
  });
  expect(saved.status).toBe(200);
  const units = (await county.get(office, `/rounds/${round.id}`)).body.units.map(
    (unit: { unitId: string }) => unit.unitId,
  );
  expect(units.toSorted()).toEqual([unitId, county.units.chengguan].toSorted());
  expect(await pointsOf(round.id, '1.1')).toBe(4);
});

test('a unit that joins after the publication has no part in what was published', async () => {
  const { office, leader } = county.cast;
  const { housing, education, chengguan } = county.units;
  const round = await openRound(county, edition, { name: '后加', unitIds: [housing] });
  await round.move('marking');
  await round.enter(office, 'field', [fact('1.1', true, { unitId: housing })]);
  await round.move('settling');
  await county.post(office, `/rounds/${round.id}/approvals`, { version: await round.version() });
  const id = county.freshId<string>();
  await county.post(leader, `/rounds/${round.id}/snapshots`, { id, version: await round.version() });
  await round.move('settling', '补单位');
  await county.send(office, 'PUT', `/rounds/${round.id}`, {
    name: '后加',
    kind: 'mock',
    editionId: edition,
    from: '2026-03-01',
    to: '2026-03-31',
    unitIds: [housing, education, chengguan],
    version: await round.version(),
  });
  const show = (path: string) => county.get(office, `/rounds/${round.id}/${path}`);
  const losses = await show(`losses?snapshot=${id}`);
  expect(losses.body.units.map((row: { unitId: string }) => row.unitId)).toEqual([housing]);
  expect((await show(`ranking?snapshot=${id}&peers=type`)).body.rows).toHaveLength(1);
  expect((await show(`score?snapshot=${id}&unitId=${education}`)).body.code).toBe('request.not_found');
  expect((await show(`score?unitId=${education}`)).status).toBe(200);
});

test('two thousand facts go in at once, texts at their limits too', async () => {
  const { office } = county.cast;
  const round = await openRound(county, edition, { name: '两千' });
  await round.move('marking');
  const unitId = county.units.housing;
  const long = {
    site: '巷'.repeat(120),
    siteType: '类'.repeat(60),
    stratum: '层'.repeat(60),
    method: '法'.repeat(40),
    form: '式'.repeat(60),
    reason: '由'.repeat(500),
    note: '记'.repeat(2000),
  };
  const most = Array.from({ length: 2000 }, (_, nth) =>
    fact('1.1', nth % 2 === 0, { site: `点位${nth}`, unitId, ...(nth === 0 ? long : {}) }),
  );
  const entered = await round.enter(office, 'field', most);
  expect(entered.status).toBe(200);
  expect(entered.body.totals[unitId].points).toBe(2);
  const more = await round.enter(office, 'field', [...most, fact('1.1', true, { unitId })]);
  expect(more.body.code).toBe('request.malformed');
  const whole = await county.get(office, `/rounds/${round.id}/facts?limit=1500`);
  expect(whole.body.rows).toHaveLength(1500);
  const rest = await county.get(office, `/rounds/${round.id}/facts?limit=1500&after=${whole.body.next}`);
  expect(rest.body.rows).toHaveLength(500);
});

const ILL = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff甲',
  '\u202e甲',
  '\u2066',
  '__proto__',
  'constructor',
  "';--",
  '%00',
  '𠮷',
];

test('whatever text comes, and whatever number, it is taken or refused, never a fault', async () => {
  const { office, liaison } = county.cast;
  const round = await openRound(county, edition, { name: '坏字' });
  await round.move('marking');
  const unitId = county.units.housing;
  const answers: [string, number][] = [];
  const tell = (what: string, { status }: { status: number }) => answers.push([what, status]);
  for (const text of ILL) {
    const url = text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80';
    for (const field of [
      'site',
      'siteType',
      'stratum',
      'method',
      'form',
      'reason',
      'note',
      'name',
      'criterion',
    ])
      tell(
        `${field} ${JSON.stringify(text)}`,
        await round.enter(office, 'field', [fact('1.1', true, { unitId, [field]: text })]),
      );
    tell(
      `value ${JSON.stringify(text)}`,
      await round.enter(office, 'field', [fact('1.1', text, { unitId })]),
    );
    tell(`list ${url}`, await county.get(office, `/rounds/${round.id}/facts?criterion=${url}`));
    tell(`explain ${url}`, await county.get(office, `/rounds/${round.id}/score/${url}`));
    tell(
      `reply ${url}`,
      await county.send(liaison, 'PUT', `/rounds/${round.id}/units/${unitId}/replies/${url}`, {
        version: 0,
        stance: 'disagree',
        text,
      }),
    );
    tell(
      `appeal ${url}`,
      await county.post(liaison, `/rounds/${round.id}/units/${unitId}/appeals`, {
        id: county.freshId(),
        criterion: text,
        text,
      }),
    );
    tell(
      `save ${url}`,
      await county.send(office, 'PUT', `/rounds/${county.freshId()}`, {
        name: text,
        kind: 'mock',
        editionId: edition,
        from: '2026-03-01',
        to: '2026-03-31',
        methods: [text],
        version: 0,
      }),
    );
    const made = county.freshId<string>();
    tell(`make ${url}`, await county.post(office, '/frameworks', { id: made, title: text, levels: [text] }));
    const supposed = encodeURIComponent(
      JSON.stringify([{ id: null, criterion: '1.1', name: text, value: true }]),
    );
    tell(`what-if ${url}`, await county.get(office, `/rounds/${round.id}/what-if?facts=${supposed}`));
  }
  for (const value of [
    '1e400',
    '-1e400',
    '1e-5',
    '99999999999.9999',
    '1e11',
    '00001',
    'NaN',
    'Infinity',
    '0x10',
    '',
    ' ',
  ])
    tell(`value ${value}`, await round.enter(office, 'field', [fact('1.1', value, { unitId })]));
  for (const day of ['0000-01-01', '0001-01-01', '9999-12-31', '2026-02-30', '-2026-01-01']) {
    tell(
      `at ${day}`,
      await round.enter(office, 'field', [fact('1.1', true, { unitId, at: `${day}T00:00:00.000Z` })]),
    );
    tell(
      `until ${day}`,
      await county.post(office, `/rounds/${round.id}/units/${unitId}/exception`, {
        version: 1,
        until: day,
        reason: '无',
      }),
    );
    tell(
      `from ${day}`,
      await county.send(office, 'PUT', `/rounds/${county.freshId()}`, {
        name: '日期',
        kind: 'mock',
        editionId: edition,
        from: day,
        to: day,
        version: 0,
      }),
    );
  }
  expect(answers.filter(([, status]) => status >= 500)).toEqual([]);
  expect((await county.get(office, `/rounds/${round.id}/score`)).status).toBe(200);
});

test(
  'a framework file that means ill becomes a draft with findings or is refused, and every page of it opens',
  { timeout: 90_000 },
  async () => {
    const { office } = county.cast;
    const node = (code: string, more: object = {}) => ({ code, level: 1, title: code, points: 1, ...more });
    const deep = (levels: number): object =>
      levels === 0
        ? { title: '底', nodes: [node('1')] }
        : { title: '层', nodes: [node('1')], subframeworks: [{ code: 's', edition: deep(levels - 1) }] };
    const files: [string, string][] = [
      [
        'proto',
        `{"title":"x","nodes":[{"code":"__proto__","level":1,"title":"a","points":1,"axes":{"__proto__":["b"]},"responsible":["__proto__","constructor"]},{"code":"constructor","level":1,"title":"b","points":1},{"code":"__proto__","level":1,"title":"c"}],"__proto__":{"title":"y"}}`,
      ],
      [
        'proto codes',
        `{"title":"x","nodes":[{"code":"__proto__","level":1,"title":"a","points":1,"responsible":["__proto__"]},{"code":"toString","level":1,"title":"b"}]}`,
      ],
      ['infinite', `{"title":"x","nodes":[{"code":"1","level":1,"title":"a","points":1e400}]}`],
      [
        'tiny',
        `{"title":"x","nodes":[{"code":"1","level":1,"title":"a","points":1e-7,"weight":"1/99999999999999999999"}]}`,
      ],
      ['deep', JSON.stringify(deep(5))],
      ['brackets', '['.repeat(200_000)],
      ['nul', `{"title":"a\\u0000b","nodes":[{"code":"1\\u0000","level":1,"title":"\\ud800","points":1}]}`],
      [
        'many',
        JSON.stringify({ title: 'x', nodes: Array.from({ length: 20_001 }, (_, nth) => node(`${nth}`)) }),
      ],
      [
        'circle',
        JSON.stringify({ title: 'x', nodes: [node('a', { parent: 'b' }), node('b', { parent: 'a' })] }),
      ],
      ['no nodes', '{"title":"x","nodes":[]}'],
      ['null', 'null'],
      ['empty object', '{}'],
    ];
    for (const [name, text] of files) {
      const kept = await county.post(office, '/files', Buffer.from(text));
      const id = county.freshId<string>();
      const handed = await county.post(office, '/frameworks/files', {
        id,
        sha256: kept.body.sha256,
        name: `${name}.json`,
      });
      expect([name, handed.status]).toEqual([name, 200]);
      await runJobs(county);
      const { status, body } = await county.get(office, `/frameworks/${id}`);
      expect([name, status, ['draft', 'refused'].includes(body?.state)]).toEqual([name, 200, true]);
      expect((await county.get(office, '/frameworks')).status).toBe(200);
      const adopted = await county.post(office, `/frameworks/${id}/adopt`, { version: body.version });
      expect([name, adopted.status < 500]).toEqual([name, true]);
      if (adopted.status === 200) {
        const round = await county.send(office, 'PUT', `/rounds/${county.freshId()}`, {
          name,
          kind: 'mock',
          editionId: id,
          from: '2026-03-01',
          to: '2026-03-31',
          unitIds: [county.units.housing],
          version: 0,
        });
        expect([name, round.status]).toEqual([name, 200]);
      }
    }
  },
);
