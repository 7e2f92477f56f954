import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import pg from 'pg';
import type { TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { isUuid } from '@tongchuang/domain/kernel/ids.ts';
import { Sending, type Sent } from './sending.ts';
import type { Database } from './schema.ts';

/** Queries inside one transaction of one tenant. */
export type Db = Kysely<Database>;

pg.types.setTypeParser(pg.types.builtins.INT8, Number); // counts and sizes stay below 2^53
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text); // a civil date has no time zone
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** The pool through which the house works: connections hold the application's role, never the owner's. */
export interface Store {
  pool: pg.Pool;
  close: () => Promise<void>;
}

/** @param url  any PostgreSQL 15 or newer, migrated; the role in it must be a member of `tongchuang_app` */
export function openStore(url: string, options: { connections?: number } = {}): Store {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 16,
    // Compiling a query (jit) took a PostgreSQL that has it a second for pages that are read in 20 ms.
    options: '-c role=tongchuang_app -c timezone=UTC -c idle_in_transaction_session_timeout=60000 -c jit=off',
    connectionTimeoutMillis: 10_000,
    // Statements are sent without waiting for the one before: an act's fixed part costs one round trip, not five.
    pipeline: true,
  } as pg.PoolConfig);
  // A connection that the server closed: idle ones are replaced, and one at work fails its query, which tells whoever waits for it.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return { pool, close: () => pool.end() };
}

/** One transaction that is under way. */
export interface Transaction {
  db: Db;
  /** Plain SQL where that reads better; prepared once per connection. */
  query: <R extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<R[]>;
  /** `copy … to stdout`, line by line as it comes: for rows by the million. It takes no parameters. */
  copy: (text: string, take: (line: Buffer) => void) => Promise<void>;
  /**
   * Statements that are sent and need no answer: the commit goes out right behind them. Where one fails, nothing is committed
   * and the transaction throws its error.
   */
  lastly: (sent: Promise<unknown>) => void;
}

/**
 * A batch of acts repeats the same few statements with keys only, for which one plan serves all: each row by its index, one after
 * the other, however young the tables are. Without that, a batch of eight read all people and all units of the place to join
 * them. To plan each anew costs more than to run it. Other work filters by what is common or rare, and is planned for what it asks.
 */
const BY_KEY = [
  `set_config('plan_cache_mode', 'force_generic_plan', true)`,
  ...['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin'].map(
    (way) => `set_config('enable_${way}', 'off', true)`,
  ),
];
const TENANT = `set_config('app.tenant', $1, true)`;
const BEGIN = {
  batch: { begin: 'begin', set: `select ${[TENANT, ...BY_KEY].join(', ')}` },
  write: { begin: 'begin', set: `select ${TENANT}` },
  read: { begin: 'begin isolation level repeatable read read only', set: `select ${TENANT}` },
};

/**
 * Runs `work` in one transaction of one tenant: committed when it returns, rolled back when it throws.
 * Row-level security shows it that tenant only; `null` is nobody, who sees what everybody may see.
 * @param mode  `batch`: short acts that find their rows by key
 */
export async function inTransaction<T>(
  store: Store,
  tenant: TenantId | null,
  mode: 'read' | 'write' | 'batch',
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  if (tenant !== null && !isUuid(tenant)) throw new Error('a tenant id is a UUID');
  const client = await store.pool.connect();
  const transaction = open(client);
  /** With the connection's error once it serves nobody any more. */
  let free: Promise<Error | undefined> | undefined;
  try {
    const { begin, set } = BEGIN[mode];
    const begun = [transaction.send(begin, []), transaction.send(set, [tenant ?? ''])];
    const worked = work(transaction);
    await Promise.all([...begun, worked]);
    const ending = transaction.end();
    if (mode === 'read') {
      free = failureOf(ending); // nothing is kept of it, so whoever reads need not wait for its end
    } else {
      const [end] = await Promise.all([ending, ...transaction.sent]);
      if (end.done !== 'COMMIT') throw new Error('the transaction had failed and was rolled back');
    }
    return await worked;
  } catch (error) {
    transaction.close();
    free = failureOf(client.query('rollback'));
    await free;
    throw error;
  } finally {
    if (free) void free.then((failed) => client.release(failed));
    else client.release();
  }
}

const failureOf = (asked: Promise<unknown>): Promise<Error | undefined> =>
  asked.then(
    () => undefined,
    (failed: Error) => failed,
  );

/** What whoever runs a transaction has of it besides. */
interface Running extends Transaction {
  send: (text: string, values: readonly unknown[]) => Promise<Sent>;
  sent: Promise<unknown>[];
  /** Commits: nothing can be asked from here on. */
  end: () => Promise<Sent>;
  close: () => void;
}

function open(client: pg.PoolClient): Running {
  let ended = false;
  const sent: Promise<unknown>[] = [];
  let sending: Sending | null = null;
  const leave = () => {
    if (sending) client.query(sending);
    sending = null;
  };
  /** Statements of one moment leave together. */
  const send = (text: string, values: readonly unknown[]): Promise<Sent> => {
    if (sending === null) {
      sending = new Sending();
      process.nextTick(leave);
    }
    return sending.add(text, values);
  };
  const run = async (text: string, values: readonly unknown[]): Promise<Sent> => {
    // A straggler must never write on a connection that works for somebody else by now.
    if (ended) throw new Error('the transaction has ended');
    try {
      return await send(text, values);
    } catch (error) {
      if (error instanceof Error) Error.captureStackTrace(error); // who asked, and not the socket
      throw error;
    }
  };
  const driver = new OneConnection(run);
  const db = new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return {
    db,
    query: async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await run(text, values)).rows as R[],
    copy: (text, take) => {
      if (ended) return Promise.reject(new Error('the transaction has ended'));
      leave();
      const copied = new CopyOut(text, take);
      client.query(copied);
      return copied.done;
    },
    lastly: (statement) => {
      statement.catch(() => {}); // told when the transaction ends
      sent.push(statement);
    },
    send,
    sent,
    end: () => {
      ended = true;
      return send('commit', []);
    },
    close: () => {
      ended = true;
      sending?.drop(new Error('the transaction has ended'));
      sending = null;
    },
  };
}

/** The driver's query, which drops what a copy sends, with somebody to take it. A taker that throws fails the copy. */
class CopyOut extends pg.Query {
  readonly done: Promise<void>;
  readonly #take: (line: Buffer) => void;
  #failed: { error: unknown } | undefined;

  constructor(text: string, take: (line: Buffer) => void) {
    super(text);
    this.#take = take;
    this.done = new Promise((resolve, reject) => {
      this.on('error', reject);
      this.on('end', () => (this.#failed ? reject(this.#failed.error as Error) : resolve()));
    });
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.#failed) return;
    try {
      this.#take(chunk);
    } catch (error) {
      this.#failed = { error };
    }
  }
}

/** Kysely's driver for the one connection of a transaction that is already open. */
class OneConnection implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(run: (text: string, values: readonly unknown[]) => Promise<Sent>) {
    this.#connection = {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        const { rows, done } = await run(query.sql, query.parameters);
        const changed = /^(?:INSERT 0|UPDATE|DELETE|MERGE) (\d+)$/.exec(done);
        return { rows: rows as R[], ...(changed ? { numAffectedRows: BigInt(changed[1]!) } : {}) };
      },
      streamQuery() {
        throw new Error('rows are not streamed inside a transaction');
      },
    };
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  async beginTransaction(): Promise<void> {
    throw new Error('a transaction is open already');
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}
