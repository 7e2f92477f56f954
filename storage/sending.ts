import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';
import { serialize } from 'pg-protocol';

/** What a statement came to. */
export interface Sent {
  rows: Record<string, unknown>[];
  /** `UPDATE 3`, as the server says it. */
  done: string;
}

interface Statement extends Sent {
  text: string;
  values: readonly unknown[];
  prepared: Prepared | null;
  isNew: boolean;
  columns: Columns | null;
  resolve: (sent: Sent) => void;
  reject: (error: Error) => void;
}

/** How the columns of a statement are called, and how each is read from text. */
interface Columns {
  names: string[];
  parsers: ((text: string) => unknown)[];
}

/** A statement that one connection keeps under a name; its columns are told once. */
interface Prepared {
  name: string;
  columns: Columns | null;
}

interface Connection {
  stream: { write: (bytes: Uint8Array) => void };
}

/**
 * Statements of one moment, sent as one message and answered by one: the driver ends each statement by itself, for which the
 * server writes to the socket and this process wakes up each time, and that cost more than the statements. After one that fails
 * the server passes over the rest.
 */
export class Sending extends pg.Query {
  readonly #statements: Statement[] = [];
  #at = 0;
  /** Why a row could not be read. */
  #unread: Error | undefined;

  constructor() {
    super('');
  }

  add(text: string, values: readonly unknown[]): Promise<Sent> {
    const { promise, resolve, reject } = Promise.withResolvers<Sent>();
    const own = { prepared: null, isNew: false, columns: null, rows: [], done: '' };
    this.#statements.push({ text, values, ...own, resolve, reject });
    return promise;
  }

  /** Where it is not to be sent any more. */
  drop(error: Error): void {
    for (const { reject } of this.#statements) reject(error);
  }

  /** @returns what a value was that cannot be written; then nothing is sent */
  override submit = (connection: pg.Connection): Error | undefined => {
    const known = preparedBy(connection);
    try {
      const bytes = this.#statements.flatMap((statement) => messages(statement, known));
      (connection as unknown as Connection).stream.write(Buffer.concat([...bytes, serialize.sync()]));
      return undefined;
    } catch (error) {
      return error as Error;
    }
  };

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    const statement = this.#statements[this.#at]!;
    statement.columns = {
      names: fields.map((field) => field.name),
      parsers: fields.map((field) => pg.types.getTypeParser(field.dataTypeID, 'text')),
    };
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { columns, rows } = this.#statements[this.#at]!;
    const { names, parsers } = columns!;
    const row: Record<string, unknown> = {};
    try {
      for (let nth = 0; nth < names.length; nth++) {
        const text = fields[nth]!;
        row[names[nth]!] = text === null ? null : parsers[nth]!(text);
      }
    } catch (error) {
      this.#unread ??= error as Error;
    }
    rows.push(row);
  }

  handleCommandComplete({ text }: { text: string }): void {
    const statement = this.#statements[this.#at]!;
    statement.done = text;
    if (statement.prepared) statement.prepared.columns = statement.columns ?? NO_COLUMNS;
    this.#at += 1;
  }

  handleReadyForQuery(): void {
    for (const statement of this.#statements)
      if (this.#unread) statement.reject(this.#unread);
      else statement.resolve(statement);
  }

  handleError(error: Error, connection: pg.Connection): void {
    this.#statements.forEach((statement, nth) => {
      if (nth < this.#at) return statement.resolve(statement);
      // Whether the server keeps it is not known: the next time it gets another name.
      if (statement.isNew) preparedBy(connection).byText.delete(statement.text);
      return statement.reject(error);
    });
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  handlePortalSuspended(): void {}
  handleCopyData(): void {}
  handleCopyInResponse(connection: { sendCopyFail: (reason: string) => void }): void {
    connection.sendCopyFail('nothing is copied this way');
  }
}

const NO_COLUMNS: Columns = { names: [], parsers: [] };

/** What is sent for a statement; one that is known tells its columns no more. */
function messages(statement: Statement, known: Kept): Uint8Array[] {
  const { text, values } = statement;
  const sent: Uint8Array[] = [];
  let prepared = known.byText.get(text) ?? null;
  if (prepared === null) {
    const isRepeated = repeats(text);
    const name = isRepeated ? `s${known.next++}` : '';
    sent.push(serialize.parse({ name, text }));
    if (isRepeated) {
      statement.isNew = true;
      known.byText.set(text, (prepared = { name, columns: null }));
    }
  }
  statement.prepared = prepared;
  statement.columns = prepared?.columns ?? null;
  sent.push(
    serialize.bind({ statement: prepared?.name ?? '', values: [...values], valueMapper: prepareValue }),
  );
  if (statement.columns === null) sent.push(serialize.describe({ type: 'P', name: '' }));
  sent.push(serialize.execute({}));
  return sent;
}

interface Kept {
  byText: Map<string, Prepared>;
  next: number;
}

const KEPT = new WeakMap<object, Kept>();

function preparedBy(connection: object): Kept {
  const known = KEPT.get(connection) ?? { byText: new Map<string, Prepared>(), next: 0 };
  KEPT.set(connection, known);
  return known;
}

/** How often texts were seen; the bound keeps lists of changing length from filling this process and the server. */
const seen = new Map<string, number>();
const MOST_PREPARED = 1000;

/** Whether a text was seen before: then it is worth a name. */
function repeats(text: string): boolean {
  const times = seen.get(text) ?? 0;
  if (times === 0 && seen.size >= MOST_PREPARED) return false;
  seen.set(text, times + 1);
  return times > 0;
}
