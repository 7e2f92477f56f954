import { useState, type FormEvent, type ReactNode } from 'react';
import { removeView, saveView } from '@tongchuang/contract/task-acts.ts';
import { listSavedViews } from '@tongchuang/contract/tasks.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import { offerUndo, tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { useUrl } from '../pieces/url-state.ts';

const PAGE = 'tasks';
/** Parts of the address that are no part of a view: what is open, where one looks at the moment. */
const PASSING = ['open', 'new', 'day', 'month'];

/** What a view keeps of an address. */
export function queryOf(search: string): string {
  const kept = new URLSearchParams(search);
  for (const name of PASSING) kept.delete(name);
  return kept.toString();
}

/** 常用视图: filters kept under a name, for oneself or for everybody. */
export const SavedViews = (): ReactNode => (
  <Flyout className="tc-filter-button" fromRight button={t('tasks.views_saved')}>
    {(close) => <Views close={close} />}
  </Flyout>
);

function Views({ close }: { close: () => void }): ReactNode {
  const url = useUrl();
  const views = useCall(listSavedViews, { query: { page: PAGE } });
  const save = useAct(saveView, { changes: ['saved_view.'], onDone: () => tell(t('tasks.view_kept')) });
  const remove = useAct(removeView, { changes: ['saved_view.'] });
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const query = queryOf(url.with({}).split('?')[1] ?? '');
  const keep = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { params: { id: newId() }, body: { page: PAGE, name: name.trim(), query, shared, version: 0 } },
      { onSuccess: () => setName('') },
    );
  };
  return (
    <div className="tc-menu tc-views">
      <Loaded of={views} lines={2}>
        {({ rows }) => (
          <ul>
            {rows.map((view) => (
              <li key={view.id}>
                <a href={`/tasks?${view.query}`} onClick={close}>
                  {view.name}
                </a>
                <small className="tc-quiet">
                  {view.shared ? t('tasks.view_shared_by', { name: view.owner }) : ''}
                </small>
                {view.mine && (
                  <button
                    type="button"
                    className="tc-icon-button"
                    aria-label={t('tasks.view_remove', { name: view.name })}
                    onClick={() =>
                      remove.mutate(
                        { params: { id: view.id } },
                        {
                          onSuccess: () =>
                            offerUndo(t('tasks.view_removed', { name: view.name }), () =>
                              save.mutate({
                                params: { id: newId() },
                                body: {
                                  page: PAGE,
                                  name: view.name,
                                  query: view.query,
                                  shared: view.shared,
                                  version: 0,
                                },
                              }),
                            ),
                        },
                      )
                    }
                  >
                    ×
                  </button>
                )}
              </li>
            ))}
            {rows.length === 0 && <li className="tc-quiet">{t('tasks.views_none')}</li>}
          </ul>
        )}
      </Loaded>
      <form onSubmit={keep}>
        <Field label={t('tasks.view_name')} value={name} onChange={setName} maxLength={40} />
        <label className="tc-check">
          <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
          {t('tasks.view_share')}
        </label>
        <TroubleLine error={save.error} />
        <button
          type="submit"
          className="tc-button"
          disabled={name.trim() === '' || query === '' || save.isPending}
        >
          {t('tasks.view_keep')}
        </button>
        {query === '' && <p className="tc-quiet">{t('tasks.view_nothing')}</p>}
      </form>
    </div>
  );
}
