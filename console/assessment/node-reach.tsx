import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { ComparatorField, DecimalField, NamesField, TextField } from './form-pieces.tsx';
import type { SectionProps } from './node-section.ts';

/** 适用范围与归类: where the node counts at all, its theme axes, and the key that it shares with other frameworks. */
export function NodeReach({ of, node, put }: SectionProps): ReactNode {
  const { applies } = node;
  const { when } = applies;
  const apply = (to: Partial<typeof applies>) => put({ applies: { ...applies, ...to } });
  const turn = (axis: string, value: string, on: boolean) => {
    const values = (node.axes[axis] ?? []).filter((one) => one !== value);
    const { [axis]: _, ...others } = node.axes;
    const next = on ? [...values, value] : values;
    put({ axes: next.length === 0 ? others : { ...others, [axis]: next } });
  };
  const isUsed =
    applies.siteTypes.length + applies.unitTypes.length + applies.tiers.length > 0 ||
    when !== null ||
    Object.keys(node.axes).length > 0 ||
    node.key !== null;
  return (
    <details className="tc-section" open={isUsed}>
      <summary>{t('assessment.reach')}</summary>
      <div className="tc-form">
        <div className="tc-form-row">
          {(['siteTypes', 'unitTypes', 'tiers'] as const).map((field) => (
            <NamesField
              key={field}
              label={t(`assessment.applies_${field}`)}
              path={`applies.${field}`}
              hint={t('assessment.applies_hint')}
              value={applies[field]}
              onChange={(names) => apply({ [field]: names })}
            />
          ))}
        </div>
        <label className="tc-check" data-field="applies.when">
          <input
            type="checkbox"
            checked={when !== null}
            onChange={(event) =>
              apply({ when: event.target.checked ? { code: '', fact: 'value', is: '>', than: '0' } : null })
            }
          />
          {t('assessment.when')}
        </label>
        {when !== null && (
          <div className="tc-form-row">
            <TextField
              label={t('assessment.when_code')}
              path="applies.when.code"
              value={when.code}
              onChange={(code) => apply({ when: { ...when, code: code.trim() } })}
            />
            <TextField
              label={t('assessment.rule_fact')}
              path="applies.when.fact"
              value={when.fact}
              onChange={(fact) => apply({ when: { ...when, fact } })}
            />
            <ComparatorField value={when.is} onChange={(is) => apply({ when: { ...when, is } })} />
            <DecimalField
              label={t('assessment.rule_than')}
              path="applies.when.than"
              value={when.than}
              onChange={(than) => apply({ when: { ...when, than } })}
            />
          </div>
        )}
        {of.edition.axes.map((axis) => (
          <fieldset key={axis.name} className="tc-rows" data-field={`axes.${axis.name}`}>
            <legend>{axis.name}</legend>
            <div className="tc-form-row">
              {[...new Set([...axis.values.map(({ name }) => name), ...(node.axes[axis.name] ?? [])])].map(
                (value) => (
                  <span key={value} className="tc-axis-value">
                    <label className="tc-check">
                      <input
                        type="checkbox"
                        checked={node.axes[axis.name]?.includes(value) ?? false}
                        onChange={(event) => turn(axis.name, value, event.target.checked)}
                      />
                      {value}
                    </label>
                  </span>
                ),
              )}
            </div>
          </fieldset>
        ))}
        <TextField
          label={t('assessment.key')}
          path="key"
          hint={t('assessment.key_hint')}
          value={node.key ?? ''}
          onChange={(key) => put({ key: key.trim() === '' ? null : key.trim() })}
        />
      </div>
    </details>
  );
}
