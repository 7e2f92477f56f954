import { useState, type ReactNode } from 'react';
import type { Node } from '@tongchuang/domain/assessment/edition.ts';
import { treeOf } from '@tongchuang/domain/assessment/tree.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { useUrl } from '../pieces/url-state.ts';
import type { Drawn, Editing } from './use-edition.ts';

/** A branch too large to be brought back is removed here, knowing what goes with it. */
export function RemoveNode({ of, node, editing }: { of: Drawn; node: Node; editing: Editing }): ReactNode {
  const url = useUrl();
  const [sure, setSure] = useState(false);
  const below = treeOf(of.edition.nodes).branchOf(node.code).length - 1;
  const remove = async () => {
    const done = await editing.edit({ op: 'remove', code: node.code, branch: true });
    if (done) url.set({ node: null, field: null });
  };
  return (
    <details className="tc-section" data-field="remove">
      <summary>{t('assessment.remove')}</summary>
      <label className="tc-check">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
        {below === 0 ? t('assessment.remove_leaf') : t('assessment.remove_branch', { count: below })}
      </label>
      <button type="button" className="tc-button" disabled={!sure} onClick={() => void remove()}>
        {t('assessment.remove_do', { code: node.code })}
      </button>
    </details>
  );
}
