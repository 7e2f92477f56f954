import type { words as zh } from '../zh-CN/audit.ts';

export const words: Record<keyof typeof zh, string> = {
  title: 'Audit trail',
  summary: 'Who did what, and when. Each row is chained to the one before; no change goes unseen.',
  of_object: 'Audit trail: {kind}',
  head: 'Chain head at row {position}',
  unsealed: '{count} not sealed yet',
  older: 'Older rows',
  kind_task: 'task',
  kind_unit: 'unit',
  kind_document: 'document',
  kind_letter: 'letter',
  kind_plan: 'plan',
  kind_person: 'person',
  kind_body: 'body',
  kind_other: 'object',
  empty_hint: 'The first act on it will appear here.',
  by_act: 'Act',
};
