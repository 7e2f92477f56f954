import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { readDocx } from './docx.ts';
import { readText } from './text.ts';
import { readXlsx } from './xlsx.ts';
import { Zip } from './zip.ts';

/** Bytes of a file that is still taken; plans with photographs stay well below. */
export const LARGEST_FILE = 50_000_000;

/**
 * Reads a document of any known format. What it is, its bytes say; the extension only decides what they leave open.
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
  const signature = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(8, bytes.length)).toString('latin1');
  if (signature.startsWith('PK\x03\x04')) return readZip(name, bytes);
  return readText(name, bytes);
}

function readZip(name: string, bytes: Uint8Array): Paper {
  const zip = new Zip(name, bytes);
  const paper = zip.has('xl/workbook.xml') ? readXlsx(name, zip) : readDocx(name, zip);
  if (paper.text.trim() !== '') return paper;
  const pictures = zip.names.some((each) => each.includes('/media/'));
  throw new Refusal(pictures ? 'paper.image_only' : 'paper.empty', { name });
}

export function baseName(name: string): string {
  return name.replace(/^.*[/\\]/, '');
}
