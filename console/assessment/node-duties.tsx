import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Choice } from '../pieces/choice.tsx';
import { useUnitOptions } from '../pieces/use-roster.ts';
import { NamesField, Rows, Select, TextField } from './form-pieces.tsx';
import type { SectionProps } from './node-section.ts';

const ROLES = ['lead', 'responsible', 'cooperating', 'assessing', 'material'] as const;

/** 谁负责、交什么: units as the edition names them, evidence, and the time that it must come from. */
export function NodeDuties({ node, put }: SectionProps): ReactNode {
  const units = useUnitOptions();
  const { window } = node;
  const label = (id: string) => units.find(({ value }) => value === id)?.label ?? '';
  const time = (to: object) =>
    put({ window: { text: '', months: null, from: null, to: null, ...window, ...to } });
  return (
    <details className="tc-section" open>
      <summary>{t('assessment.duties')}</summary>
      <div className="tc-form">
        <NamesField
          label={t('assessment.node_responsible')}
          path="responsible"
          hint={t('assessment.responsible_hint')}
          value={node.responsible}
          onChange={(responsible) => put({ responsible })}
        />
        <Choice
          label={t('assessment.unit_add')}
          options={units}
          value=""
          placeholder={t('assessment.unit_add_hint')}
          onChange={(id) => {
            const name = label(id);
            if (name !== '' && !node.responsible.includes(name))
              put({ responsible: [...node.responsible, name] });
          }}
        />
        <Rows
          label={t('assessment.roles')}
          path="duties"
          rows={node.duties}
          blank={() => ({ unit: '', role: 'cooperating' })}
          add={t('assessment.roles_add')}
          onChange={(duties) => put({ duties })}
        >
          {(duty, change, at) => (
            <>
              <TextField
                label={t('assessment.unit')}
                path={`${at}.unit`}
                value={duty.unit}
                onChange={(unit) => change({ unit })}
              />
              <Select
                label={t('assessment.role')}
                path={`${at}.role`}
                value={duty.role}
                options={ROLES.map((value) => ({ value, label: t(`house.role_${value}`) }))}
                onChange={(role) => change({ role })}
              />
            </>
          )}
        </Rows>
        <NamesField
          label={t('assessment.evidence')}
          path="evidence"
          rows={3}
          hint={t('assessment.evidence_hint')}
          value={node.evidence}
          onChange={(evidence) => put({ evidence })}
        />
        <div className="tc-form-row tc-row-four" data-field="window">
          <TextField
            label={t('assessment.window')}
            path="window.text"
            value={window?.text ?? ''}
            onChange={(text) => (text === '' && isOnlyText(window) ? put({ window: null }) : time({ text }))}
          />
          <TextField
            label={t('assessment.window_months')}
            path="window.months"
            value={String(window?.months ?? '')}
            onChange={(text) => time({ months: /^[1-9]\d{0,3}$/.test(text) ? Number(text) : null })}
          />
          {(['from', 'to'] as const).map((end) => (
            <label key={end} className="tc-field" data-field={`window.${end}`}>
              <span className="tc-field-label">{t(`assessment.window_${end}`)}</span>
              <input
                type="date"
                className="tc-input"
                value={window?.[end] ?? ''}
                onChange={(event) => time({ [end]: event.target.value === '' ? null : event.target.value })}
              />
            </label>
          ))}
        </div>
      </div>
    </details>
  );
}

const isOnlyText = (window: SectionProps['node']['window']): boolean =>
  window === null || (window.months === null && window.from === null && window.to === null);
