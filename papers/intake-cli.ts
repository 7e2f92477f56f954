import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sentence } from '@tongchuang/domain/kernel/refusal-words.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { asJson, asTable } from './reading-print.ts';
import { LARGEST_FILE } from './read/paper-file.ts';
import { readInWorker, type Read } from './worker.ts';

const USAGE =
  '用法：npm run -s intake -- 文件 [--json] [--today 2026-03-02]（文件写 - 时从标准输入读取文字）';

/** Reads one document and prints what was read. Exit code 2: it cannot be read, one sentence says why. */
async function main(): Promise<number> {
  const { path, json, today } = commandLine();
  if (path === null) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  try {
    const { reading } = await open(path, today);
    process.stdout.write(
      json ? `${JSON.stringify(asJson(reading), null, 2)}\n` : asTable(reading, columns()),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${sentence(error, 'zh-CN')}\n`);
    return 2;
  }
}

function commandLine(): { path: string | null; json: boolean; today: string } {
  const now = new Date();
  const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean' }, today: { type: 'string' } },
    });
    const path = positionals.length === 1 ? (positionals[0] ?? null) : null;
    return { path, json: values.json ?? false, today: values.today ?? today };
  } catch {
    return { path: null, json: false, today };
  }
}

async function open(path: string, today: string): Promise<Read> {
  if (path === '-') return readInWorker('标准输入.txt', await standardInput(), today);
  // npm starts scripts in the project's folder; the path is meant from where the person stands.
  return readInWorker(path, resolve(process.env['INIT_CWD'] ?? process.cwd(), path), today);
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LARGEST_FILE) break;
  }
  return Buffer.concat(chunks);
}

const columns = (): number => Math.max(80, process.stdout.columns ?? 120);

// A reader like `head` may close the pipe early; that is its right.
process.stdout.on('error', () => {});
process.exitCode = await main();
