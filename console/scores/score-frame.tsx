import type { ReactNode } from 'react';
import { getRound } from '@tongchuang/contract/rounds.ts';
import { listSnapshots } from '@tongchuang/contract/snapshots.ts';
import type { RoundId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { sayShortInstant } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { Choice } from '../pieces/choice.tsx';
import { useParam, useUrl } from '../pieces/url-state.ts';
import { RoundHead } from '../rounds/round-head.tsx';
import { useMay, useMe } from '../shell/me.tsx';
import { scopeOf, type Scope } from './scope.ts';
import '../pieces/plain-table.css';
import '../pieces/print.css';
import './scores.css';

interface ScoreFrameProps {
  /** The word of the page: 得分. */
  title: string;
  /** Units cannot be chosen: the page shows all of them. */
  allUnits?: boolean;
  /** Only live scores: what is published does not change any more. */
  liveOnly?: boolean;
  children: (scope: Scope) => ReactNode;
}

/** What stands around each page of a round's scores: its head, its tabs, and whose score it is. */
export function ScoreFrame({ title, allUnits, liveOnly, children }: ScoreFrameProps): ReactNode {
  const id = useParam('id') as RoundId;
  const url = useUrl();
  const { unit } = useMe();
  const readsAll = useMay('score.read');
  const round = useCall(getRound, { params: { id } });
  const snapshots = useCall(listSnapshots, { params: { id } });
  const asked = {
    unit: allUnits === true ? 'place' : url.get('unit'),
    snapshot: liveOnly === true ? 'live' : url.get('snapshot'),
  };
  return (
    <Loaded of={round} lines={12}>
      {(found) => (
        <Loaded of={snapshots} lines={12}>
          {({ rows }) => {
            const scope = scopeOf(id, found, rows, asked, readsAll ? null : unit.id);
            return (
              <ScopedPage scope={scope} title={title} allUnits={allUnits} liveOnly={liveOnly}>
                {children(scope)}
              </ScopedPage>
            );
          }}
        </Loaded>
      )}
    </Loaded>
  );
}

interface ScopedPageProps {
  scope: Scope;
  title: string;
  allUnits: boolean | undefined;
  liveOnly: boolean | undefined;
  children: ReactNode;
}

function ScopedPage({ scope, title, allUnits, liveOnly, children }: ScopedPageProps): ReactNode {
  return (
    <>
      <RoundHead
        of={scope.round}
        title={`${scope.round.name} · ${title}`}
        summary={<ScopeWords scope={scope} allUnits={allUnits === true} />}
      />
      <ScopeBar scope={scope} allUnits={allUnits === true} liveOnly={liveOnly === true} />
      {scope.open ? children : <Empty title={t('scores.unpublished')}>{t('scores.unpublished_hint')}</Empty>}
    </>
  );
}

/** 清源县 · 实时得分 · 《体系》: on the screen and on paper. */
function ScopeWords({ scope, allUnits }: { scope: Scope; allUnits: boolean }): ReactNode {
  const { tenant } = useMe();
  const unit = scope.round.units.find((one) => one.unitId === scope.unitId)?.unit;
  const { snapshot } = scope;
  return [
    allUnits ? tenant.name : (unit ?? tenant.name),
    snapshot === null
      ? t('scores.live')
      : t('scores.as_published', { number: snapshot.number, time: sayShortInstant(snapshot.at) }),
    scope.round.edition,
  ].join(' · ');
}

/** Place or unit, live or as published. */
function ScopeBar({
  scope,
  allUnits,
  liveOnly,
}: Record<'allUnits' | 'liveOnly', boolean> & { scope: Scope }) {
  const url = useUrl();
  const { tenant } = useMe();
  const units = [
    { value: 'place', label: tenant.name },
    ...scope.round.units.map((one) => ({ value: one.unitId as string, label: one.unit })),
  ];
  const mayLive = scope.readsAll || scope.unitId !== null;
  return (
    <div className="tc-scope tc-screen-only" role="group" aria-label={t('scores.scope')}>
      {!allUnits && (
        <div className="tc-scope-unit">
          <Choice
            label={t('scores.whose')}
            bare
            options={units}
            placeholder={tenant.name}
            value={scope.unitId ?? ''}
            onChange={(value) => url.set({ unit: value === '' ? 'place' : value, open: null }, 'push')}
          />
        </div>
      )}
      {!liveOnly && (
        <label className="tc-scope-when">
          <span className="tc-hidden">{t('scores.as_of')}</span>
          <select
            className="tc-input"
            value={scope.snapshot?.id ?? 'live'}
            onChange={(event) => url.set({ snapshot: event.target.value }, 'push')}
          >
            {(mayLive || scope.snapshot === null) && <option value="live">{t('scores.live')}</option>}
            {scope.snapshots.map((one) => (
              <option key={one.id} value={one.id}>
                {t('scores.as_published', { number: one.number, time: sayShortInstant(one.at) })}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
