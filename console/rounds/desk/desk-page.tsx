import { useEffect, useMemo, type ReactNode } from 'react';
import { getFramework } from '@tongchuang/contract/frameworks.ts';
import type { Round } from '@tongchuang/contract/rounds.ts';
import { boundEdition } from '@tongchuang/domain/assessment/bound.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import type { Sheet } from '@tongchuang/domain/scoring/round.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { useUrl } from '../../pieces/url-state.ts';
import { RoundFrame } from '../round-frame.tsx';
import { Desk } from './desk.tsx';
import { unsaved } from './fact-saver.ts';
import { useSheets } from './hand.ts';
import './desk.css';

/** An edition in use never changes. */
const STALE_MS = 3_600_000;

/** 评分台: criteria × units, filled in by keyboard, saved as they are typed. */
export default function DeskPage(): ReactNode {
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (unsaved() > 0) event.preventDefault();
    };
    addEventListener('beforeunload', leave);
    return () => removeEventListener('beforeunload', leave);
  }, []);
  return <RoundFrame>{(round) => <OfRound round={round} />}</RoundFrame>;
}

function OfRound({ round }: { round: Round }): ReactNode {
  const framework = useCall(getFramework, { params: { id: round.editionId } }, { staleMs: STALE_MS });
  const edition = useMemo(() => {
    const found = framework.data;
    if (found === undefined || found.edition === null) return null;
    // Units by their ids, as the server binds them by their codes.
    const known = new Map(
      found.names
        .filter(({ resolution }) => resolution === 'certain' || resolution === 'chosen')
        .map(({ name, unitId }) => [name, unitId]),
    );
    return boundEdition(found.edition, (name) => known.get(name) ?? null);
  }, [framework.data]);
  if (round.units.length === 0) return <Empty title={t('rounds.desk_no_units')} />;
  return (
    <Loaded of={framework}>
      {() =>
        edition === null ? (
          <Empty title={t('rounds.desk_no_edition')} />
        ) : (
          <OfUnit round={round} edition={edition} />
        )
      }
    </Loaded>
  );
}

/** Which unit and which sheet: from the address, else the first that the person is here for. */
function OfUnit({ round, edition }: { round: Round; edition: Edition }): ReactNode {
  const url = useUrl();
  const unit = round.units.find((one) => one.unitId === url.get('unit')) ?? round.units[0];
  const sheets = useSheets(round, unit?.unitId ?? '');
  const open: readonly Sheet[] = sheets.fills.length > 0 ? sheets.fills : sheets.sees;
  const sheet = open.find((one) => one === url.get('sheet')) ?? open[0];
  if (unit === undefined || sheet === undefined)
    return <Empty title={t('rounds.desk_nothing')}>{t('rounds.desk_nothing_hint')}</Empty>;
  return <Desk {...{ round, edition, unit, sheet, sheets, open }} />;
}
