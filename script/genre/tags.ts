/** Marked text, taken apart: plain stretches and tags, which nest. */
export type Node = string | { tag: string; argument: string; children: Node[] };

/** Splits marked text into plain stretches and tags; tags nest. */
export function nodesOf(text: string): Node[] {
  let at = 0;
  const read = (inside: boolean): Node[] => {
    const nodes: Node[] = [];
    let plain = '';
    const flush = () => {
      if (plain !== '') nodes.push(plain);
      plain = '';
    };
    while (at < text.length) {
      const char = text[at] ?? '';
      if (char === '{') {
        flush();
        at += 1;
        const head = /^(#\d|\*[?~]*|[a-zA-Z]+\??|\/)/.exec(text.slice(at));
        if (!head) throw new Error(`no tag at: ${text.slice(at, at + 30)}`);
        const tag = head[0];
        at += tag.length;
        let argument = '';
        if (tag === 't' || tag === 't?') {
          const spec = /^ (\S+) /.exec(text.slice(at));
          if (!spec) throw new Error(`target without its measure: ${text.slice(at, at + 30)}`);
          argument = spec[1] ?? '';
          at += spec[0].length;
        } else if (text[at] === ' ') at += 1;
        const children = read(true);
        nodes.push({ tag, argument, children });
      } else if (char === '}' && inside) {
        flush();
        at += 1;
        return nodes;
      } else {
        plain += char;
        at += 1;
      }
    }
    if (inside) throw new Error(`open tag in: ${text}`);
    flush();
    return nodes;
  };
  return read(false);
}
