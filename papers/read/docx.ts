import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { readNumbering } from './docx-numbering.ts';
import { DocxStory } from './docx-story.ts';
import type { Seen } from './docx-story.ts';
import { readStyles } from './docx-styles.ts';
import { type Flow, layOut, Notes } from './flow.ts';
import { decodePage, flowOfHtml } from './html.ts';
import { pageOfArchive } from './mhtml.ts';
import { Numbering } from './numbering.ts';
import { externalContent, relationships } from './parts.ts';
import { readXml } from './xml.ts';
import type { XmlEvents } from './xml.ts';
import type { Zip } from './zip.ts';

/**
 * A Word document (.docx) as it is printed: generated numbers counted, tracked changes accepted, fields by their
 * results, hidden text, heads and feet of pages and the generated table of contents left out.
 *
 * @throws {Refusal} `paper.damaged`, `paper.bomb`, `paper.external_entity` …
 */
export function readDocx(name: string, zip: Zip): Paper {
  const notes = new Notes();
  const main =
    relationships(name, zip, '').find(({ type }) => type === 'officeDocument')?.target ?? 'word/document.xml';
  const body = zip.read(main);
  if (!body) throw new Refusal('paper.damaged', { name });
  const related = relationships(name, zip, main);
  const part = (type: string): Uint8Array | null => {
    const target = related.find((each) => each.type === type && !each.external)?.target;
    return target === undefined ? null : zip.read(target);
  };

  const styles = readStyles(name, part('styles'));
  const numbering = new Numbering(readNumbering(name, part('numbering'), styles));
  const seen: Seen = {
    trackedChanges: 0,
    contentsLines: 0,
    footnotes: new Set(),
    endnotes: new Set(),
    // Web systems export "Word" as a page of HTML in a nearly empty document.
    readChunk(id) {
      const bytes = zip.read(related.find((each) => each.id === id && !each.external)?.target ?? '');
      return bytes ? flowOfChunk(bytes) : [];
    },
  };
  const flow: Flow = [];
  const story = new DocxStory(flow, styles, numbering, 'body', seen);
  readXml(name, body, story);
  story.finish();
  for (const [type, cited] of [
    ['footnotes', seen.footnotes],
    ['endnotes', seen.endnotes],
  ] as const) {
    const xml = cited.size > 0 ? part(type) : null;
    if (!xml) continue;
    const foot = new DocxStory(flow, styles, numbering, 'footnote', seen);
    readXml(name, xml, onlyCited(foot, type.slice(0, -1), cited));
    foot.finish();
  }

  notes.add('tracked_changes_accepted', seen.trackedChanges);
  notes.add('page_furniture_removed', seen.contentsLines);
  notes.add('external_content_ignored', externalContent(related));
  return layOut(name, 'docx', flow, notes);
}

function flowOfChunk(bytes: Uint8Array): Flow {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(256, bytes.length)).toString('latin1');
  const page = /^\s*MIME-Version:/i.test(head) ? pageOfArchive(bytes) : decodePage(bytes);
  return page === null ? [] : flowOfHtml(page).flow;
}

/** Passes on the notes that the text cites; the file also holds separators and notes of deleted text. */
function onlyCited(story: DocxStory, note: string, cited: ReadonlySet<string>): XmlEvents {
  let open = false;
  return {
    open(name, attributes) {
      if (name === `w:${note}`) open = cited.has(attributes['w:id'] ?? '');
      else if (open) story.open(name, attributes);
    },
    close(name) {
      if (name === `w:${note}`) open = false;
      else if (open) story.close(name);
    },
    text(text) {
      if (open) story.text(text);
    },
  };
}
