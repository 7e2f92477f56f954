import { useState } from 'react';
import type { Route } from '@tongchuang/contract/route.ts';
import { Refused, type Given } from '@tongchuang/ui/call.ts';
import { download as fetchFile } from '@tongchuang/ui/download.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';

/** Asks for a file and says what became of it: kept under which name, or why not. */
export function useDownload() {
  const [busy, setBusy] = useState(false);
  const download = async <R extends Route>(route: R, given: Given<R>): Promise<void> => {
    setBusy(true);
    try {
      const name = await fetchFile(route, given);
      tell(t('house.downloaded', { name }));
    } catch (error) {
      tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer'));
    } finally {
      setBusy(false);
    }
  };
  return { download, busy };
}
