import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sentence } from '@tongchuang/domain/kernel/refusal-words.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { frameworkAsJson, frameworkAsTree } from './framework-print.ts';
import { readFrameworkInWorker } from './worker.ts';

const USAGE = '用法：npm run -s framework -- 文件 [--json]（文件为 .xlsx、.docx 或体系的 JSON）';

/** Reads one framework and prints it. Exit code 2: it cannot be read, one sentence says why. */
async function main(): Promise<number> {
  const asked = commandLine();
  if (asked === null) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  try {
    // npm starts scripts in the project's folder; the path is meant from where the person stands.
    const path = resolve(process.env['INIT_CWD'] ?? process.cwd(), asked.path);
    const file = await readFrameworkInWorker(asked.path, path);
    process.stdout.write(
      asked.json ? `${JSON.stringify(frameworkAsJson(file), null, 2)}\n` : frameworkAsTree(file),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${sentence(error, 'zh-CN')}\n`);
    return 2;
  }
}

function commandLine(): { path: string; json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    });
    const [path] = positionals;
    return path === undefined || positionals.length > 1 ? null : { path, json: values.json ?? false };
  } catch {
    return null;
  }
}

// A reader like `head` may close the pipe early; that is its right.
process.stdout.on('error', () => {});
process.exitCode = await main();
