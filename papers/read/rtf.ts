import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { ringedNumber } from './fields.ts';
import { type Flow, layOut, Notes } from './flow.ts';
import { RtfStory } from './rtf-story.ts';
import { rtfTokens } from './rtf-tokens.ts';
import type { RtfToken } from './rtf-tokens.ts';

/** What a group holds: text of the story, something captured for its own use, or nothing that is printed. */
type Destination = 'text' | 'number' | 'instruction' | 'fonts' | 'none';

interface Group {
  destination: Destination;
  font: number | null;
  /** Fallback characters after each \u. */
  unicodeSkip: number;
  hidden: boolean;
  story: RtfStory;
}

/** Groups that print nothing here, or a second time what another group prints. */
const SILENT = new Set([
  'colortbl', 'stylesheet', 'info', 'pict', 'objdata', 'header', 'headerl', 'headerr', 'headerf', 'footer', 'footerl', 'footerr',
  'footerf', 'listtable', 'listoverridetable', 'revtbl', 'rsidtbl', 'ftnsep', 'ftnsepc', 'ftncn', 'aftnsep', 'aftnsepc', 'aftncn',
  'annotation', 'atnid', 'atnauthor', 'nonshppict', 'nonesttables', 'shprslt', 'sp', 'sn', 'sv', 'tc', 'xe', 'pntxta', 'pntxtb', 'do', 'themedata',
  'datafield', 'formfield', 'bkmkstart', 'bkmkend',
]); // prettier-ignore

/** Groups marked \* that are read all the same. */
const READ_THOUGH_STARRED = new Set(['shpinst', 'nesttableprops', 'fldinst', 'footnote', 'pn']);

const SIGNS: Record<string, string> = {
  emdash: '—', endash: '–', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•', tab: '\t', line: '\n', column: '\n',
  '~': '\u00a0', _: '-', emspace: ' ', enspace: ' ', qmspace: ' ',
}; // prettier-ignore

/** Encodings by the character set that a font declares. */
const ENCODINGS: Record<number, string> = {
  128: 'shift_jis', 129: 'euc-kr', 134: 'gb18030', 136: 'big5', 161: 'windows-1253', 162: 'windows-1254', 204: 'windows-1251', 238: 'windows-1250',
}; // prettier-ignore

const CODE_PAGES: Record<number, string> = {
  936: 'gb18030',
  54936: 'gb18030',
  950: 'big5',
  932: 'shift_jis',
  65001: 'utf-8',
};
const DEEPEST = 1_000;

/**
 * RTF, which many a .doc really is: code pages by font, Unicode, tables, generated numbers as the writer printed them.
 *
 * @throws {Refusal} `paper.empty`, `paper.damaged`
 */
export function readRtf(name: string, bytes: Uint8Array): Paper {
  const reader = new RtfReader();
  for (const token of rtfTokens(bytes)) {
    reader.take(token);
    if (reader.depth > DEEPEST) throw new Refusal('paper.damaged', { name });
  }
  const notes = new Notes();
  notes.add('tracked_changes_accepted', reader.changes);
  const paper = layOut(name, 'rtf', reader.finish(), notes);
  if (paper.text.trim() === '') throw new Refusal('paper.empty', { name });
  return paper;
}

class RtfReader {
  changes = 0;
  readonly #flow: Flow = [];
  readonly #footnotes: Flow = [];
  readonly #body = new RtfStory(this.#flow, 'body');
  readonly #fonts = new Map<number, string | undefined>();
  readonly #stack: Group[] = [];
  #group: Group = { destination: 'none', font: null, unicodeSkip: 1, hidden: false, story: this.#body };
  #codePage = 'windows-1252';
  #pending: number[] = [];
  /** The next word opens a group that old readers may skip. */
  #starred = false;
  /** Characters still to pass over: they repeat a Unicode one for old readers. */
  #repeats = 0;
  #instruction = '';
  #fontSet = 0;

  get depth(): number {
    return this.#stack.length;
  }

