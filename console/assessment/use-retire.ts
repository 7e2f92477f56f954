import { useRouter } from '@tanstack/react-router';
import { retireFramework, type Framework } from '@tongchuang/contract/frameworks.ts';
import { Refused } from '@tongchuang/ui/call.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';

/** 停用; what was never in use is discarded, and the list is where one goes on. */
export function useRetire({ id, state, version }: Pick<Framework, 'id' | 'state' | 'version'>) {
  const router = useRouter();
  const wasUsed = state === 'adopted';
  const act = useAct(retireFramework, {
    onDone: () => {
      tell(wasUsed ? t('assessment.retired') : t('assessment.discarded'));
      if (!wasUsed) router.history.push('/frameworks');
    },
    onTrouble: (error) => tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer')),
  });
  return { busy: act.isPending, retire: () => act.mutate({ params: { id }, body: { version } }) };
}
