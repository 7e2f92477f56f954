import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

export interface Relationship {
  id: string;
  /** Last piece of the type's address: "officeDocument", "footnotes", "image". */
  type: string;
  /** Name of the part in the zip; for external ones the address as it stands. */
  target: string;
  external: boolean;
}

/** The relationships of a part; none where it has no such file. `part` '' is the package itself. */
export function relationships(file: string, zip: Zip, part: string): Relationship[] {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const xml = zip.read(`${folder}_rels/${part.slice(slash)}.rels`);
  const found: Relationship[] = [];
  if (!xml) return found;
  readXml(file, xml, {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const { Id = '', Type = '', Target = '', TargetMode } = attributes;
      const external = TargetMode === 'External';
      const target = external ? Target : resolve(folder, Target);
      found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target, external });
    },
    close() {},
  });
  return found;
}

/** How many things outside the file it refers to, apart from plain links: pictures, templates, other documents. */
export const externalContent = (found: readonly Relationship[]): number =>
  found.filter(({ external, type }) => external && type !== 'hyperlink').length;

function resolve(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
