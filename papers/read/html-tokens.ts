export type HtmlToken =
  | { kind: 'text'; text: string }
  | { kind: 'open'; name: string; attributes: ReadonlyMap<string, string> }
  | { kind: 'close'; name: string };

/** Elements whose content is no markup: it ends only at their own end tag, and nothing of it is printed. */
const RAW = new Set(['script', 'style', 'title', 'textarea', 'xml', 'noscript', 'iframe', 'template', 'svg']);

/** Cuts a page into tags and text as browsers do: no error, comments and declarations left out. */
export function* htmlTokens(page: string): Generator<HtmlToken> {
  let at = 0;
  while (at < page.length) {
    const less = page.indexOf('<', at);
    if (less < 0) {
      yield { kind: 'text', text: decodeEntities(page.slice(at)) };
      return;
    }
    if (less > at) yield { kind: 'text', text: decodeEntities(page.slice(at, less)) };
    if (page.startsWith('<!--', less)) {
      const end = page.indexOf('-->', less + 4);
      at = end < 0 ? page.length : end + 3;
    } else if (/[!?]/.test(page.charAt(less + 1))) {
      const end = page.indexOf('>', less);
      at = end < 0 ? page.length : end + 1;
    } else {
      TAG.lastIndex = less;
      const tag = TAG.exec(page);
      if (!tag) {
        yield { kind: 'text', text: '<' };
        at = less + 1;
        continue;
      }
      at = TAG.lastIndex;
      const name = (tag[2] ?? '').toLowerCase();
      if (tag[1] === '/') yield { kind: 'close', name };
      else if (RAW.has(name)) at = tag[3]?.endsWith('/') ? at : endOfRaw(page, name, at);
      else yield { kind: 'open', name, attributes: attributesOf(tag[3] ?? '') };
    }
  }
}

/** Name, then attributes in which quotes may hold ">". */
const TAG = /<(\/?)([a-zA-Z][\w:.-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/y;

function endOfRaw(page: string, name: string, from: number): number {
  const end = new RegExp(`</${name}\\s*>`, 'gi');
  end.lastIndex = from;
  return end.exec(page) ? end.lastIndex : page.length;
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(
    /([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g,
  )) {
    attributes.set(name.toLowerCase(), decodeEntities(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

/** The named characters that office writers and Chinese sites use. */
const NAMED: Record<string, string> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003', thinsp: '\u2009', zwnj: '', zwj: '', shy: '',
  ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', laquo: '«', raquo: '»', mdash: '—', ndash: '–', hellip: '…', middot: '·', bull: '•',
  times: '×', divide: '÷', ge: '≥', le: '≤', ne: '≠', asymp: '≈', plusmn: '±', deg: '°', permil: '‰', minus: '−', infin: '∞', radic: '√',
  sup2: '²', sup3: '³', frac12: '½', micro: 'µ', sect: '§', para: '¶', copy: '©', reg: '®', trade: '™', yen: '¥', larr: '←', uarr: '↑', rarr: '→',
  darr: '↓', hArr: '⇔', rArr: '⇒', alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', mu: 'μ', pi: 'π', sum: '∑', Omega: 'Ω', phi: 'φ',
}; // prettier-ignore

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w{2,8}));?/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      if (code === 0 || code > 0x10ffff) return '\ufffd';
      // 128 to 159 are meant as Windows has them.
      return code >= 128 && code < 160
        ? new TextDecoder('windows-1252').decode(Uint8Array.of(code))
        : String.fromCodePoint(code);
    },
  );
}
