import type { z } from 'zod';
import type { Plan as PlanShape } from '@tongchuang/contract/campaign.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import type { Column } from '../pieces/columns.ts';

export type Plan = z.output<typeof PlanShape>;

export const kindWord = (kind: Plan['kind']): string => t(`plans.kind_${kind}`);

export const planColumns = (): readonly Column<Plan>[] => [
  { name: 'title', title: t('plans.plan'), cell: (plan) => plan.title, value: (plan) => plan.title },
  {
    name: 'kind',
    title: t('plans.kind'),
    cell: (plan) => kindWord(plan.kind),
    value: (plan) => kindWord(plan.kind),
    code: true,
  },
  {
    name: 'edition',
    title: t('plans.edition'),
    cell: (plan) => t('plans.edition_n', { n: plan.edition }),
    value: (plan) => plan.edition,
    code: true,
  },
  {
    name: 'tasks',
    title: t('plans.tasks'),
    number: true,
    cell: (plan) => <a href={`/tasks?plan=${plan.id}`}>{plan.tasks}</a>,
    value: (plan) => plan.tasks,
  },
];
