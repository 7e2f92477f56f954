import type { ReactNode } from 'react';
import { listRounds, type Round } from '@tongchuang/contract/rounds.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { sayInstant, sayNumber, sayShortDate } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { ObjectTrail } from '../pieces/object-trail.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { MarkersForm } from './markers-form.tsx';
import { PublishForm } from './publish-form.tsx';
import { RoundForm } from './round-form.tsx';
import { RoundFrame } from './round-frame.tsx';
import { StageLine } from './stage-line.tsx';
import { ApproveForm, BackForm, NextStep } from './stage-moves.tsx';
import { UnitDrawer } from './unit-drawer.tsx';
import { UnitTable } from './unit-table.tsx';
import { kindWord, periodWord, seatWord } from './words.ts';

/** 总览: where a round stands, what comes next, and how complete each unit is. */
export default function OverviewPage(): ReactNode {
  return (
    <RoundFrame summary={(round) => <Summary of={round} />} action={(round) => <NextStep of={round} />}>
      {(round) => <Overview of={round} />}
    </RoundFrame>
  );
}

function Summary({ of: round }: { of: Round }): ReactNode {
  const sum = (of: (unit: Round['units'][number]) => number) =>
    round.units.reduce((all, unit) => all + of(unit), 0);
  const criteria = sum((unit) => unit.criteria);
  const marked = sum((unit) => unit.marked);
  return (
    <Sentence
      of={t('rounds.summary_round', { units: '{units}', marked: '{marked}', criteria: '{criteria}' })}
      with={{
        units: <Counted value={round.units.length} says={t('rounds.says_units')} />,
        marked: <Counted value={marked} says={t('rounds.says_marked')} />,
        criteria: <Counted value={criteria} says={t('rounds.says_criteria')} />,
      }}
    />
  );
}

function Overview({ of: round }: { of: Round }): ReactNode {
  const manages = round.open.includes('manage');
  const rounds = useCall(listRounds, {}, { enabled: manages });
  return (
    <>
      <StageLine of={round} />
      <UnitTable of={round} />
      <div className="tc-round-sides">
        <Rules of={round} />
        <Hands of={round} />
      </div>
      <SideDrawer name="act" title={t('rounds.drawer')}>
        {(act) => {
          if (act === 'back') return <BackForm of={round} />;
          if (act === 'approve') return <ApproveForm of={round} />;
          if (act === 'publish') return <PublishForm of={round} />;
          if (act === 'markers') return <MarkersForm key={round.version} of={round} />;
          return <ObjectTrail kind="round" id={round.id} />;
        }}
      </SideDrawer>
      <SideDrawer name="edit" title={t('rounds.edit')}>
        {() => <RoundForm key={round.version} rounds={rounds.data?.rows ?? []} round={round} />}
      </SideDrawer>
      <SideDrawer name="unit" title={t('rounds.unit_title')}>
        {(unitId) => <UnitDrawer key={unitId} of={round} unitId={unitId} />}
      </SideDrawer>
    </>
  );
}

/** What was agreed when the round was set up. */
function Rules({ of: round }: { of: Round }): ReactNode {
  const url = useUrl();
  const day = (of: string | null) => (of === null ? t('rounds.no_day') : sayShortDate(of));
  const fixed = round.stage === 'published' || round.stage === 'closed';
  return (
    <section className="tc-sheet">
      <div className="tc-sheet-head">
        <h2>{t('rounds.rules')}</h2>
        {round.open.includes('manage') && !fixed && <a href={url.with({ edit: '1' })}>{t('rounds.edit')}</a>}
      </div>
      <dl className="tc-facts">
        <dt>{t('rounds.field_kind')}</dt>
        <dd>{kindWord(round.kind)}</dd>
        <dt>{t('rounds.field_edition')}</dt>
        <dd>
          <a href={`/frameworks/${round.editionId}`}>{round.edition}</a>
        </dd>
        <dt>{t('rounds.col_period')}</dt>
        <dd>{periodWord(round)}</dd>
        <dt>{t('rounds.field_methods')}</dt>
        <dd>{round.methods.length === 0 ? t('rounds.methods_all') : round.methods.join('、')}</dd>
        <dt>{t('rounds.field_self')}</dt>
        <dd>{day(round.selfUntil)}</dd>
        <dt>{t('rounds.field_reply')}</dt>
        <dd>{day(round.replyUntil)}</dd>
        <dt>{t('rounds.markers')}</dt>
        <dd>
          {round.twoMarkers
            ? t('rounds.two_markers', { points: sayNumber(round.differenceLimit, 2) })
            : t('rounds.one_marker')}
        </dd>
        {round.leastSample > 0 && (
          <>
            <dt>{t('rounds.field_least')}</dt>
            <dd>{t('rounds.least_sample', { count: round.leastSample })}</dd>
          </>
        )}
        {round.borrows.length > 0 && (
          <>
            <dt>{t('rounds.field_borrows')}</dt>
            <dd>{round.borrows.map((one) => one.name).join('、')}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Who marks, and who let the result through. */
function Hands({ of: round }: { of: Round }): ReactNode {
  const url = useUrl();
  const audits = useMay('audit.read');
  const fixed = round.stage === 'published' || round.stage === 'closed';
  return (
    <section className="tc-sheet">
      <div className="tc-sheet-head">
        <h2>{t('rounds.markers')}</h2>
        {round.open.includes('manage') && !fixed && (
          <a href={url.with({ act: 'markers' })}>{t('rounds.set_markers')}</a>
        )}
      </div>
      {round.markers.length === 0 ? (
        <p className="tc-quiet">{t('rounds.markers_none')}</p>
      ) : (
        <ul className="tc-lines">
          {round.markers.map((one) => (
            <li key={one.personId}>
              <span className="tc-quiet">{seatWord(one.seat)}</span>
              <b>{one.name}</b>
              <span className="tc-quiet tc-lines-end">
                {one.unitIds === null
                  ? t('rounds.all_units')
                  : t('rounds.some_units', { count: one.unitIds.length })}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="tc-sheet-head tc-approvals-head">
        <h2>{t('rounds.approvals')}</h2>
        {audits && <a href={url.with({ act: 'trail' })}>{t('rounds.trail')}</a>}
      </div>
      {round.approvals.length === 0 ? (
        <p className="tc-quiet">{t('rounds.approvals_none')}</p>
      ) : (
        <ul className="tc-lines">
          {round.approvals.map((one) => (
            <li key={`${one.step} ${one.at}`}>
              <span className="tc-quiet">
                {one.step === 'office' ? t('rounds.step_office') : t('rounds.step_leader')}
              </span>
              <b>{one.by}</b>
              {one.note !== null && <span>{one.note}</span>}
              <span className="tc-quiet tc-lines-end">{sayInstant(one.at)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
