import type { ReactNode } from 'react';
import { HOWS, type How, type Measure } from '@tongchuang/domain/assessment/rule.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { ComparatorField, DecimalField, NamesField, Rows, Select, TextField } from './form-pieces.tsx';
import { PLAIN, type PlainKind } from './rule-blanks.ts';
import type { RuleContext } from './rule-context.ts';

interface MeasureFieldsProps extends RuleContext {
  measure: Measure;
  onChange: (measure: Measure) => void;
}

/** What is measured: the fields of the chosen kind. */
export function MeasureFields({ measure, onChange, path: rule, facts }: MeasureFieldsProps): ReactNode {
  const path = `${rule}.measure`;
  const put = (field: string, value: unknown) => onChange({ ...measure, [field]: value } as Measure);
  const values = measure as unknown as Record<string, unknown>;
  return (
    <>
      <div className="tc-form-row">
        {Object.entries(PLAIN[measure.type]).map(([field, kind]) => (
          <PlainField
            key={field}
            kind={kind}
            label={t(`assessment.rule_${field}` as 'assessment.rule_of')}
            path={`${path}.${field}`}
            value={values[field]}
            facts={facts}
            onChange={(value) => put(field, value)}
          />
        ))}
        {measure.type === 'value' && (
          <HowField path={`${path}.how`} value={measure.how} onChange={(how) => put('how', how)} />
        )}
        {measure.type === 'formula' && (
          <Select
            label={t('assessment.rule_missing')}
            path={`${path}.missing`}
            value={measure.missing}
            options={(['unknown', 'zero', 'not_applicable'] as const).map((value) => ({
              value,
              label: t(`assessment.missing_${value}`),
            }))}
            onChange={(value) => put('missing', value)}
          />
        )}
        {measure.type === 'sites' && (
          <Select
            label={t('assessment.rule_counts')}
            path={`${path}.counts`}
            value={measure.counts}
            options={(['pass', 'mean'] as const).map((value) => ({
              value,
              label: t(`assessment.counts_${value}`),
            }))}
            onChange={(value) => put('counts', value)}
          />
        )}
      </div>
      {measure.type === 'sites' && measure.counts === 'pass' && (
        <div className="tc-form-row">
          <ComparatorField
            path={`${path}.passes.is`}
            value={measure.passes.is}
            onChange={(is) => put('passes', { ...measure.passes, is })}
          />
          <DecimalField
            label={t('assessment.rule_passes')}
            path={`${path}.passes.than`}
            value={measure.passes.than}
            onChange={(than) => put('passes', { ...measure.passes, than })}
          />
        </div>
      )}
      {measure.type === 'sites' && (
        <Rows
          label={t('assessment.strata')}
          path={`${path}.strata`}
          rows={measure.strata}
          blank={() => ({ name: '', weight: '1' })}
          add={t('assessment.strata_add')}
          onChange={(strata) => put('strata', strata)}
        >
          {(row, change, at) => (
            <>
              <TextField
                label={t('assessment.stratum')}
                path={`${at}.name`}
                value={row.name}
                onChange={(name) => change({ name })}
              />
              <DecimalField
                label={t('assessment.node_weight')}
                path={`${at}.weight`}
                value={row.weight}
                onChange={(weight) => change({ weight })}
              />
            </>
          )}
        </Rows>
      )}
      {measure.type === 'conditions' && (
        <Rows
          label={t('assessment.conditions')}
          path={`${path}.conditions`}
          rows={measure.conditions}
          blank={() => ({ fact: '', text: '' })}
          add={t('assessment.conditions_add')}
          onChange={(conditions) => put('conditions', conditions)}
        >
          {(row, change, at) => (
            <>
              <TextField
                label={t('assessment.rule_fact')}
                path={`${at}.fact`}
                list={facts}
                value={row.fact}
                onChange={(fact) => change({ fact })}
              />
              <TextField
                label={t('assessment.condition_text')}
                path={`${at}.text`}
                value={row.text}
                onChange={(text) => change({ text })}
              />
            </>
          )}
        </Rows>
      )}
    </>
  );
}

interface PlainFieldProps {
  kind: PlainKind;
  label: string;
  path: string;
  value: unknown;
  facts: string;
  onChange: (value: unknown) => void;
}

function PlainField({ kind, value, facts, ...rest }: PlainFieldProps): ReactNode {
  if (kind === 'names') return <NamesField {...rest} value={value as string[]} />;
  if (kind === 'decimal') return <DecimalField {...rest} value={value as string} />;
  if (kind === 'whole') {
    return (
      <TextField
        {...rest}
        value={String(value)}
        onChange={(text) => rest.onChange(Math.max(0, Math.trunc(Number(text.replaceAll(/\D/g, '')))))}
      />
    );
  }
  return <TextField {...rest} {...(kind === 'fact' ? { list: facts } : {})} value={value as string} />;
}

/** How several facts of one name become one; empty: as the measure has it. */
export const HowField = (props: {
  path?: string;
  value: How | null;
  onChange: (how: How | null) => void;
}): ReactNode => (
  <Select<How | ''>
    label={t('assessment.how')}
    path={props.path}
    value={props.value ?? ''}
    options={[
      { value: '', label: t('assessment.how_default') },
      ...HOWS.map((value) => ({ value, label: t(`assessment.how_${value}`) })),
    ]}
    onChange={(how) => props.onChange(how === '' ? null : how)}
  />
);
