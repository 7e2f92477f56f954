import type { z } from 'zod';
import type { Plan as PlanShape } from '@tongchuang/contract/campaign.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayDate, sayNumber } from '@tongchuang/ui/speech.ts';
import type { Column } from '../pieces/columns.ts';

export type Plan = z.output<typeof PlanShape>;

export const PLAN_KINDS = ['plan', 'opinion', 'special', 'decomposition', 'base'] as const;
export const kindWord = (kind: Plan['kind']): string => t(`plans.kind_${kind}`);
export const editionWord = (edition: number): string =>
  edition === 0 ? t('plans.edition_none') : t('plans.edition_n', { n: edition });

export function planColumns(plans: readonly Plan[]): readonly Column<Plan>[] {
  const titles = new Map<string | null, string>(plans.map((plan) => [plan.id, plan.title]));
  const above = (plan: Plan) => titles.get(plan.parentId) ?? '';
  return [
    {
      name: 'title',
      title: t('plans.plan'),
      cell: (plan) => plan.title,
      value: (plan) => plan.title,
      width: 320,
    },
    {
      name: 'kind',
      title: t('plans.kind'),
      cell: (plan) => kindWord(plan.kind),
      value: (plan) => kindWord(plan.kind),
      code: true,
    },
    {
      name: 'number',
      title: t('plans.doc_number'),
      cell: (plan) => plan.docNumber ?? <span className="tc-quiet">–</span>,
      value: (plan) => plan.docNumber,
      code: true,
    },
    {
      name: 'issued',
      title: t('plans.issued_on'),
      cell: (plan) => (plan.issuedOn === null ? <span className="tc-quiet">–</span> : sayDate(plan.issuedOn)),
      value: (plan) => plan.issuedOn,
      code: true,
    },
    {
      name: 'edition',
      title: t('plans.edition'),
      cell: (plan) => editionWord(plan.edition),
      value: (plan) => plan.edition,
      code: true,
    },
    {
      name: 'tasks',
      title: t('plans.tasks_head'),
      number: true,
      cell: (plan) =>
        plan.tasks === 0 ? '0' : <a href={`/tasks?plan=${plan.id}`}>{sayNumber(plan.tasks)}</a>,
      value: (plan) => plan.tasks,
      total: (rows) => sayNumber(rows.reduce((sum, plan) => sum + plan.tasks, 0)),
    },
    {
      name: 'above',
      title: t('plans.above'),
      cell: above,
      value: above,
      aside: true,
      width: 200,
    },
  ];
}
