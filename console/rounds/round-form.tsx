import { useMemo, useState, type ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import { getFramework, listFrameworks } from '@tongchuang/contract/frameworks.ts';
import { saveRound, type Round, type RoundHead } from '@tongchuang/contract/rounds.ts';
import { ROUND_KINDS } from '@tongchuang/domain/scoring/round.ts';
import type { EditionId, RoundId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { dayOf } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { ActForm, orNull, SelectField } from '../pieces/act-form.tsx';
import { useUnitOptions } from '../pieces/use-roster.ts';
import { useUrl } from '../pieces/url-state.ts';
import { CheckList } from './check-list.tsx';
import { kindWord, ROUND_CHANGES, type Kind } from './words.ts';

interface RoundFormProps {
  /** All rounds, for what this one may borrow from. */
  rounds: readonly RoundHead[];
  /** The round to be changed; left out: a new one. */
  round?: Round;
}

/** Ten minutes: an edition in use never changes. */
const STALE_MS = 600_000;

/** 新建轮次 · 修改轮次: what is judged by which edition, when, and by how many markers. */
export function RoundForm({ rounds, round }: RoundFormProps): ReactNode {
  const router = useRouter();
  const url = useUrl();
  const [id] = useState(() => round?.id ?? (newId() as RoundId));
  const [name, setName] = useState(round?.name ?? '');
  const [kind, setKind] = useState<Kind>(round?.kind ?? 'mock');
  const [editionId, setEdition] = useState<EditionId | ''>(round?.editionId ?? '');
  const [from, setFrom] = useState(round?.from ?? dayOf(new Date()));
  const [to, setTo] = useState(round?.to ?? '');
  const [methods, setMethods] = useState<readonly string[]>(round?.methods ?? []);
  const [unitIds, setUnits] = useState<readonly string[] | null>(
    round?.units.map((unit) => unit.unitId) ?? null,
  );
  const [twoMarkers, setTwo] = useState(round?.twoMarkers ?? false);
  const [limit, setLimit] = useState(String(round?.differenceLimit ?? 0.5));
  const [selfUntil, setSelf] = useState(round?.selfUntil ?? '');
  const [replyUntil, setReply] = useState(round?.replyUntil ?? '');
  const [least, setLeast] = useState(String(round?.leastSample ?? 0));
  const [borrows, setBorrows] = useState<readonly string[]>(round?.borrows.map((one) => one.id) ?? []);

  const frameworks = useCall(listFrameworks, {}, { staleMs: 60_000 });
  const editions = (frameworks.data?.rows ?? []).filter(
    (row) => row.state === 'adopted' || row.id === round?.editionId,
  );
  const chosen = editionId || (editions[0]?.id ?? '');
  const edition = useCall(
    getFramework,
    { params: { id: chosen as EditionId } },
    { enabled: chosen !== '', staleMs: STALE_MS },
  );
  const known = useMemo(() => {
    const nodes = edition.data?.edition?.nodes ?? [];
    return [...new Set(nodes.flatMap((node) => node.methods))];
  }, [edition.data]);
  const units = useUnitOptions();
  const named = useMemo(
    () =>
      new Set((edition.data?.names ?? []).flatMap(({ unitId }) => (unitId === null ? [] : [String(unitId)]))),
    [edition.data],
  );
  const started = round !== undefined && round.stage !== 'preparing';
  const act = useAct(saveRound, {
    changes: ROUND_CHANGES,
    onDone: () => {
      tell(round === undefined ? t('rounds.created', { name }) : t('rounds.saved'));
      if (round === undefined) router.history.push(`/rounds/${id}`);
      else url.set({ edit: null });
    },
  });
  const points = Number(limit);
  const sample = Number(least);
  const wrong = {
    to: to !== '' && to < from ? t('rounds.wrong_period') : null,
    reply: replyUntil !== '' && selfUntil !== '' && replyUntil < selfUntil ? t('rounds.wrong_reply') : null,
    limit:
      twoMarkers && !(points >= 0 && points <= 1000 && Number.isInteger(Math.round(points * 1e6) / 1e4))
        ? t('rounds.wrong_points')
        : null,
    least:
      Number.isInteger(sample) && sample >= 0 && sample <= 100_000 && least.trim() !== ''
        ? null
        : t('rounds.wrong_sample'),
  };
  const ready =
    name.trim() !== '' &&
    chosen !== '' &&
    from !== '' &&
    to !== '' &&
    (unitIds === null || unitIds.length > 0) &&
    Object.values(wrong).every((one) => one === null);
  return (
    <ActForm
      act={act}
      verb={round === undefined ? t('rounds.create_do') : t('rounds.save_do')}
      ready={ready}
      onSubmit={() =>
        act.mutate({
          params: { id },
          body: {
            name,
            kind,
            editionId: chosen as EditionId,
            from,
            to,
            methods: [...methods],
            unitIds: unitIds as UnitId[] | null,
            twoMarkers,
            differenceLimit: Math.round(points * 100) / 100,
            selfUntil: orNull(selfUntil),
            replyUntil: orNull(replyUntil),
            leastSample: sample,
            borrows: borrows as RoundId[],
            version: round?.version ?? 0,
          },
        })
      }
    >
      <Field label={t('rounds.field_name')} value={name} maxLength={100} required onChange={setName} />
      <div className="tc-form-row">
        <SelectField
          label={t('rounds.field_kind')}
          value={kind}
          options={ROUND_KINDS.map((one) => ({ value: one, label: kindWord(one) }))}
          onChange={setKind}
        />
        {started ? (
          <p className="tc-quiet tc-round-fixed">{t('rounds.edition_fixed', { title: round.edition })}</p>
        ) : (
          <SelectField
            label={t('rounds.field_edition')}
            value={chosen}
            options={editions.map((one) => ({ value: one.id, label: one.title }))}
            onChange={(next) => {
              setEdition(next);
              setMethods([]);
              setUnits(null);
            }}
          />
        )}
      </div>
      {frameworks.data !== undefined && editions.length === 0 && (
        <p className="tc-notice tc-notice-warn">
          {t('rounds.no_editions')} <a href="/frameworks">{t('rounds.to_frameworks')}</a>
        </p>
      )}
      <div className="tc-form-row">
        <Field label={t('rounds.field_from')} type="date" value={from} required onChange={setFrom} />
        <Field
          label={t('rounds.field_to')}
          type="date"
          value={to}
          required
          wrong={wrong.to}
          onChange={setTo}
        />
      </div>
      <div className="tc-form-row">
        <Field
          label={t('rounds.field_self')}
          type="date"
          value={selfUntil}
          hint={t('rounds.field_self_hint')}
          onChange={setSelf}
        />
        <Field
          label={t('rounds.field_reply')}
          type="date"
          value={replyUntil}
          wrong={wrong.reply}
          onChange={setReply}
        />
      </div>
      {known.length > 0 && (
        <CheckList
          label={t('rounds.field_methods')}
          all={t('rounds.methods_all')}
          options={known.map((one) => ({ value: one, label: one }))}
          chosen={methods.length === 0 ? null : methods}
          onChange={(next) => setMethods(next ?? [])}
        />
      )}
      <CheckList
        label={t('rounds.field_units')}
        all={t('rounds.units_all', { count: named.size })}
        options={units}
        chosen={unitIds}
        first={named}
        onChange={setUnits}
      />
      <fieldset disabled={started}>
        <label className="tc-check">
          <input type="checkbox" checked={twoMarkers} onChange={(event) => setTwo(event.target.checked)} />
          <span>{t('rounds.field_two')}</span>
        </label>
      </fieldset>
      <div className="tc-form-row">
        {twoMarkers && (
          <Field
            label={t('rounds.field_limit')}
            inputMode="decimal"
            value={limit}
            wrong={wrong.limit}
            hint={t('rounds.field_limit_hint')}
            onChange={setLimit}
          />
        )}
        <Field
          label={t('rounds.field_least')}
          inputMode="numeric"
          value={least}
          wrong={wrong.least}
          hint={t('rounds.field_least_hint')}
          onChange={setLeast}
        />
      </div>
      {rounds.some((one) => one.id !== id) && (
        <CheckList
          label={t('rounds.field_borrows')}
          hint={t('rounds.field_borrows_hint')}
          options={rounds
            .filter((one) => one.id !== id)
            .map((one) => ({ value: one.id, label: one.name, hint: one.edition }))}
          chosen={borrows}
          onChange={(next) => setBorrows(next ?? [])}
        />
      )}
    </ActForm>
  );
}
