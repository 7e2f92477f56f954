import type { ReactNode } from 'react';
import { listRounds, type RoundHead } from '@tongchuang/contract/rounds.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { sayNumber, sayShortInstant } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { Filters } from '../pieces/filters.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { RoundForm } from './round-form.tsx';
import { StageTag } from './stage-tag.tsx';
import { kindWord, periodWord, pointsWord, stageWord, type Kind, type Stage } from './words.ts';
import '../pieces/forms.css';
import './rounds.css';

/** 测评轮次: every round, newest first; a new one is set up here. */
export default function ListPage(): ReactNode {
  const url = useUrl();
  const may = useMay('round.manage');
  const rounds = useCall(listRounds, {});
  const rows = rounds.data?.rows ?? [];
  const create = (
    <a className="tc-button tc-button-primary" href={url.with({ create: '1' })}>
      {t('rounds.create')}
    </a>
  );
  const shown = rows.filter(
    (row) =>
      (url.list('stage').length === 0 || url.list('stage').includes(row.stage)) &&
      (url.list('kind').length === 0 || url.list('kind').includes(row.kind)),
  );
  const empty = (
    <Empty title={t('rounds.empty')} {...(may ? { action: create } : {})}>
      {may ? t('rounds.empty_hint') : t('rounds.empty_unit')}
    </Empty>
  );
  return (
    <>
      <PageHead
        title={t('rounds.title')}
        {...(rounds.data === undefined ? {} : { summary: <Summary rows={rows} /> })}
        {...(may ? { action: create } : {})}
      />
      <Loaded of={rounds}>
        {(reply) => (
          <>
            {reply.rows.length > 0 && <RoundFilters rows={reply.rows} />}
            <DataTable
              name="rounds"
              label={t('rounds.title')}
              columns={columns()}
              rows={shown}
              idOf={(row) => row.id}
              href={(row) => `/rounds/${row.id}`}
              {...(reply.rows.length === 0 ? { empty } : {})}
            />
          </>
        )}
      </Loaded>
      <SideDrawer name="create" title={t('rounds.create')} width={640}>
        {() => <RoundForm rounds={rows} />}
      </SideDrawer>
    </>
  );
}

function Summary({ rows }: { rows: readonly RoundHead[] }): ReactNode {
  const running = rows.filter((row) => row.stage !== 'published' && row.stage !== 'closed').length;
  const published = rows.filter((row) => row.published !== null).length;
  return (
    <Sentence
      of={t('rounds.summary', { running: '{running}', published: '{published}' })}
      with={{
        running: <Counted value={running} says={t('rounds.says_running')} />,
        published: <Counted value={published} says={t('rounds.says_published')} />,
      }}
    />
  );
}

function RoundFilters({ rows }: { rows: readonly RoundHead[] }): ReactNode {
  const options = <V extends string>(of: (row: RoundHead) => V, word: (value: V) => string) =>
    [...Map.groupBy(rows, of)].map(([value, found]) => ({ value, label: word(value), count: found.length }));
  const stages = options<Stage>((row) => row.stage, stageWord);
  const kinds = options<Kind>((row) => row.kind, kindWord);
  return (
    <Filters
      of={[
        { name: 'stage', title: t('rounds.col_stage'), options: stages },
        { name: 'kind', title: t('rounds.col_kind'), options: kinds },
      ]}
    />
  );
}

const columns = (): Column<RoundHead>[] => [
  {
    name: 'name',
    title: t('rounds.col_name'),
    width: 200,
    cell: (row) => row.name,
    value: (row) => row.name,
  },
  {
    name: 'kind',
    title: t('rounds.col_kind'),
    code: true,
    cell: (row) => kindWord(row.kind),
    value: (row) => kindWord(row.kind),
  },
  {
    name: 'stage',
    title: t('rounds.col_stage'),
    code: true,
    cell: (row) => <StageTag of={row.stage} />,
    value: (row) => stageWord(row.stage),
  },
  {
    name: 'edition',
    title: t('rounds.col_edition'),
    width: 180,
    cell: (row) => row.edition,
    value: (row) => row.edition,
  },
  {
    name: 'period',
    title: t('rounds.col_period'),
    code: true,
    cell: (row) => periodWord(row),
    value: (row) => row.from,
  },
  {
    name: 'units',
    title: t('rounds.col_units'),
    unit: t('rounds.units_unit'),
    number: true,
    cell: (row) => sayNumber(row.units),
    value: (row) => row.units,
  },
  {
    name: 'facts',
    title: t('rounds.col_facts'),
    unit: t('rounds.facts_unit'),
    number: true,
    cell: (row) => sayNumber(row.facts),
    value: (row) => row.facts,
  },
  {
    name: 'published',
    title: t('rounds.col_published'),
    code: true,
    cell: (row) => <Published of={row} />,
    value: (row) => row.published?.at ?? null,
  },
  {
    name: 'score',
    title: t('rounds.col_score'),
    unit: t('rounds.points_unit'),
    number: true,
    cell: (row) => pointsWord(row.published?.converted ?? null),
    value: (row) => row.published?.converted ?? null,
  },
];

const Published = ({ of: { published } }: { of: RoundHead }): ReactNode =>
  published === null ? (
    <span className="tc-quiet">{t('rounds.not_published')}</span>
  ) : (
    t('rounds.published_as', { number: published.number, time: sayShortInstant(published.at) })
  );
