import { APPLIES_EVERYWHERE, EDITION_FORMAT } from './edition.ts';
import type { Edition, Node } from './edition.ts';
import { DEFAULT_GRADES } from './grades.ts';

/** An edition with a title and nothing else said. */
export const newEdition = (given: Partial<Edition> & Pick<Edition, 'title'>): Edition => ({
  format: EDITION_FORMAT,
  code: '',
  tier: null,
  year: null,
  levels: [],
  grades: DEFAULT_GRADES.map((grade) => ({ ...grade })),
  axes: [],
  nodes: [],
  years: [],
  subframeworks: [],
  ...given,
});

/** A node of which only its name and place are known. */
export const newNode = (given: Partial<Node> & Pick<Node, 'code' | 'level' | 'title'>): Node => ({
  parent: null,
  kind: 'normal',
  points: null,
  weight: null,
  methods: [],
  ruleText: null,
  rule: null,
  parts: [],
  facts: [],
  applies: structuredClone(APPLIES_EVERYWHERE),
  responsible: [],
  duties: [],
  evidence: [],
  window: null,
  axes: {},
  key: null,
  veto: null,
  uses: null,
  ...given,
});
