import { useState, type FormEvent, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { getFramework, listFrameworks } from '@tongchuang/contract/frameworks.ts';
import { asSubframework, subframeworkCode } from '@tongchuang/domain/assessment/subframework.ts';
import type { EditionId } from '@tongchuang/domain/kernel/ids.ts';
import { call, Refused } from '@tongchuang/ui/call.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { Choice } from '../pieces/choice.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { TextField } from './form-pieces.tsx';
import { readWorth } from './node-lines.ts';
import type { Drawn, Editing } from './use-edition.ts';
import { stateWord } from './words.ts';

/** 子体系: other editions that are scored by their own rules and enter the total through one node: 未成年人 with 20 %. */
export function SubframeworksPanel({ of, editing }: { of: Drawn; editing: Editing }): ReactNode {
  const url = useUrl();
  const { subframeworks, nodes } = of.edition;
  const [busy, setBusy] = useState(false);
  const remove = async (code: string) => {
    setBusy(true);
    for (const node of nodes.filter((one) => one.uses === code && one.kind === 'subframework'))
      await editing.edit({ op: 'remove', code: node.code, branch: false });
    await editing.edit(({ subframeworks: now }) => ({
      op: 'head',
      fields: { subframeworks: now.filter((one) => one.code !== code) },
    }));
    setBusy(false);
  };
  return (
    <section className="tc-sheet tc-subframeworks" data-field="subframeworks">
      <h2>{t('assessment.subframeworks')}</h2>
      <p className="tc-quiet">{t('assessment.subframeworks_hint')}</p>
      {subframeworks.length > 0 && (
        <ul className="tc-sub-lines">
          {subframeworks.map(({ code, edition }) => (
            <li key={code}>
              <span className="tc-node-code">{code}</span>
              <span className="tc-sub-title">
                {edition.title}{' '}
                <small className="tc-quiet">
                  {t('assessment.nodes_count', { count: edition.nodes.length })}
                </small>
              </span>
              {nodes
                .filter((node) => node.uses === code)
                .map((node) => (
                  <a key={node.code} href={url.with({ view: null, node: node.code })}>
                    {t('assessment.sub_enters', { code: node.code })}
                  </a>
                ))}
              <button
                type="button"
                className="tc-link"
                disabled={busy}
                aria-label={`${t('house.remove')} ${edition.title}`}
                onClick={() => void remove(code)}
              >
                {t('house.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <AddForm of={of} editing={editing} />
    </section>
  );
}

/** Another edition of the county, as it stands now, and what it is worth here. */
function AddForm({ of, editing }: { of: Drawn; editing: Editing }): ReactNode {
  const queries = useQueryClient();
  const listed = useCall(listFrameworks, {});
  const [chosen, setChosen] = useState('');
  const [worth, setWorth] = useState('20%');
  const [busy, setBusy] = useState(false);
  const options = (listed.data?.rows ?? [])
    .filter((row) => row.id !== of.id && row.levels.length > 0)
    .map((row) => ({ value: row.id, label: row.title, hint: stateWord(row.state) }));
  const read = readWorth(worth);
  const ready = chosen !== '' && read !== null && (read.points !== null || read.weight !== null) && !busy;
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    try {
      const params = { id: chosen as EditionId };
      const { edition: inner } = await queries.fetchQuery({
        queryKey: [getFramework.name, { params }],
        queryFn: () => call(getFramework, { params }),
      });
      if (inner !== null && (await enter(inner))) setChosen('');
    } catch (error) {
      tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer'));
    }
    setBusy(false);
  };
  const enter = async (inner: Drawn['edition']): Promise<boolean> => {
    const code = subframeworkCode(of.edition, inner);
    const isThere = await editing.edit((now) => ({
      op: 'head',
      fields: { subframeworks: [...now.subframeworks, asSubframework(now, inner, code)] },
    }));
    if (!isThere) return false;
    return editing.edit((now) => ({
      op: 'add',
      node: { parent: null, title: inner.title, kind: 'subframework', uses: code, ...read },
      after: now.nodes.findLast(({ parent }) => parent === null)?.code ?? null,
    }));
  };
  return (
    <form className="tc-sub-add" onSubmit={(event) => void add(event)}>
      <Choice label={t('assessment.sub_edition')} options={options} value={chosen} onChange={setChosen} />
      <TextField label={t('assessment.worth')} value={worth} wrong={read === null} onChange={setWorth} />
      <button type="submit" className="tc-button" disabled={!ready}>
        {t('assessment.sub_add')}
      </button>
    </form>
  );
}
