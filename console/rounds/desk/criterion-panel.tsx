import { useMemo, useState, type ReactNode } from 'react';
import type { FactOut } from '@tongchuang/contract/facts.ts';
import type { Sheet } from '@tongchuang/domain/scoring/round.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Conflict } from '@tongchuang/ui/pieces/conflict.tsx';
import { factStateWord, pointsWord, sheetWord } from '../words.ts';
import { sayRule } from '../../pieces/say-rule.ts';
import { inUnit } from '../../pieces/shares.ts';
import { AnswerField, FieldState } from './answers.tsx';
import { FactFiles } from './fact-evidence.tsx';
import { Pick, TextField } from './fields.tsx';
import { needsReason } from './fact-saver.ts';
import { bySlot, groundOf, keyOf, outBy, type SheetScore } from './sheet.ts';
import type { DeskSheet } from './use-sheet.ts';
import type { Criterion, Wanted } from './wanted.ts';

interface CriterionPanelProps {
  desk: DeskSheet;
  criterion: Criterion;
  /** The sheet takes nothing now, or is not this person's. */
  disabled: boolean;
  others: ReadonlyMap<Sheet, SheetScore>;
}

/** One criterion: its rule in words and as the edition writes it, the facts that it wants, and what other sheets say. */
export function CriterionPanel({ desk, criterion, disabled, others }: CriterionPanelProps): ReactNode {
  const { node, path, wanted } = criterion;
  const { sheet, facts } = desk;
  // Until something is put right, an arbiter's and a final sheet stand as the sheets below them.
  const ground = useMemo(() => groundOf(facts, sheet, node.code), [facts, sheet, node.code]);
  const own = useMemo(
    () =>
      ground.length > 0
        ? new Map(ground.map((fact) => [keyOf(fact), fact]))
        : bySlot(
            facts.filter((fact) => fact.criterion === node.code),
            sheet,
          ),
    [facts, ground, node.code, sheet],
  );
  const [open, onOpen] = useState<string | null>(null);
  const units = new Map(wanted.map(({ name, unit }) => [name, unit]));
  const out = outBy(facts, node.code, sheet);
  const score = desk.score.nodes.get(node.code);
  const rules = node.rule === null ? node.parts : [{ method: null, share: null, rule: node.rule }];
  // A leaf that nobody has read a rule of, or a criterion that is out: the plain name of a fact.
  const plain = {
    criterion: node.code,
    name: wanted[0]?.name ?? 'value',
    method: null,
    site: null,
    form: null,
  };
  return (
    <article className="tc-desk-panel" data-desk-panel aria-label={`${node.code} ${node.title}`}>
      <header>
        <p className="tc-quiet tc-desk-path">{path.join(' › ')}</p>
        <h2>
          <span className="tc-desk-code">{node.code}</span> {node.title}
        </h2>
        <p className="tc-desk-sum" aria-live="polite">
          <b>{out === null ? pointsWord(score?.points ?? null) : t('rounds.fact_not_applicable')}</b>
          {out === null && (
            <span className="tc-quiet">
              {' '}
              / {pointsWord(score?.max ?? node.points)} {t('rounds.points_unit')}
              {score?.state === 'unknown' &&
                ` · ${t('rounds.range', { low: pointsWord(score.low), high: pointsWord(score.high) })}`}
            </span>
          )}
        </p>
      </header>
      <section className="tc-desk-rule">
        {node.ruleText !== null && <p>{node.ruleText}</p>}
        {rules.map(({ method, rule }) => (
          <p key={method ?? ''} className="tc-quiet">
            {method !== null && <b>{method} </b>}
            {sayRule(rule)}
          </p>
        ))}
        {rules.length === 0 && <p className="tc-notice tc-notice-warn">{t('rounds.rule_unread')}</p>}
        <DeskNotes of={criterion} />
      </section>
      {desk.saved.conflict !== null && <FactClash desk={desk} units={units} />}
      {needsReason(sheet) && !disabled && (
        <div className="tc-desk-reason">
          <TextField
            label={t('rounds.change_reason')}
            placeholder={t('rounds.change_reason_hint')}
            value=""
            disabled={false}
            onLeave={(reason) => desk.saver.setReason(reason)}
          />
        </div>
      )}
      {ground.length > 0 && !disabled && <p className="tc-notice">{t('rounds.ground')}</p>}
      <section
        className="tc-desk-fields"
        aria-label={t('rounds.wanted')}
        key={`${desk.unit.unitId} ${node.code} ${sheet}`}
      >
        {wanted.map((one: Wanted) => (
          <AnswerField
            key={`${one.method ?? ''} ${one.name}`}
            desk={desk}
            criterion={criterion}
            wanted={one}
            own={own}
            disabled={disabled || out !== null}
            shelf={{ open, onOpen }}
          />
        ))}
        <div className="tc-desk-field">
          <span className="tc-desk-label">{t('rounds.applies')}</span>
          <Pick
            label={t('rounds.applies')}
            options={[{ value: 'out', label: t('rounds.fact_not_applicable'), key: 'n' }]}
            value={out === null ? null : 'out'}
            disabled={disabled}
            onPick={(next) => desk.setOut(plain, next !== null)}
          />
          {wanted.length === 0 && <FieldState desk={desk} of={keyOf(plain)} />}
        </div>
      </section>
      <OtherSheets desk={desk} code={node.code} units={units} others={others} />
    </article>
  );
}

