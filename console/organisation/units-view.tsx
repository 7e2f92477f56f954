import { useEffect, useState, type ReactNode } from 'react';
import { listUnits, type UnitLine } from '@tongchuang/contract/organisation.ts';
import { TIERS, UNIT_TYPES } from '@tongchuang/domain/organisation/unit.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { found, readyPinyin } from '@tongchuang/ui/pinyin.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { Filters } from '../pieces/filters.tsx';
import { Phone } from '../pieces/personal.tsx';
import { TreeList, type TreeColumn } from '../pieces/tree-list.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { kindWord, tierWord } from './words.ts';

/** Units as they stand under each other; a search or a filter keeps what is found with all that stands above it. */
export function UnitsView(): ReactNode {
  const units = useCall(listUnits, { query: {} });
  return <Loaded of={units}>{(reply) => <Tree units={reply.units} />}</Loaded>;
}

const LACKS = ['no_head', 'no_contact', 'chain_incomplete'] as const;
const lacks: Record<(typeof LACKS)[number], (unit: UnitLine) => boolean> = {
  no_head: (unit) => unit.head === null && !isPlace(unit),
  no_contact: (unit) => unit.contact === null && !isPlace(unit),
  chain_incomplete: (unit) => !unit.chainComplete && !isPlace(unit),
};

function Tree({ units }: { units: readonly UnitLine[] }): ReactNode {
  const url = useUrl();
  const [, setReady] = useState(false);
  const wanted = url.get('q');
  useEffect(() => {
    if (wanted !== '') void readyPinyin().then(() => setReady(true));
  }, [wanted]);
  const [kinds, tiers, gaps] = [url.list('kind'), url.list('tier'), url.list('gap')];
  const isNarrow = wanted !== '' || kinds.length + tiers.length + gaps.length > 0;
  const hits = units.filter(
    (unit) =>
      found(`${unit.shortName ?? ''} ${unit.name} ${unit.code} ${unit.head?.name ?? ''}`, wanted) &&
      (kinds.length === 0 || kinds.includes(unit.kind)) &&
      (tiers.length === 0 || tiers.includes(unit.tier)) &&
      (gaps.length === 0 || LACKS.some((gap) => gaps.includes(gap) && lacks[gap](unit))),
  );
  const count = (of: (unit: UnitLine) => boolean) => units.filter(of).length;
  const used = <V extends string>(all: readonly V[], of: (unit: UnitLine) => V, word: (value: V) => string) =>
    all
      .map((value) => ({ value, label: word(value), count: count((unit) => of(unit) === value) }))
      .filter((option) => option.count > 0);
  return (
    <>
      <Filters
        search="q"
        of={[
          {
            name: 'kind',
            title: t('organisation.kind'),
            options: used(UNIT_TYPES, (unit) => unit.kind, kindWord),
          },
          {
            name: 'tier',
            title: t('organisation.tier'),
            options: used(TIERS, (unit) => unit.tier, tierWord),
          },
          {
            name: 'gap',
            title: t('organisation.gap'),
            options: LACKS.map((gap) => ({
              value: gap,
              label: t(`organisation.gap_${gap}`),
              count: count(lacks[gap]),
            })),
          },
        ]}
      />
      <div className="tc-table-sheet">
        <TreeList
          label={t('organisation.unit')}
          rows={isNarrow ? withAncestors(hits, units) : units}
          idOf={idOf}
          parentOf={parentOf}
          title={(unit) => unit.name}
          name={(unit) => unit.shortName ?? unit.name}
          below={(unit) =>
            isPlace(unit) ? null : [kindWord(unit.kind), unit.head?.name].filter(Boolean).join(' · ')
          }
          columns={columns()}
          href={(unit) => url.with({ open: unit.id, do: null, new: null })}
          allOpen={isNarrow}
          empty={<Empty title={t('organisation.no_such_filter')} />}
        />
      </div>
    </>
  );
}

/** The place itself, under which all units stand: it has neither head nor chain of its own. */
const isPlace = (unit: UnitLine): boolean => unit.parentId === null;
const idOf = (unit: UnitLine): string => unit.id;
const parentOf = (unit: UnitLine): string | null => unit.parentId;

/** What was found, in the order of the list, with everything above it. */
function withAncestors(hits: readonly UnitLine[], all: readonly UnitLine[]): readonly UnitLine[] {
  const byId = new Map<string, UnitLine>(all.map((unit) => [unit.id, unit]));
  const kept = new Set<string>();
  for (const hit of hits) {
    let at: UnitLine | undefined = hit;
    while (at !== undefined && !kept.has(at.id)) {
      kept.add(at.id);
      at = at.parentId === null ? undefined : byId.get(at.parentId);
    }
  }
  return all.filter((unit) => kept.has(unit.id));
}

const columns = (): readonly TreeColumn<UnitLine>[] => [
  {
    name: 'kind',
    title: t('organisation.kind'),
    width: 120,
    cell: (unit) => (isPlace(unit) ? null : kindWord(unit.kind)),
  },
  {
    name: 'head',
    title: t('organisation.head'),
    width: 150,
    cell: (unit) =>
      isPlace(unit) ? null : unit.head === null ? (
        <StatusTag tone="warn">{t('organisation.no_one')}</StatusTag>
      ) : (
        <>
          {unit.head.name} <small className="tc-quiet">{unit.head.title}</small>
        </>
      ),
  },
  {
    name: 'contact',
    title: t('organisation.contact'),
    width: 200,
    cell: (unit) =>
      isPlace(unit) ? null : unit.contact === null ? (
        <StatusTag tone="warn">{t('organisation.no_one')}</StatusTag>
      ) : (
        <>
          {unit.contact.name}{' '}
          <small className="tc-quiet">
            {unit.contact.phone && <Phone of="contacts" person={unit.contact} masked={unit.contact.phone} />}
          </small>
        </>
      ),
  },
  {
    name: 'chain',
    title: t('organisation.chain'),
    width: 110,
    cell: (unit) =>
      isPlace(unit) ? null : unit.chainComplete ? (
        <StatusTag tone="good">{t('organisation.chain_ok')}</StatusTag>
      ) : (
        <StatusTag tone="warn">{t('organisation.chain_gap')}</StatusTag>
      ),
  },
];
