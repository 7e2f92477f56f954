import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Rows, TextField } from './form-pieces.tsx';
import { HowField } from './measure-fields.tsx';
import type { SectionProps } from './node-section.ts';

/** 观测项: what the rule's facts mean to who enters them. */
export const NodeFacts = ({ node, put }: Pick<SectionProps, 'node' | 'put'>): ReactNode => (
  <Rows
    label={t('assessment.facts')}
    path="facts"
    rows={node.facts}
    blank={() => ({ name: '', text: '', unit: null, how: null })}
    add={t('assessment.facts_add')}
    onChange={(facts) => put({ facts })}
  >
    {(fact, change, at) => (
      <>
        <TextField
          label={t('assessment.rule_fact')}
          path={`${at}.name`}
          value={fact.name}
          onChange={(name) => change({ name })}
        />
        <TextField
          label={t('assessment.fact_text')}
          path={`${at}.text`}
          value={fact.text}
          onChange={(text) => change({ text })}
        />
        <TextField
          label={t('assessment.fact_unit')}
          path={`${at}.unit`}
          value={fact.unit ?? ''}
          onChange={(unit) => change({ unit: unit === '' ? null : unit })}
        />
        <HowField path={`${at}.how`} value={fact.how} onChange={(how) => change({ how })} />
      </>
    )}
  </Rows>
);
