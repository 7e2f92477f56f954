import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import type { Reading } from '@tongchuang/domain/intake/reading.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { RefusalCode, Refusals } from '@tongchuang/domain/kernel/refusal.ts';
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
  today: string;
}

/** A document as it stands, and what was read out of it. */
export interface Read {
  paper: Paper;
  reading: Reading;
}

/** What the worker answers with. */
export type WorkerAnswer = Read | { refusal: { code: RefusalCode; facts: Refusals[RefusalCode] } };

/**
 * Reads a document in a thread of its own, which is ended when it takes too long or too much; the caller goes on.
 *
 * @param today  ISO date, from which `deadline_past` and the like are judged
 * @param source the bytes, or the path of a file; a file above the limit is refused by its size, unread
 * @throws {Refusal} `paper.*`, among them `paper.too_slow`, and `paper.bomb` where memory ran out
 */
export async function readInWorker(
  name: string,
  source: Uint8Array | string,
  today: string,
  limits: ReadingLimits = { seconds: 10, megabytes: 512 },
): Promise<Read> {
  const file = baseName(name);
  const size = typeof source === 'string' ? await sizeOf(file, source) : source.length;
  if (size > LARGEST_FILE) throw new Refusal('paper.too_large', { name: file, limitMegabytes: 50 });
  const answer = await ask({ name: file, source, today }, limits);
  if ('refusal' in answer) throw new Refusal(answer.refusal.code, answer.refusal.facts);
  return answer;
}

async function sizeOf(name: string, path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new Refusal('paper.not_found', { name });
  return found.size;
}

function ask(question: Question, limits: ReadingLimits): Promise<WorkerAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<WorkerAnswer>();
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
