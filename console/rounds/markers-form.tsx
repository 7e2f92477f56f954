import { useState, type ReactNode } from 'react';
import { listMarkerPeople, setMarkers, type Round } from '@tongchuang/contract/rounds.ts';
import type { PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Seat } from '@tongchuang/domain/scoring/round.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { ActForm, SelectField } from '../pieces/act-form.tsx';
import { Choice } from '../pieces/choice.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { CheckList } from './check-list.tsx';
import { ROUND_CHANGES, seatWord } from './words.ts';

interface Line {
  seat: Seat;
  personId: string;
  unitIds: readonly string[] | null;
}

/** 安排评分人: one person holds one seat; a seat reaches all units or some. */
export function MarkersForm({ of: round }: { of: Round }): ReactNode {
  const url = useUrl();
  const people = useCall(listMarkerPeople, {});
  const [lines, setLines] = useState<readonly Line[]>(
    round.markers.length > 0 ? round.markers : [{ seat: 'first', personId: '', unitIds: null }],
  );
  const act = useAct(setMarkers, {
    changes: ROUND_CHANGES,
    onDone: () => {
      tell(t('rounds.markers_saved'));
      url.set({ act: null });
    },
  });
  const change = (nth: number, to: Partial<Line>) =>
    setLines(lines.map((line, n) => (n === nth ? { ...line, ...to } : line)));
  const seats: readonly Seat[] = round.twoMarkers ? ['first', 'second', 'arbiter'] : ['first', 'arbiter'];
  const given = lines.filter((line) => line.personId !== '');
  const twice = given.find((line, n) => given.findIndex((one) => one.personId === line.personId) < n);
  const options = (people.data?.rows ?? []).map(({ id, name, unit }) => ({
    value: id,
    label: name,
    hint: unit,
  }));
  const nameOf = (id: string) => options.find((one) => one.value === id)?.label ?? '';
  return (
    <ActForm
      act={act}
      verb={t('rounds.set_markers_do')}
      ready={twice === undefined}
      onSubmit={() =>
        act.mutate({
          params: { id: round.id },
          body: {
            version: round.version,
            markers: given.map((line) => ({
              seat: line.seat,
              personId: line.personId as PersonId,
              unitIds: line.unitIds as UnitId[] | null,
            })),
          },
        })
      }
    >
      <p className="tc-quiet">{t('rounds.markers_hint')}</p>
      {lines.map((line, n) => (
        <div className="tc-seat" key={n} role="group" aria-label={t('rounds.seat_line', { number: n + 1 })}>
          <SelectField
            label={t('rounds.field_seat')}
            value={line.seat}
            options={seats.map((seat) => ({ value: seat, label: seatWord(seat) }))}
            onChange={(seat) => change(n, { seat })}
          />
          <Choice
            label={t('rounds.field_person')}
            options={options}
            value={line.personId}
            onChange={(personId) => change(n, { personId })}
          />
          <button
            type="button"
            className="tc-icon-button"
            aria-label={t('rounds.seat_remove', { number: n + 1 })}
            onClick={() => setLines(lines.filter((_, m) => m !== n))}
          >
            ×
          </button>
          <details open={line.unitIds !== null}>
            <summary>
              {line.unitIds === null
                ? t('rounds.all_units')
                : t('rounds.some_units', { count: line.unitIds.length })}
            </summary>
            <CheckList
              label={t('rounds.field_units')}
              all={t('rounds.all_units')}
              options={round.units.map((unit) => ({ value: unit.unitId, label: unit.unit }))}
              chosen={line.unitIds}
              onChange={(unitIds) => change(n, { unitIds })}
            />
          </details>
        </div>
      ))}
      {twice !== undefined && (
        <p className="tc-notice tc-notice-danger" role="alert">
          {t('rounds.two_seats', { name: nameOf(twice.personId) })}
        </p>
      )}
      <button
        type="button"
        className="tc-button"
        onClick={() =>
          setLines([
            ...lines,
            { seat: lines.length === 0 ? 'first' : (seats[1] ?? 'first'), personId: '', unitIds: null },
          ])
        }
      >
        {t('rounds.seat_add')}
      </button>
    </ActForm>
  );
}
