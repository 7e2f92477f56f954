import { useEffect, useState, type ReactNode } from 'react';
import { listDivisions, type Division } from '@tongchuang/contract/divisions.ts';
import { DIVISION_LEVELS } from '@tongchuang/domain/organisation/divisions.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { found, readyPinyin } from '@tongchuang/ui/pinyin.ts';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { Filters } from '../pieces/filters.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { TreeList, type TreeColumn } from '../pieces/tree-list.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { DivisionDetail } from './division-detail.tsx';
import { levelWord } from './words.ts';

/** Divisions from the province down to the entrance of a building, each with its official code and the unit that governs it. */
export function DivisionsView(): ReactNode {
  const divisions = useCall(listDivisions, {});
  return <Loaded of={divisions}>{(reply) => <Tree divisions={reply.divisions} />}</Loaded>;
}

function Tree({ divisions }: { divisions: readonly Division[] }): ReactNode {
  const url = useUrl();
  const [, setReady] = useState(false);
  const wanted = url.get('q');
  useEffect(() => {
    if (wanted !== '') void readyPinyin().then(() => setReady(true));
  }, [wanted]);
  const levels = url.list('level');
  const isNarrow = wanted !== '' || levels.length > 0;
  const shown = divisions.filter(
    (one) =>
      (one.code.startsWith(wanted) || found(one.name, wanted)) &&
      (levels.length === 0 || levels.includes(one.level)),
  );
  return (
    <>
      <Filters
        search="q"
        of={[
          {
            name: 'level',
            title: t('organisation.level'),
            options: DIVISION_LEVELS.map((value) => ({
              value,
              label: levelWord(value),
              count: divisions.filter((one) => one.level === value).length,
            })).filter((option) => option.count > 0),
          },
        ]}
      />
      <div className="tc-table-sheet">
        <TreeList
          label={t('organisation.division')}
          rows={shown}
          idOf={(one) => one.id}
          parentOf={(one) => one.parentId}
          title={(one) => one.name}
          name={(one) => one.name}
          below={(one) => [levelWord(one.level), one.code].join(' · ')}
          columns={columns()}
          href={(one) => url.with({ division: one.id, new: null })}
          levels={4}
          allOpen={isNarrow}
        />
      </div>
      <SideDrawer name="division" title={t('organisation.division')}>
        {(id) => {
          const one = divisions.find((division) => division.id === id);
          const above = divisions.find((division) => division.id === one?.parentId) ?? null;
          return one !== undefined && <DivisionDetail key={`${id} ${one.version}`} of={one} above={above} />;
        }}
      </SideDrawer>
    </>
  );
}

const columns = (): readonly TreeColumn<Division>[] => [
  { name: 'level', title: t('organisation.level'), width: 120, cell: (one) => levelWord(one.level) },
  { name: 'code', title: t('organisation.code'), width: 170, cell: (one) => <code>{one.code}</code> },
  {
    name: 'unit',
    title: t('organisation.governed_by'),
    width: 200,
    cell: (one) => {
      if (one.unit !== null)
        return <a href={`/organisation/units/${one.unit.id}`}>{one.unit.shortName ?? one.unit.name}</a>;
      const isNode = one.level === 'town' || one.level === 'village';
      return isNode ? <StatusTag tone="warn">{t('organisation.no_one')}</StatusTag> : '–';
    },
  },
];
