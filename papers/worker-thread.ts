import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { FrameworkFile } from './framework-file.ts';
import type { RosterRows } from './read-roster/read-roster.ts';
import type { FactRowText } from './read/fact-rows.ts';
import type { Question, Read, WorkerAnswer } from './worker.ts';

const { name, source, wants }: Question = workerData;

parentPort?.postMessage(await answer());

async function answer(): Promise<WorkerAnswer<Read | FrameworkFile | FactRowText[] | RosterRows>> {
  try {
    const bytes = typeof source === 'string' ? await open(source) : source;
    return await read(bytes);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: { code: error.code, facts: error.facts } };
  }
}

/** Each reader is loaded where it is wanted: a sheet of facts needs no reader of .pdf. */
async function read(bytes: Uint8Array): Promise<Read | FrameworkFile | FactRowText[] | RosterRows> {
  switch (wants.what) {
    case 'framework':
      return (await import('./framework-file.ts')).readFrameworkFile(name, bytes);
    case 'facts':
      return (await import('./read/fact-rows.ts')).readFactRows(name, bytes);
    case 'roster':
      return (await import('./read-roster/read-roster.ts')).readRoster(name, bytes);
    case 'tasks': {
      const { readPaperFile } = await import('./read/paper-file.ts');
      const { readPaper } = await import('@tongchuang/domain/intake/read-paper.ts');
      const paper = await readPaperFile(name, bytes);
      return { paper, reading: readPaper(paper, { today: wants.today }) };
    }
  }
}

async function open(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch {
    throw new Refusal('paper.not_found', { name });
  }
}
