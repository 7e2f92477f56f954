import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import type { Reading } from '@tongchuang/domain/intake/reading.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { RefusalCode, Refusals } from '@tongchuang/domain/kernel/refusal.ts';
import type { FrameworkFile } from './framework-file.ts';
import type { RosterRows } from './read-roster/read-roster.ts';
import type { FactRowText } from './read/fact-rows.ts';
import { baseName, LARGEST_FILE } from './read/paper-file.ts';

export interface ReadingLimits {
  seconds: number;
  /** Of the whole reading: file and unpacked parts beside the heap, so the heap gets two fifths. */
  megabytes: number;
}

/** What the worker is asked. */
export interface Question {
  name: string;
  source: Uint8Array | string;
  /** tasks: what is to be done, judged from a day; framework: what is judged by. */
  wants: { what: 'tasks'; today: string } | { what: 'framework' } | { what: 'facts' } | { what: 'roster' };
}

/** A document as it stands, and what was read out of it. */
export interface Read {
  paper: Paper;
  reading: Reading;
}

/** What the worker answers with. */
export type WorkerAnswer<T> = T | { refusal: { code: RefusalCode; facts: Refusals[RefusalCode] } };

const LIMITS: ReadingLimits = { seconds: 10, megabytes: 512 };
/** The command answers within ten seconds, its own start among them. */
const FRAMEWORK_LIMITS: ReadingLimits = { seconds: 8, megabytes: 512 };

/**
 * Reads a document in a thread of its own, which is ended when it takes too long or too much; the caller goes on.
 *
 * @param today  ISO date, from which `deadline_past` and the like are judged
 * @param source the bytes, or the path of a file; a file above the limit is refused by its size, unread
 * @throws {Refusal} `paper.*`, among them `paper.too_slow`, and `paper.bomb` where memory ran out
 */
export const readInWorker = (
  name: string,
  source: Uint8Array | string,
  today: string,
  limits: ReadingLimits = LIMITS,
): Promise<Read> => answered<Read>(name, source, { what: 'tasks', today }, limits);

/**
 * Reads a framework (.xlsx, .docx, or JSON) in such a thread.
 *
 * @throws {Refusal} `paper.*`, among them `paper.not_a_framework`
 */
export const readFrameworkInWorker = (
  name: string,
  source: Uint8Array | string,
  limits: ReadingLimits = FRAMEWORK_LIMITS,
): Promise<FrameworkFile> => answered<FrameworkFile>(name, source, { what: 'framework' }, limits);

/**
 * Reads a sheet of facts (.xlsx) in such a thread.
 *
 * @throws {Refusal} `paper.*`, among them `paper.damaged` where no sheet has the columns
 */
export const readFactRowsInWorker = (name: string, bytes: Uint8Array): Promise<FactRowText[]> =>
  answered<FactRowText[]>(name, bytes, { what: 'facts' }, LIMITS);

/**
 * Reads a roster (.xlsx) in such a thread.
 *
 * @throws {Refusal} `paper.*`, among them `paper.not_a_roster`
 */
export const readRosterInWorker = (name: string, bytes: Uint8Array): Promise<RosterRows> =>
  answered<RosterRows>(name, bytes, { what: 'roster' }, LIMITS);

async function answered<T extends object>(
  name: string,
  source: Uint8Array | string,
  wants: Question['wants'],
  limits: ReadingLimits,
): Promise<T> {
  const file = baseName(name);
  const size = typeof source === 'string' ? await sizeOf(file, source) : source.length;
  if (size > LARGEST_FILE) throw new Refusal('paper.too_large', { name: file, limitMegabytes: 50 });
  const answer = await ask<T>({ name: file, source, wants }, limits);
  if ('refusal' in answer) throw new Refusal(answer.refusal.code, answer.refusal.facts);
  return answer;
}

async function sizeOf(name: string, path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new Refusal('paper.not_found', { name });
  return found.size;
}

function ask<T>(question: Question, limits: ReadingLimits): Promise<WorkerAnswer<T>> {
  const { promise, resolve, reject } = Promise.withResolvers<WorkerAnswer<T>>();
  const worker = new Worker(new URL('./worker-thread.ts', import.meta.url), {
    workerData: question,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes * 0.4, maxYoungGenerationSizeMb: 32 },
    // Whatever flags or secrets the caller runs with are none of the thread's business.
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
  });
  const timer = setTimeout(() => {
    reject(new Refusal('paper.too_slow', { name: question.name, limitSeconds: limits.seconds }));
  }, limits.seconds * 1000);
  worker.once('message', resolve);
  worker.once('error', (error: NodeJS.ErrnoException) => {
    reject(
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Refusal('paper.bomb', { name: question.name }) : error,
    );
  });
  worker.once('exit', (code) => reject(new Error(`the reading thread ended with ${code} and no answer`)));
  return promise.finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
}