  take(token: RtfToken): void {
    if (token.kind === 'byte') {
      if (this.#repeats > 0) this.#repeats--;
      else if (this.#group.destination !== 'none') this.#pending.push(token.byte);
    } else if (token.kind === 'open' || token.kind === 'close') {
      this.#flush();
      this.#repeats = 0;
      if (token.kind === 'close') this.#leave();
      else {
        this.#stack.push(this.#group);
        this.#group = { ...this.#group };
      }
    } else if (this.#repeats > 0 && token.word !== 'u') this.#repeats--;
    else {
      this.#flush();
      this.#word(token.word, token.value);
    }
  }

  finish(): Flow {
    this.#flush();
    while (this.#stack.length > 0) this.#leave();
    this.#body.finish();
    return [...this.#flow, ...this.#footnotes];
  }

  #word(word: string, value: number | null): void {
    const group = this.#group;
    if (word === '*') {
      this.#starred = true;
      return;
    }
    if (this.#starred && !READ_THOUGH_STARRED.has(word)) group.destination = 'none';
    this.#starred = false;
    const sign = SIGNS[word];
    if (word === 'u') {
      this.#write(String.fromCharCode((value ?? 0) & 0xffff));
      this.#repeats = group.unicodeSkip;
    } else if (sign !== undefined) this.#write(sign);
    else if (SILENT.has(word)) group.destination = 'none';
    else if (
      !this.#character(group, word, value) &&
      !this.#enter(group, word) &&
      group.destination === 'text'
    ) {
      group.story.tell(word, value);
    }
  }

  /** Words about code pages, fonts and single characters. */
  #character(group: Group, word: string, value: number | null): boolean {
    switch (word) {
      case 'ansicpg':
        this.#codePage = CODE_PAGES[value ?? 0] ?? this.#codePage;
        return true;
      case 'f':
      case 'af':
        if (group.destination === 'fonts') this.#fontSet = value ?? 0;
        else group.font = value;
        return true;
      case 'fcharset':
        this.#fonts.set(this.#fontSet, ENCODINGS[value ?? 0]);
        return true;
      case 'uc':
        group.unicodeSkip = Math.max(0, value ?? 1);
        return true;
      case 'plain':
        group.hidden = false;
        group.font = null;
        return true;
      case 'v':
        group.hidden = value !== 0;
        return true;
      case 'deleted':
      case 'revised':
        if (value !== 0 && group.destination === 'text') this.changes++;
        if (word === 'deleted') group.hidden = value !== 0;
        return true;
      default:
        return false;
    }
  }

  /** Words that say what the group holds. */
  #enter(group: Group, word: string): boolean {
    switch (word) {
      case 'rtf':
        group.destination = 'text';
        return true;
      case 'fonttbl':
        group.destination = 'fonts';
        return true;
      case 'listtext':
      case 'pntext':
        if (group.destination === 'text') group.destination = 'number';
        group.story.number = '';
        return true;
      case 'fldinst':
      case 'fldrslt':
        if (group.destination === 'text' && word === 'fldinst') group.destination = 'instruction';
        this.#instruction = '';
        return true;
      case 'footnote':
        group.story = new RtfStory(this.#footnotes, 'footnote');
        return true;
      case 'shptxt':
        group.story = new RtfStory([], 'textbox');
        group.destination = 'text';
        return true;
      default:
        return false;
    }
  }

  #leave(): void {
    const above = this.#stack.pop();
    const { story, destination } = this.#group;
    this.#starred = false;
    if (!above) return;
    if (story !== above.story) {
      story.finish();
      above.story.after(story);
    }
    if (destination === 'instruction' && above.destination !== 'instruction') {
      above.story.write(ringedNumber(this.#instruction) ?? '');
    }
    this.#group = above;
  }

  #flush(): void {
    if (this.#pending.length === 0) return;
    const { font } = this.#group;
    const own = font === null ? undefined : this.#fonts.get(font);
    this.#write(new TextDecoder(own ?? this.#codePage).decode(Uint8Array.from(this.#pending)));
    this.#pending = [];
  }

  #write(text: string): void {
    const { hidden, destination, story } = this.#group;
    if (hidden) return;
    if (destination === 'text') story.write(text);
    else if (destination === 'number') story.number += text;
    else if (destination === 'instruction') this.#instruction += text;
  }
}
