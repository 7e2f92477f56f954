import { fileURLToPath } from 'node:url';
import { getDocumentProxy } from 'unpdf';
import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { layOut, Notes } from './flow.ts';
import { blocksOf } from './pdf-blocks.ts';
import { readPage } from './pdf-page.ts';
import type { Page } from './pdf-page.ts';
import { lostCharacters } from './text.ts';

/**
 * The text of a PDF: lines by their place on the page, paragraphs joined over lines and pages, ruled tables by their
 * rulings; heads, feet and numbers of pages left out.
 *
 * @throws {Refusal} `paper.encrypted`, `paper.image_only`, `paper.truncated`, `paper.damaged`
 */
export async function readPdf(name: string, bytes: Uint8Array): Promise<Paper> {
  const pages = await readPages(name, bytes);
  if (!pages.some(({ runs }) => runs.length > 0)) throw new Refusal('paper.image_only', { name });
  const { flow, removed } = blocksOf(pages);
  const notes = new Notes();
  notes.add('page_furniture_removed', removed);
  const paper = layOut(name, 'pdf', flow, notes);
  // Nothing but page numbers: pictures with a foot.
  if (paper.text.trim() === '') throw new Refusal('paper.image_only', { name });
  notes.add('characters_lost', lostCharacters(paper.text));
  return { ...paper, notes: notes.list() };
}

async function readPages(name: string, bytes: Uint8Array): Promise<Page[]> {
  const isWhole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf('%%EOF') > 0;
  try {
    // The engine takes the bytes for itself, so it gets a copy.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      cMapUrl: fileURLToPath(new URL('./cmaps/', import.meta.url)),
      cMapPacked: true,
      useWorkerFetch: false,
      disableFontFace: true,
      useSystemFonts: false,
      // Pictures are not looked at: decoding them costs time and memory.
      maxImageSize: 0,
      enableXfa: false,
    });
    const pages: Page[] = [];
    for (let at = 1; at <= pdf.numPages; at++) pages.push(await readPage(await pdf.getPage(at)));
    await pdf.loadingTask.destroy();
    return pages;
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw new Refusal('paper.encrypted', { name });
    throw new Refusal(isWhole ? 'paper.damaged' : 'paper.truncated', { name });
  }
}
