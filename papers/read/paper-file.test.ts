import { strToU8 } from 'fflate';
import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { describe, expect, test } from 'vitest';
import { docx, docxParts, p, zipOf } from './made.ts';
import { pdfOf } from './made-pdf.ts';
import { readPaperFile } from './paper-file.ts';
import { ZIP_LIMITS } from './zip.ts';

const refusal = (name: string, bytes: Uint8Array): Promise<string> =>
  readPaperFile(name, bytes).then(
    (paper) => `read as ${paper.format}`,
    (error: unknown) => (error instanceof Refusal ? error.code : `thrown: ${String(error)}`),
  );

describe('what a file is, its bytes say', () => {
  test.each([
    ['通知.doc', docx(p('一')), 'read as docx'],
    ['通知.txt', docx(p('一')), 'paper.wrong_type'],
    ['通知.docx', pdfOf([{ texts: [{ x: 60, y: 700, text: '一、任务' }] }]), 'paper.wrong_type'],
    ['通知.doc', Buffer.from('{\\rtf1 text\\par}'), 'read as rtf'],
    ['通知.docx', Buffer.from('<html><body>一</body></html>'), 'read as html'],
    ['通知.txt', Buffer.from('<html><body>一</body></html>'), 'read as txt'],
    ['通知.doc', Buffer.from('一、任务'), 'read as txt'],
    ['没有扩展名', Buffer.from('一、任务'), 'read as txt'],
    ['通知.docx', Buffer.from('一、任务'), 'paper.wrong_type'],
    ['通知.pdf', Buffer.from('一、任务'), 'paper.wrong_type'],
    ['通知.docx', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'paper.wrong_type'],
    ['扫描.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'paper.image_only'],
    ['通知.doc', Buffer.from('MZ\x90\0\x03', 'latin1'), 'paper.wrong_type'],
    ['通知.docx', Buffer.from('Rar!\x1a\x07\0', 'latin1'), 'paper.wrong_type'],
    ['通知.docx', zipOf({ 'a.txt': 'a' }), 'paper.wrong_type'],
    ['压缩.zip', zipOf({ 'a.txt': 'a' }), 'paper.unsupported'],
    ['幻灯.pptx', zipOf({ 'ppt/presentation.xml': '<p/>' }), 'paper.unsupported'],
    ['版式.ofd', zipOf({ 'OFD.xml': '<p/>' }), 'paper.unsupported'],
    ['表.xlsb', zipOf({ 'xl/workbook.bin': 'x' }), 'paper.unsupported'],
    ['带宏.docm', docx(p('一'), { parts: { 'word/vbaProject.bin': 'x' } }), 'paper.macro'],
    ['程序.bin', Buffer.alloc(64, 1), 'paper.unsupported'],
    ['程序.txt', Buffer.alloc(64, 1), 'paper.wrong_type'],
  ])('%s', async (name, bytes, outcome) => {
    expect(await refusal(name, bytes)).toBe(outcome);
  });

  test('folders in the name are left out of it', async () => {
    expect((await readPaperFile('C:\\公文\\2026/方案.txt', Buffer.from('一'))).name).toBe('方案.txt');
  });
});

describe('a file that cannot be read gets its own reason', () => {
  test('empty, blank, or nothing but pictures', async () => {
    expect(await refusal('a.docx', new Uint8Array())).toBe('paper.empty');
    expect(await refusal('a.docx', docx(p('')))).toBe('paper.empty');
    expect(await refusal('a.docx', docx(p(''), { parts: { 'word/media/image1.png': 'x' } }))).toBe(
      'paper.image_only',
    );
  });

  test('cut off or damaged', async () => {
    const whole = docx(p('一、任务'.repeat(200)));
    const flipped = Buffer.from(whole);
    const inside = flipped.indexOf('word/document.xml') + 40;
    flipped[inside] = (flipped[inside] ?? 0) ^ 0xff;

    expect(await refusal('a.docx', whole.subarray(0, whole.length / 2))).toBe('paper.truncated');
    expect(await refusal('a.docx', flipped)).toBe('paper.damaged');
    expect(await refusal('a.docx', docx('<w:p><w:r>'))).toBe('paper.damaged');
    expect(await refusal('a.docx', docx(p('&undefined;')))).toBe('paper.damaged');
  });

  test('entities and document types, harmless or not', async () => {
    const parts = docxParts(p('一'));
    const body = String(parts['word/document.xml']);
    const laughs = `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>`;
    const outside = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
    for (const type of [laughs, outside, '<!DOCTYPE a>']) {
      const bytes = zipOf({
        ...parts,
        'word/document.xml': body.replace('<w:document', `${type}<w:document`),
      });
      expect(await refusal('a.docx', bytes)).toBe('paper.external_entity');
    }
  });

  test('bombs: too much, too many, too dense, or lying about it', async () => {
    const parts = docxParts(p('一'));
    const dense = zipOf({ ...parts, 'word/media/a.bin': new Uint8Array(ZIP_LIMITS.largeBytes + 1) });
    const many = zipOf({
      ...parts,
      ...Object.fromEntries(Array.from({ length: ZIP_LIMITS.entries }, (_, at) => [`word/${at}`, ''])),
    });
    const lying = declareSmaller(docx(p('一'.repeat(100_000))), 'word/document.xml', 500);

    expect(await refusal('a.docx', dense)).toBe('paper.bomb');
    expect(await refusal('a.docx', many)).toBe('paper.bomb');
    expect(await refusal('a.docx', lying)).toBe('paper.bomb');
  });

  test('a million attributes and a nest of a million elements', async () => {
    const attributes = Array.from({ length: 1_000_000 }, (_, at) => `a${at}=""`).join(' ');

    expect(await refusal('a.docx', docx(`<w:p ${attributes}>${'<w:r/>'}</w:p>`))).toBe('paper.empty');
    expect(await refusal('a.docx', docx('<w:tbl>'.repeat(1_000_000)))).toBe('paper.damaged');
  }, 20_000);

  test('names that lead outside or stand twice', async () => {
    const twice = Buffer.from(zipOf({ ...docxParts(p('一')), 'word/documenx.xml': 'x' }));
    const second = twice.lastIndexOf('word/documenx.xml');
    twice.write('word/document.xml', second);

    expect(await refusal('a.docx', zipOf({ ...docxParts(p('一')), '../../etc/passwd': 'x' }))).toBe(
      'paper.damaged',
    );
    expect(await refusal('a.docx', twice)).toBe('paper.damaged');
  });

  test('an encrypted entry', async () => {
    const bytes = Buffer.from(docx(p('一')));
    for (
      let at = bytes.indexOf('PK\x01\x02', 0, 'latin1');
      at >= 0;
      at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')
    ) {
      bytes.writeUInt16LE(1, at + 8);
    }

    expect(await refusal('a.docx', bytes)).toBe('paper.encrypted');
  });
});

describe('whatever the bytes are, there is a paper or a refusal', () => {
  const settles = async (name: string, bytes: Uint8Array): Promise<void> => {
    expect(await refusal(name, bytes)).toMatch(/^(?:read as|paper\.)/);
  };
  const names = fc.constantFrom('a.docx', 'a.doc', 'a.pdf', 'a.xlsx', 'a.txt', 'a.rtf', 'a.html', 'a');

  test('random bytes, also behind the signature of a format', async () => {
    const heads = fc.constantFrom(
      '',
      'PK\x03\x04',
      '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
      '{\\rtf1 ',
      '<html>',
      'MIME-Version: 1.0\r\n\r\n',
    );
    await fc.assert(
      fc.asyncProperty(names, heads, fc.uint8Array({ maxLength: 2_000 }), (name, head, bytes) =>
        settles(name, Buffer.concat([Buffer.from(head, 'latin1'), bytes])),
      ),
      { numRuns: 300 },
    );
  });

  test.each(['plan.doc', 'plan.rtf', 'plan.pdf', 'plan.docx'])(
    '%s with bytes changed, lost and cut off',
    async (file) => {
      const whole =
        file === 'plan.docx'
          ? docx(p('一、整治占道经营') + '<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>')
          : await readFile(new URL(`../fixtures/read/${file}`, import.meta.url));
      const place = fc.nat({ max: whole.length - 1 });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 20 }),
          fc.option(place),
          async (changes, end) => {
            const bytes = Buffer.from(whole);
            for (const [at, value] of changes) bytes[at] = value;
            await settles(file, end === null ? bytes : bytes.subarray(0, end));
          },
        ),
        { numRuns: file === 'plan.pdf' ? 15 : 60 },
      );
    },
    30_000,
  );
});

/** A zip whose directory and entry head say that an entry is smaller than it is. */
function declareSmaller(zip: Uint8Array, name: string, size: number): Uint8Array {
  const bytes = Buffer.from(zip);
  const wanted = Buffer.from(strToU8(name));
  for (const [signature, nameAt, sizeAt] of [
    ['PK\x03\x04', 30, 22],
    ['PK\x01\x02', 46, 24],
  ] as const) {
    for (
      let at = bytes.indexOf(signature, 0, 'latin1');
      at >= 0;
      at = bytes.indexOf(signature, at + 4, 'latin1')
    ) {
      if (bytes.subarray(at + nameAt, at + nameAt + wanted.length).equals(wanted))
        bytes.writeUInt32LE(size, at + sizeAt);
    }
  }
  return bytes;
}
