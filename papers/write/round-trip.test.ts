import fc from 'fast-check';
import readExcelFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { readRoster } from '../read-roster/read-roster.ts';
import { writeListCsv, writeListSheet, type ListColumn } from './list-sheet.ts';
import { text, writeOfficialDocument } from './official-document.ts';
import { printable } from './printable.ts';
import { writeRoster } from './roster-template.ts';
import { all, paragraphs, unpacked } from './unpacked.ts';

/** Any text at all, and often the beginnings that programs take for something else. */
const anyText = fc
  .tuple(
    fc.constantFrom('', '=', '+', '-', '@', '\t', "'", '<w:p>', '&amp;', '_x000D_', '"', '#', '1', '浛'),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  .map((parts) => parts.join(''));

const columns: ListColumn[] = [
  { head: '甲', width: 10, align: 'left', kind: 'text' },
  { head: '乙', width: 10, align: 'left', kind: 'text' },
];

test('any text in a document is the same text in its file, with as many paragraphs as were written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 8 }), async (texts) => {
      const bytes = await writeOfficialDocument({
        title: texts[0] ?? '',
        madeAt: new Date(0),
        parts: [{ page: 'upright', blocks: texts.map((each) => text(each)) }],
      });

      const file = unpacked(bytes);
      for (const path of file.paths) file.part(path);
      expect(paragraphs(file.part('word/document.xml'))).toEqual(texts.map(printable));
      expect(file.outward).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test('any text in a sheet is the same text when it is read, and no cell is a formula', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 6 }), async (pairs) => {
      const bytes = await writeListSheet({
        sheetName: pairs[0]?.[0] ?? '',
        title: '任务一览',
        columns,
        rows: pairs,
      });

      expect(all(unpacked(bytes).part('xl/worksheets/sheet1.xml'), 'f')).toEqual([]);
      const [sheet] = await readExcelFile(Buffer.from(bytes), { trim: false });
      const read = pairs.map((_, at) => (sheet?.data[at + 2] ?? [null, null]).map((cell) => cell ?? ''));
      const written = pairs.map((pair) => pair.map((each) => printable(each).replaceAll('\uFFFD', '\u25A1')));
      expect(read.map(filled)).toEqual(written.map(filled));
    }),
    { numRuns: 40 },
  );
});

const filled = (row: unknown[]): unknown[] => [row[0] ?? '', row[1] ?? ''];

test('no line of a .csv gives a spreadsheet a formula', () => {
  fc.assert(
    fc.property(anyText, (words) => {
      const csv = new TextDecoder().decode(writeListCsv({ columns: columns.slice(0, 1), rows: [[words]] }));
      const cell = csv.slice(csv.indexOf('\r\n') + 2).replace(/^"/, '');
      expect(cell).not.toMatch(/^[=+\-@\t\n]/);
    }),
    { numRuns: 200 },
  );
});

test('any names in a roster come back as they were, without blanks at their ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { maxLength: 6 }),
      async (names) => {
        const units = names.map((name, at) => ({ code: `D${at}`, name }));
        const content = { divisions: [], units, people: [], posts: [], pairings: [] };

        const roster = await readRoster('名册.xlsx', await writeRoster(content));

        const kept = names.map((name) =>
          /^#(REF!|N\/A)$/.test(name) ? '' : printable(name).replaceAll('\uFFFD', '\u25A1').trim(),
        );
        expect(roster.units.map(({ values }) => values.name)).toEqual(kept);
      },
    ),
    { numRuns: 25 },
  );
});
