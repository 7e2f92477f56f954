import { canonical } from '../kernel/canonical.ts';
import type { Json } from '../kernel/canonical.ts';
import { APPLIES_EVERYWHERE, EDITION_FORMAT, NODE_KINDS } from './edition.ts';
import type { Applies, Axis, Edition, Grade, Level, NamedFact, Node, Subframework } from './edition.ts';
import { DEFAULT_GRADES } from './grades.ts';
import {
  JsonFault,
  decimal,
  list,
  needed,
  number,
  object,
  oneOf,
  or,
  orNone,
  orNull,
  recordOf,
  text,
  whole,
} from './json-fields.ts';
import type { JsonFaultCode, Read } from './json-fields.ts';
import { comparator, evidenceWindow, how, part, readSinks, rule } from './read-rule.ts';

/** The first fault of a file: a path such as `nodes[12].rule.score.steps[0].is` (empty: the whole), and what is wrong there. */
export interface EditionProblem {
  where: string;
  what: JsonFaultCode;
  facts: Record<string, string | number>;
}

/** Sub-frameworks in sub-frameworks, and nodes of all of them together. */
const DEPTH_LIMIT = 3;
const NODE_LIMIT = 20_000;

/** Reads the JSON of docs/frameworks.md. What it says in itself, `editionFindings` judges. */
export function readEdition(json: unknown): { edition: Edition } | { problem: EditionProblem } {
  const read = attempt(() => editionAt(0, { nodes: 0 })(json, ''));
  return 'problem' in read ? read : { edition: read.value };
}

/** One node alone, in the same format. */
export function readNode(json: unknown): { node: Node } | { problem: EditionProblem } {
  const read = attempt(() => node(json, ''));
  return 'problem' in read ? read : { node: read.value };
}

function attempt<T>(read: () => T): { value: T } | { problem: EditionProblem } {
  try {
    return { value: read() };
  } catch (fault) {
    if (!(fault instanceof JsonFault)) throw fault;
    return { problem: { where: fault.where, what: fault.what, facts: fault.facts } };
  }
}

/** The full JSON form, nothing left out: what `readEdition` reads back as the same edition. */
export const writeEdition = (edition: Edition): object => structuredClone(edition);

/** One spelling of an edition, the same on every machine: what its hash is taken of. */
export const canonicalEdition = (edition: Edition): string => canonical(writeEdition(edition) as Json);

const level: Read<Level> = object<Level>({ name: needed(text), count: orNull(whole(0)) });

const grade: Read<Grade> = object<Grade>({ name: needed(text), worth: needed(decimal), sinks: readSinks });

const axis: Read<Axis> = object<Axis>({
  name: needed(text),
  values: needed(list(object({ name: needed(text), aliases: orNone(text) }))),
});

const namedFact: Read<NamedFact> = object<NamedFact>({
  name: needed(text),
  text: or('', text),
  unit: orNull(text),
  how: orNull(how),
});

const applies: Read<Applies> = object<Applies>({
  siteTypes: orNone(text),
  unitTypes: orNone(text),
  tiers: orNone(text),
  when: orNull(
    object<NonNullable<Applies['when']>>({
      code: needed(text),
      fact: needed(text),
      is: needed(comparator),
      than: needed(decimal),
    }),
  ),
});

const node: Read<Node> = object<Node>({
  code: needed(text),
  parent: orNull(text),
  level: needed(whole(1)),
  title: needed(text),
  kind: or('normal', oneOf(...NODE_KINDS)),
  points: orNull(number),
  weight: orNull(decimal),
  methods: orNone(text),
  ruleText: orNull(text),
  rule: orNull(rule),
  parts: orNone(part),
  facts: orNone(namedFact),
  applies: or(APPLIES_EVERYWHERE, applies),
  responsible: orNone(text),
  duties: orNone(object({ unit: needed(text), role: needed(text) })),
  evidence: orNone(text),
  window: orNull(evidenceWindow),
  axes: or({}, recordOf(list(text))),
  key: orNull(text),
  veto: orNull(
    object<NonNullable<Node['veto']>>({ on: needed(oneOf('parent', 'total')), cap: needed(number) }),
  ),
  uses: orNull(text),
});

function editionAt(depth: number, seen: { nodes: number }): Read<Edition> {
  const counted: Read<Node> = (json, where) => {
    if (++seen.nodes > NODE_LIMIT) throw new JsonFault(where, 'too_many', { limit: NODE_LIMIT });
    return node(json, where);
  };
  const subframework: Read<Subframework> = (json, where) => {
    if (depth >= DEPTH_LIMIT) throw new JsonFault(where, 'too_deep', { limit: DEPTH_LIMIT });
    return object<Subframework>({ code: needed(text), edition: needed(editionAt(depth + 1, seen)) })(
      json,
      where,
    );
  };
  return object<Edition>(
    {
      format: or(EDITION_FORMAT, oneOf(EDITION_FORMAT)),
      code: or('', text),
      title: needed(text),
      tier: orNull(text),
      year: orNull(whole(0)),
      levels: orNone(level),
      grades: or([...DEFAULT_GRADES], list(grade)),
      axes: orNone(axis),
      nodes: needed(list(counted)),
      years: orNone(object({ year: needed(whole(1)), share: needed(decimal) })),
      subframeworks: orNone(subframework),
    },
    ['totals', 'findings'],
  );
}
