import { useState, type ReactNode } from 'react';
import { listAudit } from '@tongchuang/contract/audit.ts';
import { listPeople } from '@tongchuang/contract/people.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { RIGHTS } from '@tongchuang/domain/access/rights.ts';
import type { CommandId, PersonId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { actWord } from '@tongchuang/ui/pieces/act-word.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Trail } from '@tongchuang/ui/pieces/trail.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { Filters } from '../pieces/filters.tsx';
import { objectLinks, trailRow } from '../pieces/trail-rows.ts';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import '../pieces/table.css';

type Reply = ReplyOf<typeof listAudit>;

/** Acts that have a word: what reads ask for leaves no trace. */
const acts = (): string[] => Object.keys(RIGHTS).filter((name) => actWord(name) !== `acts.${name}`);

/** The trail of the whole place, and where its chain ends. */
export default function TrailPage(): ReactNode {
  const url = useUrl();
  const mayPeople = useMay('people.read');
  const people = useCall(listPeople, { query: {} }, { enabled: mayPeople, staleMs: 600_000 });
  const [act] = url.list('act');
  const [actor] = url.list('actor');
  return (
    <>
      <PageHead title={t('audit.title')} summary={t('audit.summary')} />
      <Filters
        of={[
          {
            name: 'act',
            title: t('audit.by_act'),
            single: true,
            options: acts().map((value) => ({ value, label: actWord(value) })),
          },
          {
            name: 'actor',
            title: t('audit.by_actor'),
            single: true,
            options: (people.data?.people ?? []).map(({ id, name, unit }) => ({
              value: id,
              label: `${name} · ${unit.shortName ?? unit.name}`,
            })),
          },
        ]}
      />
      <section className="tc-sheet">
        <Pages key={`${act ?? ''} ${actor ?? ''}`} act={act} actor={actor as PersonId | undefined} />
      </section>
    </>
  );
}

interface Wanted {
  act: string | undefined;
  actor: PersonId | undefined;
}
interface Behind {
  before: string;
  beforeId: CommandId;
}

/** The newest page, and below it each older one that was asked for. */
function Pages(wanted: Wanted): ReactNode {
  const [pages, setPages] = useState<readonly (Behind | null)[]>([null]);
  return pages.map((behind, n) => (
    <PagePart
      key={behind?.beforeId ?? 'newest'}
      {...wanted}
      behind={behind}
      older={n === pages.length - 1 ? (next) => setPages([...pages, next]) : null}
    />
  ));
}

interface PagePartProps extends Wanted {
  behind: Behind | null;
  /** Asks for what came before; null where that was asked already. */
  older: ((behind: Behind) => void) | null;
}

function PagePart({ act, actor, behind, older }: PagePartProps): ReactNode {
  const part = useCall(listAudit, {
    query: {
      ...(act === undefined ? {} : { act }),
      ...(actor === undefined ? {} : { actor }),
      ...behind,
    },
  });
  return (
    <Loaded of={part} lines={12}>
      {(reply) => {
        const last = reply.rows.at(-1);
        return (
          <>
            {behind === null && <Head of={reply} />}
            <Trail
              rows={reply.rows.map((row) => {
                const objects = objectLinks(row, reply.names);
                const said = trailRow(row, reply.names);
                return objects === null
                  ? said
                  : {
                      ...said,
                      act: (
                        <>
                          {said.act} {objects}
                        </>
                      ),
                    };
              })}
            />
            {reply.more && older !== null && last !== undefined && (
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

const Head = ({ of: { head, unsealed } }: { of: Reply }): ReactNode => (
  <p className="tc-quiet">
    {t('audit.head', { position: head.position })} <code title={head.link}>{head.link.slice(0, 16)}</code>
    {unsealed > 0 && ` · ${t('audit.unsealed', { count: unsealed })}`}
  </p>
);
