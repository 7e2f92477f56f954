import type { ReactNode } from 'react';
import type { issue } from '@tongchuang/contract/task-acts.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import type { RefusalCode } from '@tongchuang/domain/kernel/refusal.ts';
import { sentence } from '@tongchuang/domain/kernel/refusal-words.ts';
import { Refused } from '@tongchuang/ui/call.ts';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import { tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { givenOf, routeOf, type Filled, type Offer } from './actions.ts';
import { TASKS_CHANGE } from './changes.ts';

const NOTHING: Filled = {
  reportId: '',
  note: '',
  reason: '',
  until: '',
  progress: 0,
  attained: {},
  files: [],
  chain: { leaderId: '', section: '', personId: '' },
  units: [],
};

interface PlainActionProps {
  offer: Offer;
  page: TaskPage;
  className?: string;
  children: ReactNode;
}

/** A move that asks for nothing: one tap. */
export function PlainAction({ offer, page, className, children }: PlainActionProps): ReactNode {
  const act = useAct(routeOf(offer), {
    changes: TASKS_CHANGE,
    onDone: (reply) => {
      const refusal = refusalIn(reply);
      if (refusal === null) tell(t('tasks.did', { what: t(`tasks.do_${offer.action}`) }));
      else tellTrouble(refusal);
    },
    onTrouble: (error) => tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer')),
  });
  return (
    <button
      type="button"
      className={className}
      disabled={act.isPending}
      onClick={() => act.mutate(givenOf(offer, page, NOTHING))}
    >
      {children}
    </button>
  );
}

/** 下达 answers row by row: the sentence of the one row that was refused, null where it was done. */
function refusalIn(reply: unknown): string | null {
  const { rows } = reply as Partial<ReplyOf<typeof issue>>;
  const row = rows?.find((one) => !one.done);
  if (row === undefined || row.code === null) return null;
  return sentence({ code: row.code as RefusalCode, facts: row.facts }, locale.get());
}
