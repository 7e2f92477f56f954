import { useState, type ReactNode } from 'react';
import { auditOf } from '@tongchuang/contract/audit.ts';
import type { CommandId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { Trail } from '@tongchuang/ui/pieces/trail.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { trailRow } from './trail-rows.ts';

interface ObjectTrailProps {
  kind: string;
  id: string;
}

interface Behind {
  before: string;
  beforeId: CommandId;
}

/** The trail alone, for a tab or a drawer of the object's own page; needs the words of `audit` and `acts`. */
export function ObjectTrail({ kind, id }: ObjectTrailProps): ReactNode {
  /** Where each older page begins that was asked for, the newest page first. */
  const [pages, setPages] = useState<readonly (Behind | null)[]>([null]);
  return pages.map((behind, n) => (
    <TrailPart
      key={behind?.beforeId ?? 'newest'}
      kind={kind}
      id={id}
      behind={behind}
      older={n === pages.length - 1 ? (next) => setPages([...pages, next]) : null}
    />
  ));
}

interface TrailPartProps extends ObjectTrailProps {
  behind: Behind | null;
  /** Asks for what came before; null where that was asked already. */
  older: ((behind: Behind) => void) | null;
}

function TrailPart({ kind, id, behind, older }: TrailPartProps): ReactNode {
  const trail = useCall(auditOf, { params: { kind, id }, query: behind ?? {} });
  return (
    <Loaded of={trail}>
      {({ rows, more, names }) => {
        const last = rows.at(-1);
        if (last === undefined) {
          return behind === null && <Empty title={t('house.trail_empty')}>{t('audit.empty_hint')}</Empty>;
        }
        return (
          <>
            <Trail rows={rows.map((row) => trailRow(row, names))} />
            {more && older !== null && (
              <button
                type="button"
                className="tc-link"
                onClick={() => older({ before: last.at, beforeId: last.commandId })}
              >
                {t('audit.older')}
              </button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
