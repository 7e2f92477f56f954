import { type Attributes, readXml } from './xml.ts';

/** What a style says about the things that matter here; undefined: it says nothing and its parent decides. */
export interface StyleFacts {
  numId: string | undefined;
  level: number | undefined;
  /** 0 to 8, 9 for body text. */
  outline: number | undefined;
  hidden: boolean | undefined;
  /** Entries and title of a generated table of contents. */
  contents: boolean;
}

interface Style extends StyleFacts {
  basedOn: string | null;
}

const NOTHING: StyleFacts = {
  numId: undefined,
  level: undefined,
  outline: undefined,
  hidden: undefined,
  contents: false,
};

/** The styles of a document, with what they inherit. */
export class Styles {
  readonly #styles: ReadonlyMap<string, Style>;
  readonly #resolved = new Map<string, StyleFacts>();
  /** Style of paragraphs that name none. */
  readonly standard: string | null;

  constructor(styles: ReadonlyMap<string, Style> = new Map(), standard: string | null = null) {
    this.#styles = styles;
    this.standard = standard;
  }

  facts(id: string | null): StyleFacts {
    if (id === null) return NOTHING;
    let facts = this.#resolved.get(id);
    if (!facts) {
      // Set before looking up: a style based on itself ends here.
      this.#resolved.set(id, NOTHING);
      facts = this.#inherit(id);
      this.#resolved.set(id, facts);
    }
    return facts;
  }

  #inherit(id: string): StyleFacts {
    const own = this.#styles.get(id);
    if (!own) return NOTHING;
    const parent = this.facts(own.basedOn);
    return {
      numId: own.numId ?? parent.numId,
      level: own.level ?? parent.level,
      outline: own.outline ?? parent.outline,
      hidden: own.hidden ?? parent.hidden,
      contents: own.contents || parent.contents,
    };
  }
}

export function readStyles(file: string, xml: Uint8Array | null): Styles {
  const styles = new Map<string, Style>();
  if (!xml) return new Styles();
  let standard: string | null = null;
  let style: Style | null = null;
  readXml(file, xml, {
    open(name, attributes) {
      const value = attributes['w:val'];
      if (name === 'w:style') {
        const id = attributes['w:styleId'] ?? '';
        style = { ...NOTHING, basedOn: null };
        styles.set(id, style);
        if (attributes['w:type'] === 'paragraph' && attributes['w:default'] === '1') standard = id;
      }
      if (!style) return;
      if (name === 'w:name') {
        style.contents = /^toc (\d|heading)/i.test(value ?? '');
        const heading = /^(?:heading|标题) ?([1-9])$/i.exec(value ?? '')?.[1];
        if (heading) style.outline ??= Number(heading) - 1;
      } else if (name === 'w:basedOn') style.basedOn = value ?? null;
      else if (name === 'w:outlineLvl') style.outline = Number(value);
      else if (name === 'w:numId') style.numId = value;
      else if (name === 'w:ilvl') style.level = Number(value);
      else if (name === 'w:vanish') style.hidden = isOn(attributes);
    },
    close(name) {
      if (name === 'w:style') style = null;
    },
  });
  return new Styles(styles, standard);
}

/** Word's switches are on when they stand there without a value. */
export function isOn(attributes: Attributes): boolean {
  const value = attributes['w:val'];
  return value === undefined || value === '1' || value === 'true' || value === 'on';
}
