import type { ReactNode } from 'react';
import { endPairing, listPairings, type Pairing } from '@tongchuang/contract/pairings.ts';
import { PAIRING_KINDS } from '@tongchuang/domain/organisation/body.ts';
import { Refused } from '@tongchuang/ui/call.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PersonTag } from '@tongchuang/ui/pieces/tags.tsx';
import { tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { found } from '@tongchuang/ui/pinyin.ts';
import { dayOf, sayDate } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { Filters } from '../pieces/filters.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { ORGANISATION_CHANGES, pairingWord } from './words.ts';

/** 结对: leaders and zones, leaders and units, cadres and communities, building heads and entrances, volunteers and families. */
export function PairingsView(): ReactNode {
  const pairings = useCall(listPairings, { query: {} });
  const url = useUrl();
  const mayEdit = useMay('organisation.edit');
  const [wanted, kinds] = [url.get('q'), url.list('kind')];
  return (
    <Loaded of={pairings}>
      {({ pairings: all }) => (
        <>
          <Filters
            search="q"
            of={[
              {
                name: 'kind',
                title: t('organisation.pairing_kind'),
                options: PAIRING_KINDS.map((value) => ({
                  value,
                  label: pairingWord(value),
                  count: all.filter((one) => one.kind === value).length,
                })),
              },
            ]}
          />
          <DataTable
            name="pairings"
            label={t('organisation.pairings')}
            columns={columns(mayEdit)}
            rows={all.filter(
              (one) =>
                found(`${one.person.name} ${one.with.name}`, wanted) &&
                (kinds.length === 0 || kinds.includes(one.kind)),
            )}
            idOf={(one) => one.id}
            empty={
              <Empty title={t('organisation.pairings_empty')}>{t('organisation.pairings_empty_hint')}</Empty>
            }
          />
        </>
      )}
    </Loaded>
  );
}

const columns = (mayEdit: boolean): readonly Column<Pairing>[] => [
  {
    name: 'person',
    title: t('organisation.person'),
    cell: (one) => <PersonTag name={one.person.name} post={one.person.title ?? ''} />,
    value: (one) => one.person.name,
    width: 220,
  },
  {
    name: 'kind',
    title: t('organisation.pairing_kind'),
    cell: (one) => pairingWord(one.kind),
    value: (one) => pairingWord(one.kind),
  },
  {
    name: 'with',
    title: t('organisation.pairing_with'),
    cell: (one) => one.with.name,
    value: (one) => one.with.name,
    width: 200,
  },
  {
    name: 'since',
    title: t('organisation.since'),
    cell: (one) => sayDate(one.since),
    value: (one) => one.since,
    code: true,
  },
  ...(mayEdit
    ? [
        {
          name: 'end',
          title: t('organisation.do_column'),
          cell: (one: Pairing) => <End of={one} />,
          code: true,
        },
      ]
    : []),
];

function End({ of }: { of: Pairing }): ReactNode {
  const end = useAct(endPairing, {
    changes: ORGANISATION_CHANGES,
    onDone: () => tell(t('organisation.saved')),
    onTrouble: (error) => tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer')),
  });
  return (
    <button
      type="button"
      className="tc-link"
      disabled={end.isPending}
      onClick={() =>
        end.mutate({ params: { id: of.id }, body: { version: of.version, until: dayOf(new Date()) } })
      }
    >
      {t('organisation.end_pairing')}
    </button>
  );
}
