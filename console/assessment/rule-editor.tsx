import type { ReactNode } from 'react';
import type { Guard, Measure, Rule, Score } from '@tongchuang/domain/assessment/rule.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Select, TextField } from './form-pieces.tsx';
import { MeasureFields } from './measure-fields.tsx';
import { GUARDS, MEASURES, SCORES } from './rule-blanks.ts';
import type { RuleContext } from './rule-context.ts';
import { ScoreFields, TestRows } from './score-fields.tsx';
import { sayRule } from '../pieces/say-rule.ts';

interface RuleEditorProps extends RuleContext {
  rule: Rule;
  onChange: (rule: Rule) => void;
}

/** 评分规则: what is measured, how that becomes points, and what decides before; beneath it the rule in one sentence. */
export function RuleEditor({ rule, onChange, ...context }: RuleEditorProps): ReactNode {
  const { path } = context;
  const { measure, score, guards } = rule;
  const guard = (at: number, to: Guard | null) =>
    onChange({ ...rule, guards: guards.flatMap((one, n) => (n === at ? (to === null ? [] : [to]) : [one])) });
  return (
    <div className="tc-rule" data-field={path}>
      <p className="tc-rule-sentence" aria-live="polite">
        {sayRule(rule)}
      </p>
      <div className="tc-form">
        <Select
          label={t('assessment.measure')}
          path={`${path}.measure`}
          value={measure.type}
          options={(Object.keys(MEASURES) as Measure['type'][]).map((value) => ({
            value,
            label: t(`assessment.measure_${value}`),
          }))}
          onChange={(type) => onChange({ ...rule, measure: structuredClone(MEASURES[type]) })}
        />
        <MeasureFields
          {...context}
          measure={measure}
          onChange={(next) => onChange({ ...rule, measure: next })}
        />
        <Select
          label={t('assessment.score')}
          path={`${path}.score`}
          value={score.type}
          options={(Object.keys(SCORES) as Score['type'][]).map((value) => ({
            value,
            label: t(`assessment.score_${value}`),
          }))}
          onChange={(type) => onChange({ ...rule, score: structuredClone(SCORES[type]) })}
        />
        <ScoreFields {...context} score={score} onChange={(next) => onChange({ ...rule, score: next })} />
        <fieldset className="tc-rows" data-field={`${path}.guards`}>
          <legend>{t('assessment.guards')}</legend>
          {guards.map((one, n) => (
            <GuardFields
              key={n}
              guard={one}
              {...context}
              path={`${path}.guards[${n}]`}
              onChange={(to) => guard(n, to)}
            />
          ))}
          <button
            type="button"
            className="tc-link"
            onClick={() => onChange({ ...rule, guards: [...guards, structuredClone(GUARDS.absence)] })}
          >
            {t('assessment.guard_add')}
          </button>
        </fieldset>
      </div>
    </div>
  );
}

interface GuardFieldsProps extends RuleContext {
  guard: Guard;
  onChange: (guard: Guard | null) => void;
}

function GuardFields({ guard, onChange, ...context }: GuardFieldsProps): ReactNode {
  const { path } = context;
  return (
    <div className="tc-guard" data-field={path}>
      <div className="tc-form-row tc-rows-one">
        <Select
          label={t('assessment.guard')}
          value={guard.type}
          options={(Object.keys(GUARDS) as Guard['type'][]).map((value) => ({
            value,
            label: t(`assessment.guard_${value}`),
          }))}
          onChange={(type) => onChange(structuredClone(GUARDS[type]))}
        />
        {guard.type === 'floor' ? (
          <Select
            label={t('assessment.sinks')}
            path={`${path}.sinks`}
            value={guard.sinks}
            options={(['self', 'parent', 'total'] as const).map((value) => ({
              value,
              label: t(`assessment.sinks_${value}`),
            }))}
            onChange={(sinks) => onChange({ ...guard, sinks })}
          />
        ) : (
          <TextField
            label={t('assessment.rule_fact')}
            path={`${path}.fact`}
            list={context.facts}
            value={guard.fact}
            onChange={(fact) => onChange({ ...guard, fact })}
          />
        )}
        <button
          type="button"
          className="tc-icon-button"
          aria-label={t('assessment.guard_remove')}
          onClick={() => onChange(null)}
        >
          ×
        </button>
      </div>
      {guard.type === 'floor' && (
        <TestRows
          {...context}
          path={`${path}.when`}
          needsFact
          tests={guard.when}
          onChange={(when) => onChange({ ...guard, when })}
        />
      )}
    </div>
  );
}
