import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { readPaper } from '@tongchuang/domain/intake/read-paper.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { readFrameworkFile } from './framework-file.ts';
import type { FrameworkFile } from './framework-file.ts';
import { readPaperFile } from './read/paper-file.ts';
import type { Question, Read, WorkerAnswer } from './worker.ts';

const { name, source, wants }: Question = workerData;

parentPort?.postMessage(await answer());

async function answer(): Promise<WorkerAnswer<Read | FrameworkFile>> {
  try {
    const bytes = typeof source === 'string' ? await open(source) : source;
    if (wants.what === 'framework') return await readFrameworkFile(name, bytes);
    const paper = await readPaperFile(name, bytes);
    return { paper, reading: readPaper(paper, { today: wants.today }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: { code: error.code, facts: error.facts } };
  }
}

async function open(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch {
    throw new Refusal('paper.not_found', { name });
  }
}
