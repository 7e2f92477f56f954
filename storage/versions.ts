import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';

/**
 * The row that an update gave back, which named the version that its writer had read.
 * @throws {Refusal} `row.changed_meanwhile` where none came back: somebody else was faster
 */
export function mustBeUnchanged<Row>(row: Row | undefined, what: string, id: string): Row {
  if (row === undefined) throw new Refusal('row.changed_meanwhile', { what, id });
  return row;
}

/** @throws {Refusal} `request.not_found` where there is no such row in this place */
export function mustExist<Row>(row: Row | undefined, what: string, id: string): Row {
  if (row === undefined) throw new Refusal('request.not_found', { what, id });
  return row;
}
