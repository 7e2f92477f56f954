import { useState, type ReactNode } from 'react';
import { readRuleText } from '@tongchuang/domain/assessment/read-rule-text.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Shape } from '@tongchuang/ui/pieces/status-tag.tsx';
import { DecimalField, NamesField, TextField } from './form-pieces.tsx';
import type { SectionProps } from './node-section.ts';
import { NodeFacts } from './node-facts.tsx';
import { blankRule } from './rule-blanks.ts';
import { RuleEditor } from './rule-editor.tsx';

/** 怎么评: methods, the rule as written and as read, parts with shares, and what its facts mean. */
export function NodeJudging({ of, node, put, isLeaf, facts }: SectionProps): ReactNode {
  const [asked, setAsked] = useState(false);
  const { grades } = of.edition;
  const read = () => {
    const { title, points, kind, ruleText } = node;
    const found = readRuleText(ruleText ?? '', { title, points, kind, grades });
    setAsked(found === null);
    if (found === null) return;
    const known = new Set(node.facts.map(({ name }) => name));
    const fresh = found.facts.filter(({ name }) => !known.has(name));
    put({ rule: found.rule, parts: [], facts: [...node.facts, ...fresh] });
  };
  const isUnread = node.rule === null && node.parts.length === 0;
  // It is judged by the rules of the framework that it takes in.
  if (node.kind === 'subframework' && isUnread) return null;
  return (
    <details className="tc-section" open>
      <summary>{t('assessment.judging')}</summary>
      <div className="tc-form">
        <NamesField
          label={t('assessment.node_methods')}
          path="methods"
          hint={t('assessment.names_hint')}
          value={node.methods}
          onChange={(methods) => put({ methods })}
        />
        <TextField
          label={t('assessment.rule_written')}
          path="ruleText"
          rows={3}
          value={node.ruleText ?? ''}
          onChange={(text) => put({ ruleText: text === '' ? null : text })}
        />
        {isLeaf && isUnread && (
          <p className="tc-notice tc-notice-warn">
            <Shape tone="warn" />{' '}
            {node.ruleText === null ? t('assessment.no_rule') : t('assessment.unread_says')}
          </p>
        )}
        <div className="tc-buttons">
          {node.ruleText !== null && (
            <button type="button" className="tc-button" onClick={read}>
              {t('assessment.read_text')}
            </button>
          )}
          {isUnread && (
            <button type="button" className="tc-button" onClick={() => put({ rule: blankRule() })}>
              {t('assessment.rule_make')}
            </button>
          )}
          {isUnread && (
            <button
              type="button"
              className="tc-button"
              onClick={() =>
                put({
                  parts: (node.methods.length === 0 ? [''] : node.methods).map((method, _, all) => ({
                    method,
                    share: all.length === 1 ? '100%' : `1/${all.length}`,
                    rule: blankRule(),
                  })),
                })
              }
            >
              {t('assessment.parts_make')}
            </button>
          )}
          {node.rule !== null && (
            <button type="button" className="tc-link" onClick={() => put({ rule: null })}>
              {t('assessment.rule_drop')}
            </button>
          )}
        </div>
        {asked && (
          <p className="tc-notice tc-notice-warn" role="status">
            {t('assessment.read_text_not')}
          </p>
        )}
        {node.rule !== null && (
          <RuleEditor
            path="rule"
            grades={grades}
            facts={facts}
            rule={node.rule}
            onChange={(rule) => put({ rule })}
          />
        )}
        <Parts {...{ of, node, put, isLeaf, facts }} />
        <NodeFacts node={node} put={put} />
      </div>
    </details>
  );
}

/** 分项: each method with its share and its own rule. */
function Parts({ of, node, put, facts }: SectionProps): ReactNode {
  const { parts } = node;
  if (parts.length === 0) return null;
  const change = (at: number, to: object) =>
    put({ parts: parts.map((part, n) => (n === at ? { ...part, ...to } : part)) });
  return (
    <div data-field="parts" className="tc-form">
      {parts.map((part, n) => (
        <fieldset key={n} className="tc-part">
          <legend>{t('assessment.part_n', { n: n + 1 })}</legend>
          <div className="tc-form-row tc-rows-one">
            <TextField
              label={t('assessment.method')}
              path={`parts[${n}].method`}
              value={part.method}
              onChange={(method) => change(n, { method })}
            />
            <DecimalField
              label={t('assessment.share')}
              path={`parts[${n}].share`}
              value={part.share}
              onChange={(share) => change(n, { share })}
            />
            <button
              type="button"
              className="tc-icon-button"
              aria-label={t('assessment.take_away', { name: part.method, n: n + 1 })}
              onClick={() => put({ parts: parts.filter((_, m) => m !== n) })}
            >
              ×
            </button>
          </div>
          <RuleEditor
            path={`parts[${n}].rule`}
            grades={of.edition.grades}
            facts={facts}
            rule={part.rule}
            onChange={(rule) => change(n, { rule })}
          />
        </fieldset>
      ))}
      <button
        type="button"
        className="tc-link"
        onClick={() => put({ parts: [...parts, { method: '', share: '0', rule: blankRule() }] })}
      >
        {t('assessment.parts_add')}
      </button>
    </div>
  );
}
