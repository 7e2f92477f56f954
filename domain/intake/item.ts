import type { FoundDeadline } from './deadlines.ts';
import type { Field } from './fields.ts';
import type { Zone } from './sections.ts';
import type { Segment } from './segments.ts';

/** The window that a stage gives to all its items. */
export interface StageWindow extends FoundDeadline {
  /** Heading it stands in. */
  heading: string;
}

/** One task by the paragraphs it consists of; not read yet. */
export interface Item {
  no: string;
  path: string[];
  parts: Segment[];
  /** Units that a heading above gives to all items under it. */
  inherited: Field[];
  window: StageWindow | null;
  zone: Zone;
  /** Its own words name units behind a label or in a bracket. */
  strong: boolean;
}
