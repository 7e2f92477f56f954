import { isOn } from './docx-styles.ts';
import type { Styles } from './docx-styles.ts';
import type { ListLevel, ListUse } from './numbering.ts';
import { readXml } from './xml.ts';

interface Definition {
  levels: Map<number, ListLevel>;
  /** A definition may only point to a list style (numStyleLink), whose own list then counts. */
  style: string | null;
}

interface Use {
  definition: string;
  levels: Map<number, ListLevel>;
  startOverrides: Map<number, number>;
}

/** Reads numbering.xml: every w:num with the levels of its w:abstractNum and its own overrides. */
export function readNumbering(file: string, xml: Uint8Array | null, styles: Styles): Map<string, ListUse> {
  if (!xml) return new Map();
  const { definitions, uses } = readParts(file, xml);
  const lists = new Map<string, ListUse>();
  for (const [id, use] of uses) {
    const counter = throughStyle(use.definition, definitions, uses, styles);
    const levels = new Map([...(definitions.get(counter)?.levels ?? []), ...use.levels]);
    lists.set(id, { counter, levels, startOverrides: use.startOverrides });
  }
  return lists;
}

function throughStyle(
  id: string,
  definitions: ReadonlyMap<string, Definition>,
  uses: ReadonlyMap<string, Use>,
  styles: Styles,
): string {
  const style = definitions.get(id)?.style ?? null;
  const numId = styles.facts(style).numId;
  const linked = numId === undefined ? undefined : uses.get(numId)?.definition;
  return linked !== undefined && definitions.get(linked)?.style === null ? linked : id;
}

function readParts(file: string, xml: Uint8Array) {
  const definitions = new Map<string, Definition>();
  const uses = new Map<string, Use>();
  let definition: Definition | null = null;
  let use: Use | null = null;
  let level: ListLevel | null = null;
  let overridden = 0;
  let fallback = 0;
  readXml(file, xml, {
    open(name, attributes) {
      if (fallback > 0 || name === 'mc:Fallback') {
        fallback++;
        return;
      }
      const value = attributes['w:val'] ?? '';
      if (name === 'w:abstractNum') {
        definition = { levels: new Map(), style: null };
        definitions.set(attributes['w:abstractNumId'] ?? '', definition);
      } else if (name === 'w:numStyleLink' && definition) definition.style = value;
      else if (name === 'w:num') {
        use = { definition: '', levels: new Map(), startOverrides: new Map() };
        uses.set(attributes['w:numId'] ?? '', use);
      } else if (name === 'w:abstractNumId' && use) use.definition = value;
      else if (name === 'w:lvlOverride') overridden = Number(attributes['w:ilvl']);
      else if (name === 'w:startOverride') use?.startOverrides.set(overridden, Number(value) || 0);
      else if (name === 'w:lvl') {
        level = {
          start: 1,
          format: 'decimal',
          text: '',
          legal: false,
          restart: null,
          digits: 0,
          style: null,
        };
        (use ?? definition)?.levels.set(Number(attributes['w:ilvl']), level);
      } else if (level) tell(level, name, value, attributes);
    },
    close(name) {
      if (fallback > 0) fallback--;
      else if (name === 'w:lvl') level = null;
      else if (name === 'w:abstractNum') definition = null;
      else if (name === 'w:num') use = null;
    },
  });
  return { definitions, uses };
}

function tell(
  level: ListLevel,
  name: string,
  value: string,
  attributes: Readonly<Record<string, string>>,
): void {
  if (name === 'w:start') level.start = Number(value) || 0;
  else if (name === 'w:lvlText') level.text = value;
  else if (name === 'w:lvlRestart') level.restart = Number(value);
  else if (name === 'w:isLgl') level.legal = isOn(attributes);
  else if (name === 'w:pStyle') level.style = value;
  else if (name === 'w:vanish' && isOn(attributes)) level.text = '';
  else if (name === 'w:numFmt') {
    level.format = value === 'custom' ? 'decimal' : value;
    if (value === 'custom') level.digits = /^0*1/.exec(attributes['w:format'] ?? '')?.[0].length ?? 0;
  }
}
