import type { ReactNode } from 'react';
import { exportTasks } from '@tongchuang/contract/task-acts.ts';
import type { Call } from '@tongchuang/contract/route.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import { useDownload } from '../pieces/use-download.ts';
import type { Line } from './plan-rows.ts';
import type { Wanted } from './use-tree.ts';

const KINDS = ['list.xlsx', 'list.csv', 'decomposition.xlsx', 'decomposition.docx'] as const;

/** What is shown, for the server: everything, or the tasks by their ids, since pinyin and spans of days are the browser's. */
export function shownFor(of: Wanted, rows: readonly Line[]): Omit<Call<typeof exportTasks>['body'], 'as'> {
  const plans = [...new Set(rows.map((line) => line.planId))];
  const [plan] = plans;
  const filter = plans.length === 1 && plan !== undefined ? { plan } : {};
  return rows.length === of.tree.tasks.length ? { filter } : { filter, ids: rows.map((line) => line.id) };
}

/** 导出: the list as shown, or the decomposition table (任务分解表) of it. */
export function Exports({ of }: { of: Wanted }): ReactNode {
  const { download, busy } = useDownload();
  return (
    <Flyout className="tc-filter-button" fromRight button={t('house.export')}>
      {(close) => (
        <div className="tc-menu">
          <p className="tc-quiet">{t('tasks.export_what', { count: of.lines.length })}</p>
          {KINDS.map((as) => (
            <button
              key={as}
              type="button"
              disabled={busy || of.lines.length === 0}
              onClick={() => {
                close();
                void download(exportTasks, { body: { as, ...shownFor(of, of.lines) } });
              }}
            >
              {t(`tasks.export_${as.replace('.', '_') as 'list_xlsx'}`)}
            </button>
          ))}
        </div>
      )}
    </Flyout>
  );
}
