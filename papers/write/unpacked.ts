import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

/** For tests: what stands inside a .docx or .xlsx, read with a strict XML parser instead of the library that wrote it. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  /** Text directly inside it. */
  text: string;
}

export interface Unpacked {
  paths: string[];
  /** The parsed part; throws when it is not well-formed XML. */
  part(path: string): Element;
  /** Targets of relations that point out of the file: a paper has none. */
  outward: string[];
}

export function unpacked(bytes: Uint8Array): Unpacked {
  const files = unzipSync(bytes);
  const part = (path: string): Element => {
    const file = files[path];
    if (file === undefined) throw new Error(`no part ${path}, only ${Object.keys(files).join(', ')}`);
    return parsed(strFromU8(file));
  };
  const paths = Object.keys(files);
  const relations = paths
    .filter((path) => path.endsWith('.rels'))
    .flatMap((path) => all(part(path), 'Relationship'));
  const outward = relations.filter((relation) => relation.attributes['TargetMode'] === 'External');
  return { paths, part, outward: outward.map((relation) => relation.attributes['Target'] ?? '') };
}

/** Every element of that name below `root`, in document order. */
export function all(root: Element, name: string): Element[] {
  return root.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

/** The words below an element: texts joined, line breaks as line feeds, tabs as tabs. */
export function words(root: Element): string {
  if (root.name === 'w:br') return '\n';
  if (root.name === 'w:tab') return '\t';
  if (root.name === 'w:t' || root.name === 't') return root.text;
  if (root.name === 'w:pPr') return ''; // its tabs are tab stops
  return root.children.map(words).join('');
}

/** Is a switch such as w:keepNext on somewhere below? */
export const isOn = (root: Element, name: string): boolean =>
  all(root, name).some((element) => !['false', '0', 'off'].includes(element.attributes['w:val'] ?? 'true'));

export const paragraphs = (root: Element): string[] => all(root, 'w:p').map(words);

function parsed(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const element = {
      name: tag.name,
      attributes: tag.attributes as Record<string, string>,
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (text) => {
    const top = open.at(-1);
    if (top !== undefined) top.text += text;
  });
  parser.write(xml).close();
  return root;
}
