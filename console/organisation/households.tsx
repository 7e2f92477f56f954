import { useState, type ReactNode } from 'react';
import type { Division } from '@tongchuang/contract/divisions.ts';
import { listHouseholds, pair, saveHousehold, type Household } from '@tongchuang/contract/pairings.ts';
import type { HouseholdId, PersonId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { dayOf } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { ActForm, orNull } from '../pieces/act-form.tsx';
import { Choice } from '../pieces/choice.tsx';
import { usePersonal, type Shown } from '../pieces/personal.tsx';
import { useMay } from '../shell/me.tsx';
import { useEverybody } from './body-forms.tsx';
import { ORGANISATION_CHANGES } from './words.ts';

/** Phone number and note of a family: masked until they are asked for. */
function Told({ of }: { of: Household }): ReactNode {
  const [shown, setShown] = useState<Shown | null>(null);
  const { busy, show } = usePersonal('households', setShown);
  if (shown !== null) return [shown.phone, shown.note].filter(Boolean).join(' · ');
  if (of.phone === null && !of.hasNote) return null;
  return (
    <>
      {[of.phone, of.hasNote && t('organisation.has_note')].filter(Boolean).join(' · ')}{' '}
      <button
        type="button"
        className="tc-link"
        disabled={busy}
        title={t('organisation.show_note_of', { name: of.name })}
        aria-label={t('organisation.show_note_of', { name: of.name })}
        onClick={() => show(of.id)}
      >
        {t('organisation.show_note')}
      </button>
    </>
  );
}

/** What is being done to a family: a new one, one that is changed, one that gets a volunteer. */
type Doing =
  { what: 'save'; of: Household | null; known: Shown | null } | { what: 'pair'; of: Household } | null;

/** 住户 in a division and below it; only what a visit needs. */
export function Households({ of }: { of: Division }): ReactNode {
  const households = useCall(listHouseholds, { query: { divisionId: of.id } });
  const [doing, setDoing] = useState<Doing>(null);
  const may = { edit: useMay('household.edit'), pair: useMay('organisation.edit') };
  const done = () => setDoing(null);
  const asking = usePersonal('households', (known) => {
    const one = households.data?.households.find(({ id }) => id === known.id);
    if (one) setDoing({ what: 'save', of: one, known });
  });
  /** The form holds all that is known, so opening it is a look too. */
  const edit = (one: Household) => {
    if (one.phone === null && !one.hasNote) setDoing({ what: 'save', of: one, known: null });
    else asking.show(one.id);
  };
  return (
    <section>
      <h3>{t('organisation.households')}</h3>
      <p className="tc-quiet">{t('organisation.households_hint')}</p>
      {doing?.what === 'save' && <Save division={of} {...doing} onDone={done} />}
      {doing?.what === 'pair' && <Pair of={doing.of} onDone={done} />}
      {doing === null && (
        <Loaded of={households} lines={3}>
          {(reply) => (
            <>
              <ul className="tc-lines">
                {reply.households.map((one) => (
                  <li key={one.id}>
                    <span>
                      {one.division} {one.room} <b>{one.name}</b>{' '}
                      <small className="tc-quiet">
                        <Told of={one} />
                      </small>
                    </span>
                    <span className="tc-line-acts">
                      {may.edit && (
                        <button
                          type="button"
                          className="tc-link"
                          disabled={asking.busy}
                          onClick={() => edit(one)}
                        >
                          {t('organisation.edit')}
                        </button>
                      )}
                      {may.pair && (
                        <button
                          type="button"
                          className="tc-link"
                          onClick={() => setDoing({ what: 'pair', of: one })}
                        >
                          {t('organisation.pair_volunteer')}
                        </button>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
              {may.edit && (
                <div className="tc-buttons">
                  <button
                    type="button"
                    className="tc-button"
                    onClick={() => setDoing({ what: 'save', of: null, known: null })}
                  >
                    {t('organisation.add_household')}
                  </button>
                </div>
              )}
            </>
          )}
        </Loaded>
      )}
    </section>
  );
}

interface SaveProps {
  division: Division;
  of: Household | null;
  known: Shown | null;
  onDone: () => void;
}

function Save({ division, of, known, onDone }: SaveProps): ReactNode {
  const [id] = useState<HouseholdId>(() => of?.id ?? newId<'household'>());
  const [room, setRoom] = useState(of?.room ?? '');
  const [name, setName] = useState(of?.name ?? '');
  const [phone, setPhone] = useState(known?.phone ?? '');
  const [note, setNote] = useState(known?.note ?? '');
  const act = useAct(saveHousehold, {
    changes: ['household.', ...ORGANISATION_CHANGES],
    onDone: () => {
      tell(t('organisation.saved'));
      onDone();
    },
  });
  return (
    <ActForm
      act={act}
      verb={t('organisation.save')}
      ready={room.trim() !== '' && name.trim() !== ''}
      onSubmit={() =>
        act.mutate({
          params: { id },
          body: {
            version: of?.version ?? 0,
            divisionId: of?.divisionId ?? division.id,
            room,
            name,
            phone: orNull(phone),
            note: orNull(note),
          },
        })
      }
    >
      <div className="tc-form-row">
        <Field label={t('organisation.room')} value={room} onChange={setRoom} required maxLength={40} />
        <Field
          label={t('organisation.household_name')}
          value={name}
          onChange={setName}
          required
          maxLength={40}
        />
      </div>
      <Field label={t('organisation.phone')} value={phone} onChange={setPhone} maxLength={20} />
      <Field label={t('organisation.note')} value={note} onChange={setNote} maxLength={300} />
    </ActForm>
  );
}

function Pair({ of, onDone }: { of: Household; onDone: () => void }): ReactNode {
  const people = useEverybody();
  const [id] = useState(() => newId<'pairing'>());
  const [person, setPerson] = useState('');
  const act = useAct(pair, {
    changes: ORGANISATION_CHANGES,
    onDone: () => {
      tell(t('organisation.saved'));
      onDone();
    },
  });
  const since = dayOf(new Date());
  return (
    <ActForm
      act={act}
      verb={t('organisation.pair_volunteer')}
      ready={person !== ''}
      onSubmit={() =>
        act.mutate({
          body: {
            id,
            kind: 'volunteer_family',
            personId: person as PersonId,
            withId: of.id,
            since,
            note: null,
          },
        })
      }
    >
      <p>
        {of.division} {of.room} <b>{of.name}</b>
      </p>
      <Choice label={t('organisation.volunteer')} options={people} value={person} onChange={setPerson} />
    </ActForm>
  );
}
