import type { ReactNode } from 'react';
import { NODE_KINDS } from '@tongchuang/domain/assessment/edition.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { useUrl } from '../pieces/url-state.ts';
import { Select, TextField } from './form-pieces.tsx';
import type { SectionProps } from './node-section.ts';
import { readWorth } from './node-lines.ts';
import { kindWord } from './words.ts';

interface BasicsProps extends SectionProps {
  worth: string;
  onWorth: (text: string) => void;
}

/** What the node is called, what it is and what it is worth. */
export function NodeBasics({ of, node, put, worth, onWorth }: BasicsProps): ReactNode {
  const url = useUrl();
  const level = of.edition.levels[node.level - 1]?.name ?? t('assessment.level_n', { n: node.level });
  return (
    <section className="tc-form">
      <TextField
        label={t('assessment.node_title')}
        path="title"
        rows={2}
        value={node.title}
        onChange={(title) => put({ title })}
      />
      <div className="tc-form-row tc-row-four">
        <TextField
          label={t('assessment.node_code')}
          path="code"
          value={node.code}
          onChange={(code) => put({ code: code.trim() })}
        />
        <div className="tc-field">
          <span className="tc-field-label">{t('assessment.level')}</span>
          <span className="tc-field-said">{level}</span>
        </div>
        <Select
          label={t('assessment.kind')}
          path="kind"
          value={node.kind}
          options={NODE_KINDS.map((value) => ({ value, label: kindWord(value) }))}
          onChange={(kind) =>
            put({ kind, ...(kind === 'veto' && node.veto === null ? { veto: { on: 'total', cap: 0 } } : {}) })
          }
        />
        <TextField
          label={t('assessment.worth')}
          path={node.weight !== null && node.points === null ? 'weight' : 'points'}
          hint={t('assessment.worth_hint')}
          value={worth}
          wrong={readWorth(worth) === null}
          onChange={onWorth}
        />
      </div>
      {(node.kind === 'veto' || node.veto !== null) && (
        <div className="tc-form-row" data-field="veto">
          <Select
            label={t('assessment.veto_on')}
            value={node.veto?.on ?? ''}
            options={[
              { value: '', label: t('assessment.veto_none') },
              { value: 'parent', label: t('assessment.veto_parent') },
              { value: 'total', label: t('assessment.veto_total') },
            ]}
            onChange={(on) =>
              put({ veto: on === '' ? null : { on: on as 'parent' | 'total', cap: node.veto?.cap ?? 0 } })
            }
          />
          {node.veto !== null && (
            <TextField
              label={t('assessment.veto_cap')}
              path="veto.cap"
              value={String(node.veto.cap)}
              onChange={(text) => {
                const cap = Number(text);
                if (node.veto !== null && Number.isFinite(cap)) put({ veto: { ...node.veto, cap } });
              }}
            />
          )}
        </div>
      )}
      {(node.kind === 'subframework' || node.uses !== null) && (
        <Select
          label={t('assessment.uses')}
          path="uses"
          value={node.uses ?? ''}
          options={[
            { value: '', label: t('assessment.uses_none') },
            ...of.edition.subframeworks.map(({ code, edition }) => ({ value: code, label: edition.title })),
          ]}
          onChange={(uses) => put({ uses: uses === '' ? null : uses })}
        />
      )}
      {node.kind === 'subframework' && of.edition.subframeworks.length === 0 && (
        <p className="tc-notice">
          <a href={url.with({ node: null, view: 'settings', field: 'subframeworks' })}>
            {t('assessment.sub_to_settings')}
          </a>
        </p>
      )}
    </section>
  );
}
