import type { ReactNode } from 'react';
import { listGaps } from '@tongchuang/contract/organisation.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { ORGANISATION_GAPS } from '@tongchuang/domain/organisation/completeness.ts';
import { addDays } from '@tongchuang/domain/kernel/calendar.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { found } from '@tongchuang/ui/pinyin.ts';
import { sayDate } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { Filters } from '../pieces/filters.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { gapWord } from './words.ts';

type Gaps = ReplyOf<typeof listGaps>;
type Gap = Gaps['gaps'][number];

/** Where each gap is filled. */
function wayTo({ gap, kind, id }: Gap): string {
  if (kind === 'secondment') return `/organisation?view=secondments&secondment=${id}`;
  if (kind === 'division') return `/organisation?new=unit&in=${id}`;
  if (kind === 'body') return `/organisation?view=bodies&body=${id}&do=give_post`;
  if (gap === 'no_body') return `/organisation?view=bodies&new=body&in=${id}`;
  if (gap === 'no_account') return `/people?unit=${id}`;
  return `/organisation?open=${id}&do=${gap === 'no_head' ? 'change_head' : 'set_chain'}`;
}

/** 组织缺项: every node has somebody who is in charge, or it is listed here with the way to name one. */
export default function GapsPage(): ReactNode {
  const answer = useCall(listGaps, {});
  const [next] = answer.data?.gaps ?? [];
  return (
    <>
      <PageHead
        title={t('organisation.gaps_title')}
        {...(answer.data === undefined ? {} : { summary: <Summary of={answer.data} /> })}
        action={
          next === undefined ? undefined : (
            <a className="tc-button tc-button-primary" href={wayTo(next)}>
              {t('organisation.gaps_next')}
            </a>
          )
        }
      />
      <Loaded of={answer}>{(reply) => <List of={reply} />}</Loaded>
    </>
  );
}

function Summary({ of }: { of: Gaps }): ReactNode {
  const counts = Map.groupBy(of.gaps, (one) => one.gap);
  const [most] = [...counts].toSorted((a, b) => b[1].length - a[1].length);
  if (most === undefined) return t('organisation.gaps_none_hint');
  return (
    <Sentence
      of={t('organisation.gaps_summary', {
        units: '{units}',
        gaps: '{gaps}',
        most: t('organisation.gaps_most', { gap: gapWord(most[0]), count: most[1].length }),
      })}
      with={{
        units: (
          <Counted
            value={of.outOf.units}
            unit={t('organisation.unit_counter')}
            says={t('organisation.says_units')}
            href="/organisation"
          />
        ),
        gaps: (
          <Counted
            value={of.gaps.length}
            unit={t('organisation.gap_counter')}
            says={t('organisation.says_gaps')}
            late
          />
        ),
      }}
    />
  );
}

function List({ of }: { of: Gaps }): ReactNode {
  const url = useUrl();
  const [wanted, chosen] = [url.get('q'), url.list('gap')];
  return (
    <>
      <Filters
        search="q"
        of={[
          {
            name: 'gap',
            title: t('organisation.gap'),
            options: ORGANISATION_GAPS.map((value) => ({
              value,
              label: gapWord(value),
              count: of.gaps.filter((one) => one.gap === value).length,
            })).filter((option) => option.count > 0),
          },
        ]}
      />
      <DataTable
        name="organisation-gaps"
        label={t('organisation.gaps_title')}
        columns={columns()}
        rows={of.gaps.filter(
          (one) => found(one.name, wanted) && (chosen.length === 0 || chosen.includes(one.gap)),
        )}
        idOf={(one) => `${one.gap} ${one.id}`}
        href={wayTo}
        empty={<Empty title={t('organisation.gaps_none')}>{t('organisation.gaps_none_hint')}</Empty>}
      />
    </>
  );
}

const detailOf = (one: Gap): string => {
  if (one.detail === null) return '';
  return one.kind === 'secondment' ? sayDate(addDays(one.detail, -1)) : one.detail;
};

const columns = (): readonly Column<Gap>[] => [
  {
    name: 'name',
    title: t('organisation.name'),
    cell: (one) => one.name,
    value: (one) => one.name,
    width: 260,
  },
  {
    name: 'gap',
    title: t('organisation.gap'),
    cell: (one) => (
      <StatusTag tone={one.gap === 'no_head' || one.gap === 'body_without_head' ? 'danger' : 'warn'}>
        {gapWord(one.gap)}
      </StatusTag>
    ),
    value: (one) => gapWord(one.gap),
    code: true,
  },
  {
    name: 'where',
    title: t('organisation.where'),
    cell: detailOf,
    value: detailOf,
  },
  {
    name: 'do',
    title: t('organisation.do_column'),
    cell: (one) => <a href={wayTo(one)}>{t(`organisation.do_${one.gap}`)}</a>,
    code: true,
  },
];
