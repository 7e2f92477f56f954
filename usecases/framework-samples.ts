import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { readEdition } from '@tongchuang/domain/assessment/read-edition.ts';

const FOLDER = join(import.meta.dirname, '../packs/frameworks');

/** 示例体系: complete editions that a place may begin with, one file each in `packs/frameworks`; by the file's name. */
export const SAMPLES: ReadonlyMap<string, Edition> = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const read = readEdition(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
      if ('problem' in read) throw new Error(`packs/frameworks/${file}: ${read.problem.where}`);
      return [file.replace(/\.json$/, ''), read.edition];
    }),
);
