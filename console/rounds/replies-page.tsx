import { useMemo, type ReactNode } from 'react';
import { getFramework } from '@tongchuang/contract/frameworks.ts';
import { listReplies, type Round } from '@tongchuang/contract/rounds.ts';
import { getScore } from '@tongchuang/contract/scores.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayShortDate } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { Filters } from '../pieces/filters.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import type { ReplyLine, ReplyOut } from './reply-line.ts';
import { ReplyDrawer } from './reply-drawer.tsx';
import { RoundFrame } from './round-frame.tsx';
import { pointsWord } from './words.ts';

type RoundUnit = Round['units'][number];

/** 反馈: the unit agrees with its marks or not; the office answers. */
export default function RepliesPage(): ReactNode {
  return (
    <RoundFrame
      summary={(round) =>
        round.replyUntil === null
          ? t('rounds.replies_summary')
          : t('rounds.replies_summary_until', { day: sayShortDate(round.replyUntil) })
      }
    >
      {(round) => <Replies of={round} />}
    </RoundFrame>
  );
}

function Replies({ of: round }: { of: Round }): ReactNode {
  const url = useUrl();
  const enters = useMay('score.enter');
  const manages = round.open.includes('manage');
  const asked = round.units.find((unit) => unit.unitId === url.get('unit'));
  const unit = asked ?? (enters && !manages ? round.units[0] : undefined);
  const replies = useCall(listReplies, { params: { id: round.id }, query: {} });
  const framework = useCall(getFramework, { params: { id: round.editionId } }, { staleMs: 3_600_000 });
  const shown = !['preparing', 'self', 'marking'].includes(round.stage) || round.open.includes('score');
  const score = useCall(
    getScore,
    { params: { id: round.id }, query: unit === undefined ? {} : { unitId: unit.unitId } },
    { enabled: unit !== undefined && shown },
  );
  const titles = useMemo(
    () => new Map((framework.data?.edition?.nodes ?? []).map((node) => [node.code, node.title])),
    [framework.data],
  );
  const branches = useMemo(
    () => new Set((framework.data?.edition?.nodes ?? []).map((node) => node.parent)),
    [framework.data],
  );
  const only = url.list('answer');
  const fits = (reply: ReplyOut | null) => only.length === 0 || only.includes(replyState(reply));
  return (
    <>
      <Filters
        of={[
          ...(round.units.length > 1
            ? [
                {
                  name: 'unit',
                  title: t('rounds.col_unit'),
                  single: true,
                  options: round.units.map((one) => ({
                    value: one.unitId,
                    label: one.unit,
                    count: one.openReplies,
                  })),
                },
              ]
            : []),
          {
            name: 'answer',
            title: t('rounds.col_reply'),
            options: STATES.map((state) => ({ value: state, label: t(`rounds.reply_${state}`) })),
          },
        ]}
      />
      <Loaded of={replies}>
        {({ rows }) => {
          const of = new Map(rows.map((row) => [`${row.unitId} ${row.criterion}`, row]));
          const line = (row: ReplyOut): ReplyLine => ({
            unitId: row.unitId,
            unit: row.unit,
            code: row.criterion,
            title: titles.get(row.criterion) ?? '',
            points: null,
            max: null,
            lost: null,
            reply: row,
          });
          const marked = (score.data?.nodes ?? [])
            .filter(
              (node) => unit !== undefined && !branches.has(node.code) && node.state !== 'not_applicable',
            )
            .map((node): ReplyLine => ({
              unitId: unit?.unitId ?? ('' as RoundUnit['unitId']),
              unit: unit?.unit ?? '',
              code: node.code,
              title: titles.get(node.code) ?? '',
              points: node.points,
              max: node.max,
              lost: node.lost,
              reply: of.get(`${unit?.unitId} ${node.code}`) ?? null,
            }));
          const lines = (unit === undefined || !shown ? rows.map(line) : marked).filter((one) =>
            fits(one.reply),
          );
          const none = (
            <Empty title={shown ? t('rounds.replies_empty') : t('rounds.replies_not_yet')}>
              {t('rounds.replies_empty_hint')}
            </Empty>
          );
          const open = lines.find((one) => `${one.unitId} ${one.code}` === url.get('open'));
          return (
            <>
              <DataTable
                name={unit === undefined ? 'replies' : 'replies-unit'}
                label={t('rounds.tab_replies')}
                columns={columns(unit === undefined)}
                rows={lines}
                idOf={(row) => `${row.unitId} ${row.code}`}
                href={(row) => url.with({ open: `${row.unitId} ${row.code}` })}
                empty={none}
              />
              <SideDrawer title={t('rounds.reply')}>
                {() =>
                  open === undefined ? (
                    <Empty title={t('rounds.reply_gone')} />
                  ) : (
                    <ReplyDrawer
                      key={`${open.unitId} ${open.code} ${open.reply?.version ?? 0}`}
                      round={round}
                      line={open}
                    />
                  )
                }
              </SideDrawer>
            </>
          );
        }}
      </Loaded>
    </>
  );
}

const STATES = ['none', 'agree', 'open', 'upheld', 'changed'] as const;
type ReplyState = (typeof STATES)[number];

const replyState = (reply: ReplyOut | null): ReplyState => {
  if (reply === null) return 'none';
  if (reply.answer !== null) return reply.answer.outcome;
  return reply.stance === 'agree' ? 'agree' : 'open';
};

const TONES = { none: 'muted', agree: 'good', open: 'warn', upheld: 'muted', changed: 'info' } as const;

/** 无异议 · 有异议，待答复 · 维持 · 已改. */
export const ReplyTag = ({ of }: { of: ReplyOut | null }): ReactNode => {
  const state = replyState(of);
  return state === 'none' ? (
    <span className="tc-quiet">{t('rounds.reply_none')}</span>
  ) : (
    <StatusTag tone={TONES[state]}>{t(`rounds.reply_${state}`)}</StatusTag>
  );
};

const columns = (withUnit: boolean): Column<ReplyLine>[] => [
  {
    name: 'code',
    title: t('rounds.col_criterion'),
    code: true,
    cell: (row) => row.code,
    value: (row) => row.code,
  },
  {
    name: 'title',
    title: t('rounds.col_name'),
    width: 240,
    cell: (row) => row.title,
    value: (row) => row.title,
  },
  ...(withUnit
    ? [
        {
          name: 'unit',
          title: t('rounds.col_unit'),
          cell: (row: ReplyLine) => row.unit,
          value: (row: ReplyLine) => row.unit,
        },
        {
          name: 'text',
          title: t('rounds.col_text'),
          width: 240,
          cell: (row: ReplyLine) => row.reply?.text ?? '',
          value: (row: ReplyLine) => row.reply?.text ?? null,
        },
      ]
    : [
        {
          name: 'points',
          title: t('rounds.col_points'),
          unit: t('rounds.points_unit'),
          number: true,
          cell: (row: ReplyLine) => `${pointsWord(row.points)} / ${pointsWord(row.max)}`,
          value: (row: ReplyLine) => row.points,
        },
        {
          name: 'lost',
          title: t('rounds.col_lost'),
          unit: t('rounds.points_unit'),
          number: true,
          cell: (row: ReplyLine) => pointsWord(row.lost),
          value: (row: ReplyLine) => row.lost,
        },
      ]),
  {
    name: 'reply',
    title: t('rounds.col_reply'),
    code: true,
    cell: (row) => <ReplyTag of={row.reply} />,
    value: (row) => STATES.indexOf(replyState(row.reply)),
  },
];
