import type { Act } from '@tongchuang/usecases/act.ts';
import type { Asked, Route } from '@tongchuang/contract/route.ts';
import type {
  EditionId,
  FactId,
  PersonId,
  RoundId,
  SnapshotId,
  UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import { enterFacts } from '@tongchuang/usecases/facts.ts';
import { SAMPLES } from '@tongchuang/usecases/framework-samples.ts';
import { adoptFramework, createFramework } from '@tongchuang/usecases/frameworks.ts';
import { approveRound, moveRound, saveRound, setMarkers } from '@tongchuang/usecases/rounds.ts';
import { publish } from '@tongchuang/usecases/snapshots.ts';
import { demoFacts } from './demo-facts.ts';
import type { Stage } from './demo-plan.ts';

/** The sample that the demo county is judged by. */
const SAMPLE = 'county-sample';

interface Told {
  name: string;
  kind: 'mock' | 'monthly';
  /** Days from today. */
  from: number;
  to: number;
  seed: number;
  share: number;
  level: number;
  published: boolean;
}

/** One mock assessment that is published, one that followed it, and a month's test in the middle of its marking. */
const ROUNDS: readonly Told[] = [
  {
    name: '年初模拟测评',
    kind: 'mock',
    from: -75,
    to: -62,
    seed: 11,
    share: 1,
    level: 0.78,
    published: true,
  },
  {
    name: '季度模拟测评',
    kind: 'mock',
    from: -34,
    to: -22,
    seed: 12,
    share: 1,
    level: 0.86,
    published: true,
  },
  {
    name: '本月测评',
    kind: 'monthly',
    from: -9,
    to: 12,
    seed: 13,
    share: 0.6,
    level: 0.88,
    published: false,
  },
];

/** 测评 in the demo county: the sample edition put to use, and three rounds under it, by acts of its people. */
export async function tellAssessment(stage: Stage): Promise<void> {
  const people = await stage.rows<{ login: string; id: PersonId }>(
    `select login, id from people where login in ('demo-office', 'demo-leader', 'demo-supervisor')`,
  );
  const who = new Map(people.map(({ login, id }) => [login, id]));
  const [office, leader, supervisor] = ['demo-office', 'demo-leader', 'demo-supervisor'].map((login) =>
    must(who.get(login)),
  ) as [PersonId, PersonId, PersonId];

  stage.at(-80, '10:00');
  const edition = stage.fresh<EditionId>();
  const sample = must(SAMPLES.get(SAMPLE));
  await stage.act(
    office,
    createFramework,
    asked({ body: { id: edition, title: sample.title, levels: [], copyOf: null, sample: SAMPLE } }),
  );
  await stage.act(
    office,
    adoptFramework,
    asked({ params: { id: edition }, body: { version: 1, noted: false } }),
  );
  const [row] = await stage.rows<{ names: Record<string, { unitId: UnitId | null }> }>(
    'select names from editions where id = $1',
    [edition],
  );
  const unitOf = (name: string): UnitId | null => row?.names[name]?.unitId ?? null;

  for (const told of ROUNDS) {
    const id = stage.fresh<RoundId>();
    const version = async (): Promise<number> =>
      must((await stage.rows<{ version: number }>('select version from rounds where id = $1', [id]))[0])
        .version;
    const by = async <R extends Route, Row>(
      person: PersonId,
      act: Act<R, Row>,
      body: object,
    ): Promise<void> =>
      stage.act(person, act, asked({ params: { id }, body: { version: await version(), ...body } }));

    stage.at(told.from - 2, '09:20');
    await stage.act(
      office,
      saveRound,
      asked({
        params: { id },
        body: {
          name: told.name,
          kind: told.kind,
          editionId: edition,
          from: stage.day(told.from),
          to: stage.day(told.to),
          methods: [],
          unitIds: null,
          twoMarkers: false,
          differenceLimit: 0.5,
          selfUntil: null,
          replyUntil: null,
          leastSample: 0,
          borrows: [],
          version: 0,
        },
      }),
    );
    await by(office, setMarkers, { markers: [{ seat: 'first', personId: supervisor, unitIds: null }] });
    stage.at(told.from, '08:50');
    await by(office, moveRound, { to: 'marking', reason: null });
    stage.at(Math.min(told.from + 4, 0), '16:40');
    const facts = demoFacts({
      edition: sample,
      unitOf,
      at: stage.now().toISOString(),
      seed: told.seed,
      share: told.share,
      level: told.level,
      second: office,
      newId: () => stage.fresh<FactId>(),
    });
    await stage.act(
      supervisor,
      enterFacts,
      asked({ params: { id }, body: { sheet: 'field', facts, reason: null, source: 'inspection' } }),
    );
    if (!told.published) continue;
    stage.at(told.to, '10:10');
    await by(office, moveRound, { to: 'settling', reason: null });
    stage.at(told.to + 1, '11:00');
    await by(office, approveRound, { note: null });
    stage.at(told.to + 2, '15:30');
    await by(leader, publish, { id: stage.fresh<SnapshotId>(), reason: null });
  }
}

/** What an act of the demo is asked; its schema has been at work where the words of the pack were written. */
const asked = <R extends Route>(given: object): Partial<Asked<R>> => given as Partial<Asked<R>>;

function must<T>(value: T | undefined): T {
  if (value === undefined)
    throw new Error('the demo county lacks somebody or something that its story needs');
  return value;
}
