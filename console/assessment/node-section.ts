import type { Node } from '@tongchuang/domain/assessment/edition.ts';
import type { Drawn } from './use-edition.ts';

/** What each section of a node's form is given. */
export interface SectionProps {
  of: Drawn;
  node: Node;
  put: (fields: Partial<Node>) => void;
  isLeaf: boolean;
  /** Id of the datalist with the names of the node's facts. */
  facts: string;
}
