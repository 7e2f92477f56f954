import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { readPaperFile } from './paper-file.ts';

const PLAN =
  '清源县创建文明城市实施方案\r\n\r\n一、整治占道经营。2026年9月底前,达90%以上。\n责任单位:县城管局';

const read = (bytes: Uint8Array): Promise<Paper> => readPaperFile('方案.txt', bytes);
const lines = ({ blocks, text }: Paper): string[] => blocks.map(({ start, end }) => text.slice(start, end));
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

test('the text stays as it is, a block a line', async () => {
  const paper = await read(Buffer.from(PLAN));

  expect(paper.text).toBe(PLAN);
  expect(lines(paper)).toEqual(PLAN.split(/\r?\n/).filter((line) => line !== ''));
  expect(paper.notes).toEqual([]);
});

test.each([
  ['UTF-8 with its mark', Buffer.from(`\ufeff${PLAN}`), false],
  ['UTF-16 little end first, with its mark', Buffer.from(`\ufeff${PLAN}`, 'utf16le'), false],
  ['UTF-16 big end first, with its mark', utf16be(`\ufeff${PLAN}`), false],
  ['UTF-16 little end first', Buffer.from(PLAN, 'utf16le'), true],
  ['UTF-16 big end first', utf16be(PLAN), true],
  ['GBK', iconv.encode(PLAN, 'gbk'), true],
  ['GB18030', iconv.encode(PLAN, 'gb18030'), true],
])('%s is known', async (_, bytes, guessed) => {
  const paper = await read(bytes);

  expect(paper.text).toBe(PLAN);
  expect(paper.notes.some(({ code }) => code === 'encoding_guessed')).toBe(guessed);
});

test('UTF-16 without mark, digits or line ends is still known', async () => {
  const text = '加强对创建工作的领导,各乡镇和县直各单位要落实责任,分工协作。';

  expect((await read(Buffer.from(text, 'utf16le'))).text).toBe(text);
  expect((await read(utf16be(text))).text).toBe(text);
});

test('characters beyond the common set survive GB18030', async () => {
  expect((await read(iconv.encode('浛洸镇、䶮村、𠮷家巷的创建工作', 'gb18030'))).text).toBe(
    '浛洸镇、䶮村、𠮷家巷的创建工作',
  );
});

test('a file cut inside a character keeps its encoding and says that something is lost', async () => {
  const paper = await read(Buffer.from(PLAN).subarray(0, -1));

  expect(paper.text.slice(0, -1)).toBe(PLAN.slice(0, -1));
  expect(paper.notes).toContainEqual({ code: 'characters_lost', count: 1 });
});

test('question marks between Chinese characters are told as lost ones, a question is not', async () => {
  const paper = await read(Buffer.from('群众??意度达90%。做什么?怎么做?'));

  expect(paper.notes).toEqual([{ code: 'characters_lost', count: 1 }]);
});

test('a page pasted with its tags is text', async () => {
  const page = '<html><body><p>一、任务</p></body></html>';

  expect((await read(Buffer.from(page))).text).toBe(page);
});

test('a file of blanks holds nothing', async () => {
  await expect(read(Buffer.from(' \r\n\t\n'))).rejects.toMatchObject({ code: 'paper.empty' });
  await expect(read(Buffer.from('\ufeff'))).rejects.toMatchObject({ code: 'paper.empty' });
  await expect(read(new Uint8Array())).rejects.toMatchObject({ code: 'paper.empty' });
});
