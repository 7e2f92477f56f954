import type { ReactNode } from 'react';
import type { Node } from '@tongchuang/domain/assessment/edition.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayAside, sayList, sayParts } from '@tongchuang/ui/speech.ts';
import { nodeLines } from './node-lines.ts';
import { Worth } from './node-row.tsx';
import type { Drawn } from './use-edition.ts';
import { sayRule } from '../pieces/say-rule.ts';
import { kindWord } from './words.ts';

/** One node, to be read: what is not said in it is not shown. */
export function NodeView({ of, node }: { of: Drawn; node: Node }): ReactNode {
  const line = nodeLines(of.edition, []).find((one) => one.node === node);
  const { applies, window } = node;
  const place = of.places[node.code];
  const facts = node.facts.map(({ name, text, unit }) =>
    [name, text, unit].filter((one) => one !== null && one !== '').join(' '),
  );
  const when =
    applies.when === null
      ? ''
      : `${applies.when.code} ${applies.when.fact} ${applies.when.is} ${applies.when.than}`;
  const said: [string, ReactNode][] = [
    [t('assessment.node_code'), <span className="tc-node-code">{node.code}</span>],
    [t('assessment.level'), of.edition.levels[node.level - 1]?.name ?? node.level],
    [t('assessment.kind'), kindWord(node.kind)],
    [t('assessment.node_points'), line === undefined ? '' : <Worth of={line} />],
    [t('assessment.node_methods'), sayList(node.methods)],
    [t('assessment.rule_written'), node.ruleText ?? ''],
    [t('assessment.node_rule'), <Rules of={node} isLeaf={line?.isLeaf ?? true} />],
    [t('assessment.facts'), sayParts(facts)],
    [t('assessment.node_responsible'), sayList(node.responsible)],
    [t('assessment.roles'), sayList(node.duties.map(({ unit, role }) => `${unit} ${role}`))],
    [t('assessment.evidence'), sayParts(node.evidence)],
    [t('assessment.window'), window?.text ?? ''],
    [t('assessment.applies_siteTypes'), sayList(applies.siteTypes)],
    [t('assessment.applies_unitTypes'), sayList(applies.unitTypes)],
    [t('assessment.applies_tiers'), sayList(applies.tiers)],
    [t('assessment.when'), when],
    ...Object.entries(node.axes).map(([axis, values]): [string, string] => [axis, sayList(values)]),
    [t('assessment.key'), node.key ?? ''],
    [t('assessment.uses'), node.uses ?? ''],
    [t('assessment.place'), place ?? ''],
  ];
  return (
    <>
      <p className="tc-node-view-title">{node.title}</p>
      <dl className="tc-facts">
        {said
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name} className="tc-facts-one">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}

function Rules({ of: { rule, parts, ruleText }, isLeaf }: { of: Node; isLeaf: boolean }): ReactNode {
  if (rule !== null) return sayRule(rule);
  if (parts.length > 0) {
    return (
      <ul>
        {parts.map((part) => (
          <li key={part.method}>
            {part.method}
            {sayAside(part.share)} {sayRule(part.rule)}
          </li>
        ))}
      </ul>
    );
  }
  if (!isLeaf) return '–';
  return ruleText === null ? (
    t('assessment.no_rule')
  ) : (
    <StatusTag tone="warn">{t('assessment.unread')}</StatusTag>
  );
}
