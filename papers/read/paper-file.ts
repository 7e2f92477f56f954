import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { readDoc } from './doc.ts';
import { readDocx } from './docx.ts';
import { decodePage, readHtml } from './html.ts';
import { pageOfArchive } from './mhtml.ts';
import { OleFile } from './ole.ts';
import { readRtf } from './rtf.ts';
import { decodeText, looksBinary, readText } from './text.ts';
import { readXlsx } from './xlsx.ts';
import { Zip } from './zip.ts';

/** Bytes of a file that is still taken; plans with photographs stay well below. */
export const LARGEST_FILE = 50_000_000;

/**
 * Reads a document of any known format. What it is, its bytes say; a name that promises another kind is refused.
 *
 * @param name file name, with or without folders
 * @throws {Refusal} `paper.*`: every file that cannot be read gets the reason and the next step
 */
export async function readPaperFile(name: string, bytes: Uint8Array): Promise<Paper> {
  const file = baseName(name);
  if (bytes.length === 0) throw new Refusal('paper.empty', { name: file });
  if (bytes.length > LARGEST_FILE) throw new Refusal('paper.too_large', { name: file, limitMegabytes: 50 });
  try {
    return await readKnown(file, bytes);
  } catch (error) {
    // Readers walk through structures that a damaged file may break anywhere.
    if (error instanceof Refusal) throw error;
    throw new Refusal('paper.damaged', { name: file });
  }
}

async function readKnown(name: string, bytes: Uint8Array): Promise<Paper> {
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1_024, bytes.length)).toString('latin1');
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return readZip(name, extension, bytes);
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return readOle(name, bytes);
  if (head.startsWith('%PDF-') || (extension === 'pdf' && head.includes('%PDF-'))) {
    mustBePromised(name, extension, 'pdf');
    return readPdfLater(name, bytes);
  }
  if (head.startsWith('{\\rt')) {
    mustBePromised(name, extension, 'word');
    return readRtf(name, bytes);
  }
  const foreign = foreignKind(head);
  // A photograph given as what it is needs another next step than a file under a wrong name.
  if (foreign === '图片' && PICTURES.has(extension)) throw new Refusal('paper.image_only', { name });
  if (foreign !== undefined) throw unreadable(name, extension, foreign);
  if (!PLAIN.has(extension)) {
    if (/^\s*MIME-Version:/i.test(head)) return readArchive(name, bytes);
    if (HTML.test(head.replaceAll('\0', ''))) return readHtml(name, decodePage(bytes));
    if (head.startsWith('<?xml')) throw new Refusal('paper.unsupported', { name });
  }
  const decoded = decodeText(bytes);
  if (looksBinary(decoded.text)) throw unreadable(name, extension, '无法识别的数据');
  if (NEVER_TEXT.has(extension)) throw unreadable(name, extension, '纯文本');
  return readText(name, decoded);
}

/** The extensions under which only text is given: tags in it are text too. */
const PLAIN = new Set(['', 'txt', 'text', 'csv', 'md', 'log']);
/** The extensions whose programs would not open plain text either. */
const NEVER_TEXT = new Set(['docx', 'docm', 'xlsx', 'xlsm', 'xls', 'pdf']);
const READABLE = new Set([...NEVER_TEXT, ...PLAIN, 'doc', 'rtf', 'html', 'htm', 'mht', 'mhtml', 'wps']);
const PICTURES = new Set(['png', 'jpg', 'jpeg', 'gif', 'bmp', 'tif', 'tiff', 'webp', 'heic']);

const HTML =
  /^(?:ï»¿|ÿþ|þÿ)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|title|div|p|style|center|font|span|[ou]l|h[1-6])\b/i;

/** What people rename to .docx, by first bytes; some say it behind the four bytes of a length. */
const FOREIGN: Record<string, string[]> = {
  图片: ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\0', 'MM\0*', '....ftypheic', '....ftypmif1', 'RIFF....WEBP'],
  程序: ['MZ\x90\0', 'MZ\x00', '\x7fELF'],
  压缩包: ['Rar!\x1a', '7z\xbc\xaf', '\x1f\x8b\x08', 'BZh9', '\xfd7zXZ'],
  音像: ['....ftyp', 'ID3\x03', 'ID3\x04', 'OggS', 'RIFF....AVI ', 'RIFF....WAVE'],
};

