import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { readDocLists } from './doc-lists.ts';
import { characterProperties } from './doc-properties.ts';
import { DocStory } from './doc-story.ts';
import type { DocMarks } from './doc-story.ts';
import { readDocStyles } from './doc-styles.ts';
import { DocText, POINTERS } from './doc-text.ts';
import { type Flow, layOut, Notes } from './flow.ts';
import { Numbering } from './numbering.ts';
import type { OleFile } from './ole.ts';

/**
 * A Word 97–2003 binary document (.doc, also as WPS writes it) as it is printed: generated numbers counted, tables by
 * their cell marks, tracked changes accepted, hidden text and page heads left out.
 *
 * @throws {Refusal} `paper.encrypted`, `paper.unsupported` for Word 6 and 95, `paper.truncated`, `paper.damaged`
 */
export function readDoc(name: string, ole: OleFile): Paper {
  const doc = new DocText(name, ole);
  const lists = readDocLists(doc.part(POINTERS.lists, true), doc.part(POINTERS.listUses, true));
  const styles = readDocStyles(doc.part(POINTERS.styles));
  const marks = readMarks(doc);
  const flow: Flow = [];
  const story = new DocStory(doc, styles, new Numbering(lists), marks);
  story.read(doc.stories.body, 'body', flow);
  story.read(doc.stories.textboxes, 'textbox', flow);
  story.read(doc.stories.footnotes, 'footnote', flow);
  story.read(doc.stories.endnotes, 'footnote', flow);

  const notes = new Notes();
  notes.add('tracked_changes_accepted', marks.changes);
  notes.add('page_furniture_removed', story.contentsLines);
  notes.add('macro_ignored', ole.has('_VBA_PROJECT') ? 1 : 0);
  return layOut(name, 'doc', flow, notes);
}

/** What character properties hide or change, by character. */
function readMarks(doc: DocText): DocMarks {
  const marks: DocMarks = { leftOut: new Uint8Array(doc.text.length), symbols: new Map(), changes: 0 };
  let fonts: string[] | null = null;
  for (const run of doc.runs('character')) {
    const { deleted, inserted, hidden, symbol } = characterProperties(run.modifiers);
    if (!deleted && !inserted && !hidden && !symbol) continue;
    for (const { from, to } of doc.charactersOf(run)) {
      if (deleted || inserted) marks.changes++;
      if (deleted || hidden) marks.leftOut.fill(1, from, to);
      fonts ??= symbol ? readFonts(doc.part(POINTERS.fonts)) : null;
      if (symbol) marks.symbols.set(from, { font: fonts?.[symbol.font] ?? '', code: symbol.code });
    }
  }
  return marks;
}

/** Names of the fonts, by number. */
function readFonts(part: Buffer): string[] {
  const fonts: string[] = [];
  let at = 4;
  while (at < part.length) {
    const size = part[at] ?? 0;
    // 39 bytes of measures, then the name up to a zero.
    fonts.push(part.toString('utf16le', Math.min(part.length, at + 40), at + 1 + size).split('\0')[0] ?? '');
    at += 1 + size;
  }
  return fonts;
}
