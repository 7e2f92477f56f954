import type {
  CampaignId,
  DocumentId,
  FileHash,
  PersonId,
  PlanId,
  TaskId,
  TenantId,
  UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import type { TaskState, UnitRole } from '@tongchuang/domain/tasks/task.ts';

/** A task as the confirmed document says it, its units resolved. */
export interface EditionTask {
  no: string;
  sectionPath: readonly string[];
  text: string;
  objective: string | null;
  standard: string | null;
  assessment?: string | null;
  reward?: string | null;
  deadline: { phrase: string; from: string | null; due: string | null; inherited: boolean } | null;
  /** The rhythm word as written: 每年, 每季度, 定期. */
  recurrence: string | null;
  targets: readonly { text: string; comparator: string; value: number; unit: string }[];
  /** In the order of the document. A unit named twice keeps its strongest role. */
  units: readonly { unitId: UnitId; role: UnitRole; writtenAs: string | null }[];
  /** Collectives that nobody expanded yet: they stand on the gaps page until somebody does. */
  unexpanded: readonly { name: string; role: UnitRole }[];
}

export interface NewEdition {
  tenant: TenantId;
  now: Date;
  newId: <T extends string>() => T;
  /** An id that is there already: a later edition of that plan. */
  planId: PlanId;
  /** Null: the campaign that runs today; one is opened where there is none. */
  campaignId: CampaignId | null;
  kind: 'plan' | 'opinion' | 'special' | 'decomposition' | 'base';
  title: string;
  docNumber: string | null;
  issuedOn: string | null;
  documentId: DocumentId | null;
  fileSha256: FileHash | null;
  confirmedBy: PersonId | null;
  /** In the order of the document. */
  tasks: readonly EditionTask[];
  /** Tasks of the plan that this edition lacks and that the reviewer wants dropped, with his reason; others stay as they are. */
  drop?: ReadonlyMap<TaskId, string>;
}

export interface EditionWritten {
  campaignId: CampaignId;
  edition: number;
  difference: { unchanged: number; changed: number; added: number; gone: number };
  /** Ids in the order of `tasks`: an earlier edition's task keeps its id, and with it its progress. */
  taskIds: TaskId[];
  /** Moves through the table of moves, for the act's trace. */
  moves: {
    task: TaskId;
    action: 'assign' | 'drop' | 'edit';
    from: TaskState;
    to: TaskState;
    version: number;
  }[];
}

/** A task of the edition before. */
export interface Standing {
  id: TaskId;
  state: TaskState;
  version: number;
  content: EditionTask;
  claims: { unit_id: UnitId; role: UnitRole; claim: string }[];
}