/** What must be handed in, from which time, and who answers for it. */
function DeskNotes({ of: { node } }: { of: Criterion }): ReactNode {
  const lines = [
    ...(node.methods.length > 0 ? [[t('rounds.col_method'), node.methods.join('、')]] : []),
    ...(node.evidence.length > 0 ? [[t('rounds.evidence'), node.evidence.join('；')]] : []),
    ...(node.window === null ? [] : [[t('rounds.window'), node.window.text]]),
  ];
  if (lines.length === 0) return null;
  return (
    <dl className="tc-facts tc-desk-notes">
      {lines.map(([term, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What other sheets say of the criterion, side by side, with the points that each comes to by itself. */
function OtherSheets({
  desk,
  code,
  units,
  others,
}: {
  desk: DeskSheet;
  code: string;
  units: Units;
  others: ReadonlyMap<Sheet, SheetScore>;
}): ReactNode {
  const said = desk.facts.filter(
    (fact) =>
      fact.criterion === code &&
      !fact.withdrawn &&
      fact.sheet !== desk.sheet &&
      fact.state !== 'not_observed',
  );
  const sheets = [...others.keys()].filter((sheet) => said.some((fact) => fact.sheet === sheet));
  if (sheets.length === 0) return null;
  const slots = [...Map.groupBy(said, keyOf)];
  const first = others.get('first')?.nodes.get(code)?.points ?? null;
  const second = others.get('second')?.nodes.get(code)?.points ?? null;
  const apart = first === null || second === null ? null : Math.abs(first - second);
  return (
    <section className="tc-desk-others">
      <h3>{t('rounds.other_sheets')}</h3>
      <div className="tc-desk-scroll" tabIndex={0} role="group" aria-label={t('rounds.other_sheets')}>
        <table>
          <thead>
            <tr>
              <td />
              {sheets.map((sheet) => (
                <th key={sheet} scope="col">
                  {sheetWord(sheet)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {slots.map(([key, facts]) => (
              <tr key={key}>
                <th scope="row">{nameOf(facts[0])}</th>
                {sheets.map((sheet) => {
                  const fact = facts.find((one) => one.sheet === sheet);
                  return (
                    <td
                      key={sheet}
                      title={fact === undefined ? undefined : `${fact.entered.by} ${fact.note ?? ''}`}
                    >
                      {fact !== undefined && (
                        <>
                          {sayFact(fact, units.get(fact.name) ?? null)}
                          <FactFiles desk={desk} fact={fact} />
                        </>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('rounds.col_points')}</th>
              {sheets.map((sheet) => (
                <td key={sheet}>{pointsWord(others.get(sheet)?.nodes.get(code)?.points ?? null)}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      {apart !== null && (
        <p className={apart > desk.round.differenceLimit ? 'tc-notice tc-notice-warn' : 'tc-quiet'}>
          {t('rounds.apart', { points: pointsWord(apart), limit: pointsWord(desk.round.differenceLimit) })}
        </p>
      )}
    </section>
  );
}

/** In what each fact of the criterion is counted: %, 处. */
type Units = ReadonlyMap<string, string | null>;

const nameOf = (fact: FactOut | undefined): string =>
  fact === undefined
    ? ''
    : [fact.name === 'value' ? '' : fact.name, fact.site ?? fact.form ?? '']
        .filter((one) => one !== '')
        .join(' · ') || t('rounds.col_value');

const sayFact = (fact: FactOut, unit: string | null): string =>
  fact.state === 'observed' ? inUnit(fact.value ?? '', unit) : factStateWord(fact.state);

/** Somebody else was faster: what stands there now, and what I wrote. */
function FactClash({ desk, units }: { desk: DeskSheet; units: Units }): ReactNode {
  const { conflict } = desk.saved;
  const theirs = desk.facts.find((fact) => fact.id === conflict?.mine.id);
  if (conflict === null || theirs === undefined) return null;
  return (
    <Conflict
      who={theirs.entered.by}
      at={theirs.entered.at}
      differences={[
        {
          field: nameOf(theirs),
          theirs: sayFact(theirs, units.get(theirs.name) ?? null),
          mine: sayFact(conflict.mine, units.get(theirs.name) ?? null),
        },
      ]}
      onTake={() => desk.saver.settle(null)}
      onKeep={() => desk.saver.settle(theirs.version)}
    />
  );
}
