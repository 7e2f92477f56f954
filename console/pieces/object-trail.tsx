import { useState, type ReactNode } from 'react';
import { auditOf } from '@tongchuang/contract/audit.ts';
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

/** The trail alone, for a tab or a drawer of the object's own page; needs the words of `audit` and `acts`. */
export function ObjectTrail({ kind, id }: ObjectTrailProps): ReactNode {
  /** Instants before which older rows were asked for, the newest page first. */
  const [pages, setPages] = useState<readonly (string | undefined)[]>([undefined]);
  return pages.map((before, n) => (
    <TrailPart
      key={before ?? 'newest'}
      kind={kind}
      id={id}
      before={before}
      older={n === pages.length - 1 ? (at) => setPages([...pages, at]) : null}
    />
  ));
}

interface TrailPartProps extends ObjectTrailProps {
  before: string | undefined;
  /** Asks for what came before; null where that was asked already. */
  older: ((before: string) => void) | null;
}

function TrailPart({ kind, id, before, older }: TrailPartProps): ReactNode {
  const trail = useCall(auditOf, { params: { kind, id }, query: before === undefined ? {} : { before } });
  return (
    <Loaded of={trail}>
      {({ rows, more }) => {
        const last = rows.at(-1);
        if (last === undefined) {
          return (
            before === undefined && <Empty title={t('house.trail_empty')}>{t('audit.empty_hint')}</Empty>
          );
        }
        return (
          <>
            <Trail rows={rows.map(trailRow)} />
            {more && older !== null && (
              <button type="button" className="tc-link" onClick={() => older(last.at)}>
                {t('audit.older')}
              </button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
