import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const FLOORS = ['domain', 'contract', 'storage', 'papers', 'usecases', 'ui', 'server', 'console'];

const rows = readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| 中文'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

const identifiers = FLOORS.flatMap((floor) =>
  readdirSync(join(ROOT, floor), { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        /\.tsx?$/.test(entry.name) &&
        !/\.test\.|node_modules|dist/.test(join(entry.parentPath, entry.name)),
    )
    .map((entry) =>
      readFileSync(join(entry.parentPath, entry.name), 'utf8').replaceAll(
        /'[^'\n]*'|`[^`]*`|\/\*[\s\S]*?\*\/|\/\/.*/g,
        '',
      ),
    ),
).join('\n');

test('every concept has its Chinese, its one English word and its meaning', () => {
  expect(rows.length).toBeGreaterThan(30);
  for (const [, chinese, english] of rows) {
    expect(chinese, `row of ${english}`).toMatch(/\p{Script=Han}/u);
    expect(english, `row of ${chinese}`).toMatch(/^[a-z]/);
  }
});

test('no Chinese word stands for two concepts', () => {
  const words = rows.flatMap(([, chinese = '']) => chinese.split('/').map((word) => word.trim()));
  expect(words.filter((word, nth) => words.indexOf(word) !== nth)).toEqual([]);
});

test('words that the glossary forbids for a concept do not name anything in the code', () => {
  // Single, unmistakable words only: "error" and "file" are also words of the language itself.
  const forbidden = rows
    .flatMap(([, , , , never = '']) => never.split(',').map((word) => word.trim()))
    .filter((word) => ['scheme', 'todo', 'customer', 'vendor', 'ledgerEntry'].includes(word));
  expect(forbidden.length).toBeGreaterThan(1);
  const used = forbidden.filter((word) =>
    new RegExp(`\\b(?:const|let|function|interface|type|class)\\s+${word}\\b`, 'i').test(identifiers),
  );
  expect(used).toEqual([]);
});