function foreignKind(head: string): string | undefined {
  const begins = (signature: string) => [...signature].every((sign, at) => sign === '.' || head[at] === sign);
  return Object.entries(FOREIGN).find(([, signatures]) => signatures.some(begins))?.[0];
}

/** What each extension promises. Word's own kinds stand for one another: a .doc is often an RTF or a .docx by another name. */
const PROMISES = new Map<string, Kind>([
  ...['doc', 'docx', 'rtf', 'wps'].map((extension): [string, Kind] => [extension, 'word']),
  ...['xls', 'xlsx'].map((extension): [string, Kind] => [extension, 'sheet']),
  ['pdf', 'pdf'],
  ...['txt', 'text', 'csv', 'md', 'log'].map((extension): [string, Kind] => [extension, 'text']),
]);
type Kind = 'word' | 'sheet' | 'pdf' | 'text';
const KIND_WORDS: Record<Kind, string> = {
  word: 'Word 文档',
  sheet: 'Excel 工作簿',
  pdf: 'PDF 文件',
  text: '纯文本',
};

/** A file of another kind than its name says was mixed up by somebody: he is told, before it is taken for the right one. */
function mustBePromised(name: string, extension: string, kind: Kind): void {
  const promised = PROMISES.get(extension);
  if (promised !== undefined && promised !== kind) {
    throw new Refusal('paper.wrong_type', { name, found: KIND_WORDS[kind] });
  }
}

/** A known extension that promises something else is told so; an unknown one is only not readable. */
function unreadable(name: string, extension: string, found: string): Refusal {
  return READABLE.has(extension)
    ? new Refusal('paper.wrong_type', { name, found })
    : new Refusal('paper.unsupported', { name });
}

function readZip(name: string, extension: string, bytes: Uint8Array): Paper {
  const zip = new Zip(name, bytes);
  const holds = (folder: string) => zip.names.some((each) => each.startsWith(folder));
  if (zip.has('xl/workbook.bin') || holds('ppt/') || zip.has('OFD.xml') || zip.has('mimetype')) {
    throw new Refusal('paper.unsupported', { name });
  }
  if (!holds('word/') && !holds('xl/')) throw unreadable(name, extension, '压缩包');
  // A program travels with it, and the original is handed on to eighty units. (Old .doc files often hold the rest of a template's.)
  if (zip.names.some((each) => each.endsWith('vbaProject.bin'))) throw new Refusal('paper.macro', { name });
  mustBePromised(name, extension, holds('word/') ? 'word' : 'sheet');
  const paper = holds('word/') ? readDocx(name, zip) : readXlsx(name, zip);
  if (paper.text.trim() !== '') return paper;
  const pictures = zip.names.some((each) => each.includes('/media/'));
  throw new Refusal(pictures ? 'paper.image_only' : 'paper.empty', { name });
}

/** The old box of Office: .doc, but also .xls, .ppt, and every modern document under a password. */
function readOle(name: string, bytes: Uint8Array): Paper {
  const ole = new OleFile(name, bytes);
  if (ole.has('EncryptedPackage')) throw new Refusal('paper.encrypted', { name });
  if (!ole.has('WordDocument')) throw new Refusal('paper.unsupported', { name });
  const paper = readDoc(name, ole);
  if (paper.text.trim() === '')
    throw new Refusal(ole.has('Data') ? 'paper.image_only' : 'paper.empty', { name });
  return paper;
}

function readArchive(name: string, bytes: Uint8Array): Paper {
  const page = pageOfArchive(bytes);
  if (page === null) throw new Refusal('paper.unsupported', { name });
  return readHtml(name, page);
}

/** The PDF engine is large; only a PDF loads it. */
async function readPdfLater(name: string, bytes: Uint8Array): Promise<Paper> {
  const { readPdf } = await import('./pdf.ts');
  return readPdf(name, bytes);
}

export function baseName(name: string): string {
  return name.replace(/^.*[/\\]/, '');
}
