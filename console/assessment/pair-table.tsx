import { useMemo, useState, type ReactNode } from 'react';
import type { Edition, Node } from '@tongchuang/domain/assessment/edition.ts';
import { sumsOfPoints, treeOf } from '@tongchuang/domain/assessment/tree.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { StatusTag, type Tone } from '@tongchuang/ui/pieces/status-tag.tsx';
import { found } from '@tongchuang/ui/pinyin.ts';
import { sayList } from '@tongchuang/ui/speech.ts';
import { Choice, type Option } from '../pieces/choice.tsx';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { Filters } from '../pieces/filters.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { rePaired, type Pair, type PairLine } from './pairs.ts';
import { pointsWord } from './words.ts';

const TONES: Record<PairLine['likeness'], Tone> = {
  same: 'good',
  text: 'good',
  code: 'info',
  likely: 'warn',
  part: 'warn',
  none: 'danger',
  chosen: 'good',
};
const UNSURE = ['likely', 'part'];
const ONLY = {
  alone: (line: PairLine) => line.likeness === 'none',
  unsure: (line: PairLine) => UNSURE.includes(line.likeness),
  changed: (line: PairLine) => line.changed.length > 0,
};

interface PairTableProps {
  lines: readonly PairLine[];
  pairs: readonly Pair[];
  old: Edition;
  fresh: Edition;
  /** Null: only read. */
  onChange: ((pairs: readonly Pair[]) => void) | null;
}

/** Old and new side by side. */
export function PairTable({ lines, pairs, old, fresh, onChange }: PairTableProps): ReactNode {
  const url = useUrl();
  const [before, after] = [useSide(old), useSide(fresh)];
  const only = url.list('only').filter((one): one is keyof typeof ONLY => Object.hasOwn(ONLY, one));
  const text = url.get('text').trim();
  const shown = lines.filter(
    (line) =>
      (only.length === 0 || only.some((one) => ONLY[one](line))) &&
      (text === '' || found(`${before.words(line.from)} ${after.words(line.to)}`, text)),
  );
  const put = (line: PairLine, side: 'from' | 'to') => (code: string) =>
    onChange?.(rePaired(pairs, line, side, code === '' ? null : code));
  const columns: Column<PairLine>[] = [
    {
      name: 'from',
      title: t('assessment.col_old'),
      width: 300,
      cell: (line) =>
        line.from === null ? (
          <Other
            line={line}
            side="from"
            of={before}
            other={after}
            put={onChange === null ? null : put(line, 'from')}
          />
        ) : (
          <Origin
            line={line}
            code={line.from}
            of={before}
            other={after}
            put={onChange && put(line, 'from')}
          />
        ),
      value: (line) => before.words(line.from),
      sorts: false,
    },
    {
      name: 'likeness',
      title: t('assessment.col_likeness'),
      cell: (line) => (
        <>
          <StatusTag tone={TONES[line.likeness]}>{t(`assessment.likeness_${line.likeness}`)}</StatusTag>
          {line.confidence !== null && line.likeness !== 'same' && (
            <small className="tc-quiet"> {Math.round(line.confidence * 100)}%</small>
          )}
        </>
      ),
      value: (line) => line.confidence,
      code: true,
    },
    {
      name: 'to',
      title: t('assessment.col_new'),
      width: 300,
      cell: (line) =>
        line.to === null ? (
          <Other
            line={line}
            side="to"
            of={after}
            other={before}
            put={onChange === null ? null : put(line, 'to')}
          />
        ) : (
          <NodeWords of={after} code={line.to} />
        ),
      value: (line) => after.words(line.to),
      sorts: false,
    },
    {
      name: 'changed',
      title: t('assessment.col_changed'),
      width: 150,
      cell: (line) =>
        sayList(line.changed.map((one) => t(`assessment.change_${one}` as 'assessment.change_code'))),
      value: (line) => line.changed.length,
    },
  ];
  return (
    <>
      <Filters
        search="text"
        of={[
          {
            name: 'only',
            title: t('assessment.only'),
            options: (['alone', 'unsure', 'changed'] as const).map((value) => ({
              value,
              label: t(`assessment.only_${value}`),
              count: lines.filter(ONLY[value]).length,
            })),
          },
        ]}
      />
      <DataTable
        name="framework-mapping"
        label={t('assessment.mapping')}
        columns={columns}
        rows={shown}
        idOf={(line) => line.id}
      />
    </>
  );
}

interface Side {
  byCode: ReadonlyMap<string, Node>;
  points: ReadonlyMap<string, number>;
  words: (code: string | null) => string;
  /** Nodes to choose from: leaves for a leaf of the other side, branches for a branch. */
  options: (code: string | null, other: Side) => readonly Option[];
  isLeaf: (code: string) => boolean;
}

function useSide(edition: Edition): Side {
  return useMemo(() => {
    const tree = treeOf(edition.nodes);
    const options = (leaves: boolean): Option[] =>
      [...tree.byCode.values()]
        .filter(({ code }) => tree.isLeaf(code) === leaves)
        .map(({ code, title }) => ({ value: code, label: `${code} ${title}` }));
    const [leaves, branches] = [options(true), options(false)];
    return {
      byCode: tree.byCode,
      points: sumsOfPoints(edition),
      words: (code) => (code === null ? '' : `${code} ${tree.byCode.get(code)?.title ?? ''}`),
      options: (code, other) => (code === null || other.isLeaf(code) ? leaves : branches),
      isLeaf: tree.isLeaf,
    };
  }, [edition]);
}

const NodeWords = ({ of, code }: { of: Side; code: string }): ReactNode => (
  <>
    <span className="tc-node-code">{code}</span> {of.byCode.get(code)?.title}{' '}
    <small className="tc-quiet tc-nobreak">
      {t('assessment.points_of', { points: pointsWord((of.points.get(code) ?? 0) / 100) })}
    </small>
  </>
);

interface OriginProps {
  line: PairLine;
  code: string;
  of: Side;
  other: Side;
  put: ((code: string) => void) | null;
}

/** The old side of a pair; another one can be chosen in its place, or none. */
function Origin({ line, code, of, other, put }: OriginProps): ReactNode {
  const [choosing, setChoosing] = useState(false);
  if (choosing && put !== null) {
    return (
      <Choice
        bare
        label={t('assessment.origin_of', { code: line.to ?? '' })}
        options={of.options(line.to, other)}
        value={code}
        onChange={put}
      />
    );
  }
  return (
    <>
      <NodeWords of={of} code={code} />{' '}
      {put !== null && line.to !== null && (
        <button type="button" className="tc-link tc-nobreak" onClick={() => setChoosing(true)}>
          {t('assessment.choose_other')} <span className="tc-hidden">{code}</span>
        </button>
      )}
    </>
  );
}

interface OtherProps {
  line: PairLine;
  side: 'from' | 'to';
  of: Side;
  other: Side;
  put: ((code: string) => void) | null;
}

/** Nothing at this side yet: to be chosen. */
function Other({ line, side, of, other, put }: OtherProps): ReactNode {
  const none = t(side === 'from' ? 'assessment.no_origin' : 'assessment.no_follower');
  if (put === null) return <span className="tc-quiet">{none}</span>;
  const code = side === 'from' ? line.to : line.from;
  return (
    <Choice
      bare
      label={t(side === 'from' ? 'assessment.origin_of' : 'assessment.follower_of', { code: code ?? '' })}
      placeholder={none}
      options={of.options(code, other)}
      value=""
      onChange={put}
    />
  );
}
