import { useEffect, useState, type ReactNode } from 'react';
import { listBodies, type BodyLine } from '@tongchuang/contract/bodies.ts';
import { BODY_KINDS } from '@tongchuang/domain/organisation/body.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { found, readyPinyin } from '@tongchuang/ui/pinyin.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { Filters } from '../pieces/filters.tsx';
import { TreeList, type TreeColumn } from '../pieces/tree-list.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { bodyWord } from './words.ts';

/** The chart of bodies: who leads, and who works under whom. */
export function BodiesView(): ReactNode {
  const bodies = useCall(listBodies, {});
  return <Loaded of={bodies}>{(reply) => <Chart bodies={reply.bodies} />}</Loaded>;
}

function Chart({ bodies }: { bodies: readonly BodyLine[] }): ReactNode {
  const url = useUrl();
  const [, setReady] = useState(false);
  const wanted = url.get('q');
  useEffect(() => {
    if (wanted !== '') void readyPinyin().then(() => setReady(true));
  }, [wanted]);
  const kinds = url.list('kind');
  const isNarrow = wanted !== '' || kinds.length > 0;
  const shown = bodies.filter(
    (body) =>
      found(`${body.name} ${body.heads.map((head) => head.name).join(' ')}`, wanted) &&
      (kinds.length === 0 || kinds.includes(body.kind)),
  );
  return (
    <>
      <Filters
        search="q"
        of={[
          {
            name: 'kind',
            title: t('organisation.kind'),
            options: BODY_KINDS.map((value) => ({
              value,
              label: bodyWord(value),
              count: bodies.filter((body) => body.kind === value).length,
            })).filter((option) => option.count > 0),
          },
        ]}
      />
      <div className="tc-table-sheet">
        <TreeList
          label={t('organisation.body')}
          rows={shown}
          idOf={(body) => body.id}
          parentOf={(body) => body.parentId}
          title={(body) => body.name}
          name={(body) => body.name}
          below={(body) => [bodyWord(body.kind), body.heads[0]?.name].filter(Boolean).join(' · ')}
          columns={columns()}
          href={(body) => url.with({ body: body.id, do: null, new: null })}
          levels={3}
          allOpen={isNarrow}
          empty={<Empty title={t('organisation.bodies_empty')}>{t('organisation.bodies_empty_hint')}</Empty>}
        />
      </div>
    </>
  );
}

const columns = (): readonly TreeColumn<BodyLine>[] => [
  { name: 'kind', title: t('organisation.kind'), width: 100, cell: (body) => bodyWord(body.kind) },
  {
    name: 'heads',
    title: t('organisation.heads'),
    width: 240,
    cell: (body) =>
      body.heads.length === 0 ? (
        <StatusTag tone="warn">{t('organisation.no_one')}</StatusTag>
      ) : (
        body.heads.map((head) => (
          <span key={head.id} className="tc-head-name">
            {head.name} <small className="tc-quiet">{head.title}</small>
          </span>
        ))
      ),
  },
  {
    name: 'deputies',
    title: t('organisation.deputies'),
    width: 90,
    cell: (body) => (body.deputies === 0 ? '–' : `${body.deputies}${t('organisation.people_counter')}`),
  },
  {
    name: 'members',
    title: t('organisation.members'),
    width: 100,
    cell: (body) => (body.members === 0 ? '–' : `${body.members}${t('organisation.units_counter')}`),
  },
];
