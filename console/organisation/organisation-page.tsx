import type { ReactNode } from 'react';
import { listBodies } from '@tongchuang/contract/bodies.ts';
import { listGaps, listUnits } from '@tongchuang/contract/organisation.ts';
import type { BodyId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { Tabs, tabAt } from '../pieces/tabs.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { BodiesView } from './bodies-view.tsx';
import { BodyDetail } from './body-detail.tsx';
import { CreateForm, type Creates } from './create-forms.tsx';
import { DivisionsView } from './divisions-view.tsx';
import { PairingsView } from './pairings-view.tsx';
import { SecondmentsView } from './secondments-view.tsx';
import { UnitDetail } from './unit-detail.tsx';
import { UnitsView } from './units-view.tsx';
import './organisation.css';

const VIEWS = ['units', 'bodies', 'divisions', 'pairings', 'secondments'] as const;
/** What each view's one button makes. */
const MAKES: Record<(typeof VIEWS)[number], Creates> = {
  units: 'unit',
  bodies: 'body',
  divisions: 'division',
  pairings: 'pairing',
  secondments: 'secondment',
};

/** 组织架构: who is there, who stands under whom, who answers for what. */
export default function OrganisationPage(): ReactNode {
  const url = useUrl();
  const may = {
    edit: useMay('organisation.edit'),
    people: useMay('people.edit'),
    see: useMay('people.read'),
  };
  const views = VIEWS.filter((value) => value !== 'secondments' || may.see).map((value) => ({
    value,
    title: t(`organisation.view_${value}`),
  }));
  const at = tabAt(url.get('view'), views) ?? 'units';
  const makes = MAKES[at];
  const mayMake = makes === 'secondment' ? may.people : may.edit;
  return (
    <>
      <PageHead
        title={t('organisation.title')}
        summary={<Summary />}
        action={
          mayMake ? (
            <button
              type="button"
              className="tc-button tc-button-primary"
              onClick={() => url.set({ new: makes, open: null, body: null })}
            >
              {t(`organisation.add_${makes}`)}
            </button>
          ) : undefined
        }
      />
      <Tabs name="view" label={t('organisation.views')} of={views} />
      {at === 'bodies' ? (
        <BodiesView />
      ) : at === 'divisions' ? (
        <DivisionsView />
      ) : at === 'pairings' ? (
        <PairingsView />
      ) : at === 'secondments' ? (
        <SecondmentsView />
      ) : (
        <UnitsView />
      )}
      <SideDrawer title={t('organisation.unit')} fullPage={(id) => `/organisation/units/${id}`}>
        {(id) => <UnitDetail id={id as UnitId} />}
      </SideDrawer>
      <SideDrawer name="body" title={t('organisation.body')}>
        {(id) => <BodyDetail id={id as BodyId} />}
      </SideDrawer>
      <SideDrawer name="new" title={t(`organisation.add_${makes}`)}>
        {(what) => <CreateForm what={what as Creates} />}
      </SideDrawer>
    </>
  );
}

function Summary(): ReactNode {
  const units = useCall(listUnits, { query: {} });
  const bodies = useCall(listBodies, {});
  const gaps = useCall(listGaps, {});
  if (units.data === undefined || bodies.data === undefined || gaps.data === undefined) return null;
  return (
    <Sentence
      of={t('organisation.summary', { units: '{units}', bodies: '{bodies}', gaps: '{gaps}' })}
      with={{
        units: (
          <Counted
            value={units.data.units.filter((unit) => unit.parentId !== null).length}
            unit={t('organisation.unit_counter')}
            says={t('organisation.says_units')}
            href="/organisation"
          />
        ),
        bodies: (
          <Counted
            value={bodies.data.bodies.length}
            unit={t('organisation.body_counter')}
            says={t('organisation.says_bodies')}
            href="/organisation?view=bodies"
          />
        ),
        gaps: (
          <Counted
            value={gaps.data.gaps.length}
            unit={t('organisation.gap_counter')}
            says={t('organisation.says_gaps')}
            href="/organisation/gaps"
            late
          />
        ),
      }}
    />
  );
}
