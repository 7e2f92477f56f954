import type { Asked, ReplyOf, Route } from '@tongchuang/contract/route.ts';
import type { Receipt } from '@tongchuang/contract/words.ts';
import { isPermitted, mustBeAllowed, type Actor } from '@tongchuang/domain/access/may.ts';
import { PERMISSIONS, type Permission } from '@tongchuang/domain/access/permissions.ts';
import { RIGHTS, type Right } from '@tongchuang/domain/access/rights.ts';
import { canonical, type Json } from '@tongchuang/domain/kernel/canonical.ts';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import type { CommandId, PersonId, SessionId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { uuidv7 } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { findActors } from '@tongchuang/storage/access/queries.ts';
import { hashRow, sha256, type AuditRow } from '@tongchuang/storage/audit/chain.ts';
import { findReceipts, writeTraces, type StoredReceipt } from '@tongchuang/storage/audit/queries.ts';
import { inTransaction, type Transaction } from '@tongchuang/storage/database.ts';
import { brokenId, canTryAgain, isOutOfReach } from '@tongchuang/storage/faults.ts';
import type { Act, ActScene, Scene, Subject, View } from './act.ts';
import type { House } from './house.ts';
import { Lanes } from './lanes.ts';

/** By what somebody is known: a session's token (its hash), or the house's own clock. */
export type Credential = { tenant: TenantId; tokenHash: string } | { tenant: TenantId; clock: true };

/** One act on its way through the pipe. */
interface Command {
  act: Act;
  credential: Credential;
  id: CommandId;
  asked: Asked<Route>;
  payload: string;
}

export interface Pipe {
  /**
   * Performs an act, once: the same id and content again, by the same person, answers the stored reply.
   * @throws {Refusal} of the route, or `request.id_reused`, `access.*`, `request.busy`
   */
  perform: <R extends Route, Row>(
    act: Act<R, Row>,
    by: Credential,
    id: CommandId,
    asked: Asked<R>,
  ) => Promise<ReplyOf<R>>;
  /** Answers a read. @throws {Refusal} of the route, or `access.*`, `request.busy` */
  look: <R extends Route, Row, Out>(view: View<R, Row, Out>, by: Credential, asked: Asked<R>) => Promise<Out>;
  /** Lets through or refuses before any work is done: for doors that take bytes first. @throws {Refusal} `access.*` */
  admit: (route: Route, by: Credential) => Promise<void>;
}

/** How often a command is tried again after a deadlock, a lost race for the same id, or a batch that failed as a whole. */
const TRIES = 5;

/**
 * The one pipe for every write: strict schema (at the door) → who are you, may you, on this row → seen before? → load → pure
 * decision → rows, audit row, jobs, receipt, all in one transaction. Acts that arrive together for one tenant share a
 * transaction and its fixed part; where one of them fails, each is done again alone, so that none suffers for another.
 */
export function makePipe(house: House): Pipe {
  const lanes = new Lanes<Command, object>(
    (tenant, gathered) => performTogether(house, tenant as TenantId, 'batch', gathered),
    ({ act, asked }) => act.apart?.(asked) ?? null,
  );

  async function perform<R extends Route, Row>(
    act: Act<R, Row>,
    by: Credential,
    id: CommandId,
    asked: Asked<R>,
  ): Promise<ReplyOf<R>> {
    const payload = sha256(
      canonical({ act: act.route.name, ...withoutSecrets(act, asked) } as unknown as Json),
    );
    const command: Command = { act: act as unknown as Act, credential: by, id, asked, payload };
    for (let attempt = 1; ; attempt += 1) {
      const shared = attempt === 1 && !act.alone;
      try {
        const reply = shared ? await lanes.join(by.tenant, command) : await performAlone(house, command);
        return reply as ReplyOf<R>;
      } catch (error) {
        const twin = mayBeTwin(error) ? await twinOf(command) : null;
        if (twin) return settled(twin) as ReplyOf<R>;
        if (error instanceof Refusal) throw error;
        if (isOutOfReach(error)) throw new Refusal('request.busy', { retryAfterSeconds: 2 });
        const again = error instanceof SpoiltBatch || canTryAgain(error);
        if (!again || attempt === TRIES) throw byBrokenId(error, id) ?? error;
      }
    }
  }

  /** The same command, written elsewhere since this one looked for it. */
  async function twinOf(command: Command): Promise<Outcome | null> {
    const { credential, id } = command;
    return inTransaction(house.store, credential.tenant, 'read', async (transaction) => {
      const asking = actorsOf(transaction, [credential], house.clock());
      const [actors, [stored]] = await Promise.all([asking, findReceipts(transaction, [id])]);
      return stored ? replay(stored, command, mustBeKnown(actors, credential)) : null;
    }).catch(() => null);
  }

  async function look<R extends Route, Row, Out>(
    view: View<R, Row, Out>,
    by: Credential,
    asked: Asked<R>,
  ): Promise<Out> {
    const now = house.clock();
    try {
      return await inTransaction(house.store, by.tenant, 'read', async (transaction) => {
        const asking = actorsOf(transaction, [by], now);
        const onlooker = {
          ...transaction,
          tenant: by.tenant,
          now,
          today: civilDate(now),
          files: house.files,
        };
        const early = view.early?.(onlooker, asked);
        early?.catch(() => {}); // told when the read is judged
        const actor = mustBeKnown(await asking, by);
        const scene: Scene = { ...onlooker, actor };
        const row = await judge(view, scene, asked, early);
        return view.run(scene, asked, row as Row);
      });
    } catch (error) {
      if (isOutOfReach(error)) throw new Refusal('request.busy', { retryAfterSeconds: 2 });
      throw error;
    }
  }

  const admit = (route: Route, by: Credential): Promise<void> =>
    inTransaction(house.store, by.tenant, 'read', async (transaction) => {
      mustMeetRight(route, mustBeKnown(await actorsOf(transaction, [by], house.clock()), by));
    });

  return { perform, look, admit };
}

/**
 * A command sent twice at once, to two processes or two lanes: the slower one finds its row taken, its version passed or its
 * state left, by its own twin. Who is not signed in is told nothing.
 */
const mayBeTwin = (error: unknown): boolean =>
  error instanceof Refusal ? error.code !== 'access.sign_in_needed' : brokenId(error)?.code === 'taken';

/** An id in the body that nothing has, or that something else has already: the caller's slip, not ours. */
function byBrokenId(error: unknown, commandId: CommandId): Refusal | null {
  const broken = brokenId(error);
  if (!broken) return null;
  return broken.code === 'missing'
    ? new Refusal('request.not_found', { what: broken.table, id: '' })
    : new Refusal('request.id_reused', { commandId });
}

/** What the receipt's hash is made of. */
function withoutSecrets<R extends Route, Row>(act: Act<R, Row>, asked: Asked<R>): object {
  if (!act.secrets) return asked;
  const body = Object.entries(asked.body as object).filter(([field]) => !act.secrets?.includes(field));
  return { ...asked, body: Object.fromEntries(body) };
}

/** A batch was rolled back because of one of its commands: each is to be done again alone. */
class SpoiltBatch extends Error {
  constructor(cause: unknown) {
    super('a command of this batch failed', { cause });
  }
}

type Outcome = { reply: object } | { refusal: unknown };

function settled(outcome: Outcome | undefined): object {
  if (outcome && 'reply' in outcome) return outcome.reply;
  throw outcome?.refusal ?? new Error('a command has no outcome');
}

const performAlone = async (house: House, command: Command): Promise<object> => {
  const mode = command.act.alone ? 'write' : 'batch';
  const alone = Promise.resolve([command]);
  const [outcome] = await performTogether(house, command.credential.tenant, mode, alone);
  return settled(outcome);
};

/**
 * All commands of one tenant, in one transaction, which opens while they are still being gathered. Each gets its own outcome, or
 * the whole is rolled back by a throw.
 */
async function performTogether(
  house: House,
  tenant: TenantId,
  mode: 'write' | 'batch',
  gathered: Promise<readonly Command[]>,
): Promise<Outcome[]> {
  const outcomes = await inTransaction(house.store, tenant, mode, async (transaction) => {
    const done = await performAll(house, transaction, await gathered, house.clock());
    await house.point('act.before_commit');
    return done;
  }).catch(async (error: unknown) => {
    // A statement that was not waited for may fail for one of them: only alone can it be told for which.
    throw (await gathered).length > 1 && !isOutOfReach(error) ? new SpoiltBatch(error) : error;
  });
  await house.point('act.after_commit');
  return outcomes;
}

async function performAll(
  house: House,
  transaction: Transaction,
  commands: readonly Command[],
  now: Date,
): Promise<Outcome[]> {
  const today = civilDate(now);
  const asking = Promise.all([
    actorsOf(
      transaction,
      commands.map((command) => command.credential),
      now,
    ),
    findReceipts(
      transaction,
      commands.map((command) => command.id),
    ),
  ]);
  const early = commands.map(({ act, asked, credential: { tenant } }) => {
    const subject = act.early?.({ ...transaction, tenant, now, today, files: house.files }, asked);
    subject?.catch(() => {}); // told when the act is judged
    return subject;
  });
  const [actors, seen] = await asking;
  const receipts = new Map(seen.map((receipt) => [receipt.command_id, receipt]));
  const rows: (AuditRow & { hash: string })[] = [];
  const written: (StoredReceipt & { tenant_id: string })[] = [];
  const twins = new Map<CommandId, Promise<Outcome>>();

  const outcomes = commands.map((command, nth) => {
    const twin = twins.get(command.id);
    // Each of the same id comes after the one before, and finds its receipt or, where that was refused, none.
    const outcome = twin ? twin.then(() => performOne(command, early[nth])) : performOne(command, early[nth]);
    twins.set(command.id, outcome);
    return outcome;
  });

  async function performOne(command: Command, subject?: Promise<Subject<unknown>>): Promise<Outcome> {
    let scene: ActScene;
    let row: unknown;
    const objects = new Set<string>();
    const facts: Record<string, Json> = {};
    try {
      const actor = mustBeKnown(actors, command.credential);
      const stored = receipts.get(command.id);
      if (stored) return replay(stored, command, actor);
      scene = {
        ...transaction,
        tenant: command.credential.tenant,
        actor,
        now,
        today,
        files: house.files,
        commandId: command.id,
        newId: <T extends string>() => uuidv7(now.getTime(), house.random(10)) as T,
        trace: (kind, id, more = {}) => {
          objects.add(`${kind}:${id}`);
          for (const [name, value] of Object.entries(more)) if (value !== undefined) facts[name] = value;
        },
        later: async (task, payload, options = {}) => {
          const values = [
            task,
            JSON.stringify({ tenant: command.credential.tenant, ...payload }),
            options.key ?? null,
          ];
          await transaction.query('select queue_job($1, $2, $3, $4)', [...values, options.at ?? null]);
        },
      };
      row = await judge(command.act, scene, command.asked, subject);
    } catch (error) {
      if (error instanceof Refusal) return { refusal: error };
      throw error;
    }
    const reply = await command.act.run(scene, command.asked, row).catch((error: unknown) => {
      // It may have written before it refused: only a rollback takes that back.
      if (commands.length > 1) throw new SpoiltBatch(error);
      throw error;
    });
    await follow(house, command, scene, reply);
    const audit: AuditRow = {
      tenant_id: scene.tenant,
      command_id: command.id,
      at: now.toISOString(),
      act: command.act.route.name,
      actor_id: idOf(scene.actor),
      actor_name: scene.actor.name,
      objects: [...objects],
      facts,
      payload_sha256: command.payload,
    };
    const hash = hashRow(audit, canonical(facts));
    rows.push({ ...audit, hash });
    const receipt: Receipt = {
      commandId: command.id,
      payloadSha256: command.payload,
      auditHash: hash,
      at: audit.at,
    };
    const whole = { ...reply, receipt };
    const kept = {
      tenant_id: scene.tenant,
      command_id: command.id,
      payload_sha256: command.payload,
      actor_id: audit.actor_id,
      reply: whole,
    };
    receipts.set(command.id, kept);
    written.push(kept);
    return { reply: whole };
  }

  await Promise.allSettled(outcomes); // none may still be writing when the transaction ends
  const all = await Promise.all(outcomes);
  if (rows.length > 0) transaction.lastly(writeTraces(transaction, rows, written));
  return all;
}

async function follow(house: House, command: Command, scene: ActScene, reply: object): Promise<void> {
  for (const job of house.follow(command.act.route.name, { asked: command.asked, reply })) {
    await scene.later(job.task, { ...job.payload, cause: command.id }, job.key ? { key: job.key } : {});
  }
}

/** As the trail names who acted: nobody for the house's own hand. */
const idOf = (actor: Actor): PersonId | null => (actor === CLOCK ? null : actor.personId);

function replay(stored: StoredReceipt, command: Command, actor: Actor): Outcome {
  return stored.payload_sha256 === command.payload && stored.actor_id === idOf(actor)
    ? { reply: stored.reply as object }
    : { refusal: new Refusal('request.id_reused', { commandId: command.id }) };
}

async function actorsOf(
  transaction: Transaction,
  credentials: readonly Credential[],
  now: Date,
): Promise<Map<string, Actor>> {
  const hashes = credentials.flatMap((by) => ('tokenHash' in by ? [by.tokenHash] : []));
  return hashes.length > 0 ? findActors(transaction, [...new Set(hashes)], now, civilDate(now)) : new Map();
}

function mustBeKnown(actors: ReadonlyMap<string, Actor>, by: Credential): Actor {
  if ('clock' in by) return CLOCK;
  const actor = actors.get(by.tokenHash);
  if (!actor) throw new Refusal('access.sign_in_needed', {});
  return actor;
}

/** The house's own hand, for what falls due by the clock. It holds every permission and is named in the trail. */
const CLOCK: Actor = {
  personId: '00000000-0000-7000-8000-000000000000' as PersonId,
  sessionId: '00000000-0000-7000-8000-000000000000' as SessionId,
  unitId: '00000000-0000-7000-8000-000000000000' as UnitId,
  name: '系统时钟',
  roles: [],
  owes: null,
  grants: (Object.keys(PERMISSIONS) as Permission[]).map((permission) => ({
    permission,
    reach: 'all',
    unitId: '00000000-0000-7000-8000-000000000000' as UnitId,
  })),
};

/** What a route asks of a person before any row is known. */
function mustMeetRight(route: Route, actor: Actor): Right {
  const right = RIGHTS[route.name] as Right;
  if (actor.owes && !(right.who === 'signed_in' && right.settling === true)) {
    throw new Refusal('access.owes', { owes: actor.owes });
  }
  if (right.who === 'clock' && actor !== CLOCK)
    throw new Refusal('access.not_your_role', { permission: 'clock' });
  if (right.who === 'permitted' && !isPermitted(actor, right.permission)) {
    throw new Refusal('access.not_your_role', { permission: right.permission });
  }
  return right;
}

/** The right of the route, judged on the row that it is about. @returns that row */
async function judge<R extends Route, Row>(
  asked: { route: R; about?: (scene: Scene, asked: Asked<R>) => Promise<Subject<Row>> },
  scene: Scene,
  input: Asked<R>,
  early?: Promise<Subject<Row>>,
): Promise<Row | undefined> {
  const right = mustMeetRight(asked.route, scene.actor);
  const subject = await (early ?? asked.about?.(scene, input));
  if (right.who === 'permitted' && right.on === 'row') {
    if (!subject) throw new Error(`${asked.route.name} is judged on a row and does not say which`);
    mustBeAllowed(scene.actor, right.permission, subject.owners, asked.route.name.split('.')[0] ?? '');
  }
  return subject?.row;
}
