import type { ReactNode } from 'react';
import type { Score, Test } from '@tongchuang/domain/assessment/rule.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { ComparatorField, DecimalField, Rows, Select, TextField } from './form-pieces.tsx';
import type { RuleContext } from './rule-context.ts';

interface ScoreFieldsProps extends RuleContext {
  score: Score;
  onChange: (score: Score) => void;
}

/** How the measure becomes points: the fields of the chosen kind. */
export function ScoreFields({ score, onChange, ...context }: ScoreFieldsProps): ReactNode {
  const path = `${context.path}.score`;
  switch (score.type) {
    case 'grades':
      return <GradeSteps {...context} path={path} score={score} onChange={onChange} />;
    case 'proportional':
      return (
        <div className="tc-form-row">
          <DecimalField
            label={t('assessment.score_full')}
            path={`${path}.full`}
            value={score.full}
            onChange={(full) => onChange({ ...score, full })}
          />
          <DecimalField
            label={t('assessment.score_from')}
            path={`${path}.from`}
            value={score.from}
            onChange={(from) => onChange({ ...score, from })}
          />
        </div>
      );
    case 'deduct':
      return <DeductLines {...context} path={path} score={score} onChange={onChange} />;
    case 'pass':
      return (
        <div className="tc-form-row">
          <ComparatorField
            path={`${path}.is`}
            value={score.is}
            onChange={(is) => onChange({ ...score, is })}
          />
          <DecimalField
            label={t('assessment.rule_than')}
            path={`${path}.than`}
            value={score.than}
            onChange={(than) => onChange({ ...score, than })}
          />
        </div>
      );
    default:
      return null;
  }
}

interface GradesProps extends RuleContext {
  score: Extract<Score, { type: 'grades' }>;
  onChange: (score: Score) => void;
}

function GradeSteps({ score, onChange, ...context }: GradesProps): ReactNode {
  const grades = context.grades.map(({ name, worth }) => ({ value: name, label: `${name}（${worth}）` }));
  return (
    <>
      <Rows
        label={t('assessment.steps')}
        path={`${context.path}.steps`}
        rows={score.steps}
        blank={() => ({
          grade: context.grades[Math.min(score.steps.length, context.grades.length - 1)]?.name ?? 'A',
          when: [{ fact: null, is: '>=' as const, than: '90%' }],
        })}
        add={t('assessment.steps_add')}
        onChange={(steps) => onChange({ ...score, steps })}
      >
        {(step, put, at) => (
          <div className="tc-step">
            <Select
              label={t('assessment.grade')}
              path={`${at}.grade`}
              value={step.grade}
              options={grades}
              onChange={(grade) => put({ grade })}
            />
            <TestRows {...context} path={`${at}.when`} tests={step.when} onChange={(when) => put({ when })} />
          </div>
        )}
      </Rows>
      <Select
        label={t('assessment.otherwise')}
        path={`${context.path}.otherwise`}
        value={score.otherwise}
        options={grades}
        onChange={(otherwise) => onChange({ ...score, otherwise })}
      />
    </>
  );
}

interface DeductProps extends RuleContext {
  score: Extract<Score, { type: 'deduct' }>;
  onChange: (score: Score) => void;
}

function DeductLines({ score, onChange, path, facts }: DeductProps): ReactNode {
  return (
    <>
      <Rows
        label={t('assessment.deduct_lines')}
        path={`${path}.lines`}
        rows={score.lines}
        blank={() =>
          ({ fact: null, side: 'above', limit: '0', per: '1', points: '0.5', started: false }) as const
        }
        add={t('assessment.deduct_add')}
        onChange={(lines) => onChange({ ...score, lines })}
      >
        {(line, put, at) => (
          <>
            <OptionalFact
              path={`${at}.fact`}
              facts={facts}
              value={line.fact}
              onChange={(fact) => put({ fact })}
            />
            <Select
              label={t('assessment.side')}
              path={`${at}.side`}
              value={line.side}
              options={(['above', 'below'] as const).map((value) => ({
                value,
                label: t(`assessment.side_${value}`),
              }))}
              onChange={(side) => put({ side })}
            />
            {(['limit', 'per', 'points'] as const).map((field) => (
              <DecimalField
                key={field}
                label={t(`assessment.deduct_${field}`)}
                path={`${at}.${field}`}
                value={line[field]}
                onChange={(value) => put({ [field]: value })}
              />
            ))}
            <label className="tc-check">
              <input
                type="checkbox"
                checked={line.started}
                onChange={(event) => put({ started: event.target.checked })}
              />
              {t('assessment.deduct_started')}
            </label>
          </>
        )}
      </Rows>
      <DecimalField
        label={t('assessment.deduct_floor')}
        path={`${path}.floor`}
        value={score.floor}
        onChange={(floor) => onChange({ ...score, floor })}
      />
    </>
  );
}

/** Empty: the measure itself. */
const OptionalFact = (props: {
  path: string;
  facts: string;
  value: string | null;
  onChange: (fact: string | null) => void;
}): ReactNode => (
  <TextField
    label={t('assessment.test_fact')}
    path={props.path}
    list={props.facts}
    value={props.value ?? ''}
    onChange={(fact) => props.onChange(fact === '' ? null : fact)}
  />
);

interface TestRowsProps extends RuleContext {
  tests: readonly Test[];
  onChange: (tests: Test[]) => void;
  /** A guard compares facts; there is no measure yet. */
  needsFact?: boolean;
}

/** Tests that must all hold. */
export function TestRows({ tests, onChange, path, facts, needsFact }: TestRowsProps): ReactNode {
  return (
    <Rows
      label={t('assessment.tests')}
      path={path}
      rows={tests}
      blank={() => ({ fact: needsFact === true ? '' : null, is: '>=' as const, than: '1' })}
      add={t('assessment.tests_add')}
      onChange={onChange}
    >
      {(test, put, at) => (
        <>
          {needsFact === true ? (
            <TextField
              label={t('assessment.rule_fact')}
              path={`${at}.fact`}
              list={facts}
              value={test.fact ?? ''}
              onChange={(fact) => put({ fact })}
            />
          ) : (
            <OptionalFact
              path={`${at}.fact`}
              facts={facts}
              value={test.fact}
              onChange={(fact) => put({ fact })}
            />
          )}
          <ComparatorField path={`${at}.is`} value={test.is} onChange={(is) => put({ is })} />
          <DecimalField
            label={t('assessment.rule_than')}
            path={`${at}.than`}
            value={test.than}
            onChange={(than) => put({ than })}
          />
        </>
      )}
    </Rows>
  );
}
