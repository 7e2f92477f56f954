import { useState, type ReactNode } from 'react';
import { listAudit } from '@tongchuang/contract/audit.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Trail } from '@tongchuang/ui/pieces/trail.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { trailRow } from '../pieces/trail-rows.ts';

/** The trail of the whole place, and where its chain ends. */
export default function TrailPage(): ReactNode {
  const newest = useCall(listAudit, { query: {} });
  const [olderThan, setOlderThan] = useState<readonly string[]>([]);
  return (
    <>
      <PageHead title={t('audit.title')} summary={t('audit.summary')} />
      <section className="tc-sheet">
        <Loaded of={newest} lines={12}>
          {({ rows, more, head, unsealed }) => (
            <>
              <p className="tc-quiet">
                {t('audit.head', { position: head.position })}{' '}
                <code title={head.link}>{head.link.slice(0, 16)}</code>
                {unsealed > 0 && ` · ${t('audit.unsealed', { count: unsealed })}`}
              </p>
              <Trail rows={rows.map(trailRow)} />
              <Older show={more && olderThan.length === 0} before={rows.at(-1)?.at} add={setOlderThan} />
            </>
          )}
        </Loaded>
        {olderThan.map((before, n) => (
          <OlderPart
            key={before}
            before={before}
            last={n === olderThan.length - 1}
            add={(next) => setOlderThan([...olderThan, ...next])}
          />
        ))}
      </section>
    </>
  );
}

interface OlderProps {
  show: boolean;
  before: string | undefined;
  add: (before: readonly string[]) => void;
}

const Older = ({ show, before, add }: OlderProps): ReactNode =>
  show &&
  before !== undefined && (
    <button type="button" className="tc-link" onClick={() => add([before])}>
      {t('audit.older')}
    </button>
  );

function OlderPart({
  before,
  last,
  add,
}: {
  before: string;
  last: boolean;
  add: OlderProps['add'];
}): ReactNode {
  const part = useCall(listAudit, { query: { before } });
  return (
    <Loaded of={part} lines={12}>
      {({ rows, more }) => (
        <>
          <Trail rows={rows.map(trailRow)} />
          <Older show={more && last} before={rows.at(-1)?.at} add={add} />
        </>
      )}
    </Loaded>
  );
}
