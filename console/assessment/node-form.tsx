import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { Node } from '@tongchuang/domain/assessment/edition.ts';
import { treeOf } from '@tongchuang/domain/assessment/tree.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { useUrl } from '../pieces/url-state.ts';
import { FindingLines } from './findings-panel.tsx';
import { showField } from './show-field.ts';
import { readWorth, worthText } from './node-lines.ts';
import { NodeBasics } from './node-basics.tsx';
import { NodeJudging } from './node-judging.tsx';
import { NodeDuties } from './node-duties.tsx';
import { NodeReach } from './node-reach.tsx';
import type { SectionProps } from './node-section.ts';
import { RemoveNode } from './remove-node.tsx';
import { valueOf } from './touches.ts';
import type { Drawn, Editing } from './use-edition.ts';
import { sayRule } from '../pieces/say-rule.ts';

interface NodeFormProps {
  of: Drawn;
  node: Node;
  editing: Editing;
  /** What was typed and not saved when the drawer was last closed. */
  kept: Map<string, Partial<Node>>;
}

/** All fields of one node. What was changed is written at once, as one act. */
export function NodeForm({ of, node, editing, kept }: NodeFormProps): ReactNode {
  const url = useUrl();
  const frame = useRef<HTMLFormElement>(null);
  // Only what was typed: what somebody else changed beside it shows through.
  const [fields, setFields] = useState<Partial<Node>>(kept.get(node.code) ?? {});
  const [typedWorth, setTypedWorth] = useState<string | null>(null);
  const draft: Node = { ...node, ...fields };
  const worth = typedWorth ?? worthText(draft);
  const [busy, setBusy] = useState(false);
  const facts = useId();
  const changed = changedFields(node, draft);
  const isChanged = Object.keys(changed).length > 0;
  const wrong = readWorth(worth) === null;
  const field = url.get('field');

  useEffect(() => {
    if (field === '') return;
    // After the drawer, which takes the focus when it opens.
    const later = requestAnimationFrame(() => frame.current !== null && showField(frame.current, field));
    return () => cancelAnimationFrame(later);
  }, [field]);
  const begin = () => {
    kept.delete(node.code);
    setFields({});
    setTypedWorth(null);
  };
  const put = (to: Partial<Node>) => {
    const next = { ...fields, ...to };
    setFields(next);
    kept.set(node.code, next);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!isChanged || wrong || busy) return;
    setBusy(true);
    const done = await editing.edit({ op: 'change', code: node.code, fields: changed });
    setBusy(false);
    if (!done) return;
    begin();
    if (draft.code !== node.code) url.set({ node: draft.code, field: null });
  };
  const section: SectionProps = {
    of,
    node: draft,
    put,
    isLeaf: treeOf(of.edition.nodes).isLeaf(node.code),
    facts,
  };
  const findings = of.findings.filter((finding) => finding.node === node.code);
  return (
    <form ref={frame} className="tc-form tc-act-form tc-node-form" onSubmit={(event) => void save(event)}>
      <datalist id={facts}>
        {draft.facts.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {findings.length > 0 && (
        <FindingLines findings={findings} onPick={({ field: at }) => at !== null && url.set({ field: at })} />
      )}
      <NodeBasics
        {...section}
        worth={worth}
        onWorth={(text) => {
          setTypedWorth(text);
          const read = readWorth(text);
          if (read !== null) put(read);
        }}
      />
      <NodeJudging {...section} />
      <NodeDuties {...section} />
      <NodeReach {...section} />
      <RemoveNode of={of} node={node} editing={editing} />
      <div className="tc-form-foot">
        <button type="submit" className="tc-button tc-button-primary" disabled={!isChanged || wrong || busy}>
          {t('house.save')}
        </button>
        <button type="button" className="tc-button" disabled={!isChanged} onClick={begin}>
          {t('assessment.leave_alone')}
        </button>
        {isChanged && (
          <span className="tc-quiet">
            {t('assessment.unsaved', { count: Object.keys(changed).length })}
            {draft.rule !== null && changed['rule'] !== undefined && ` · ${sayRule(draft.rule)}`}
          </span>
        )}
      </div>
    </form>
  );
}

function changedFields(was: Node, now: Node): Record<string, unknown> {
  const fields = Object.entries(now).filter(([field]) => valueOf(was, field) !== valueOf(now, field));
  return Object.fromEntries(fields);
}
