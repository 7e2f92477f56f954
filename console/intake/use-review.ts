import { useQueryClient } from '@tanstack/react-query';
import * as routes from '@tongchuang/contract/intake.ts';
import type { DraftContent, DraftTask, DocumentView } from '@tongchuang/contract/intake.ts';
import type { DraftTaskId } from '@tongchuang/domain/kernel/ids.ts';
import { call, isRefused, Refused } from '@tongchuang/ui/call.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { offerUndo, tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { refresh } from '@tongchuang/ui/use-call.ts';

/** What a reviewer can do with the draft of one document. Each answers whether it was done. */
export interface Review {
  save: (task: DraftTask, content: DraftContent) => Promise<'saved' | 'changed_meanwhile' | 'failed'>;
  drop: (task: DraftTask) => Promise<boolean>;
  restore: (task: DraftTask) => Promise<boolean>;
  split: (task: DraftTask, at: number) => Promise<boolean>;
  merge: (tasks: readonly DraftTask[]) => Promise<boolean>;
  move: (task: DraftTask, after: DraftTaskId | null) => Promise<boolean>;
  add: (after: DraftTaskId | null, content: DraftContent) => Promise<DraftTaskId | null>;
  assignRole: (tasks: readonly DraftTask[], role: DraftContent['units'][number]['role']) => Promise<boolean>;
}

export function useReview(document: Pick<DocumentView, 'id'>): Review {
  const queries = useQueryClient();
  const id = document.id;
  const again = () => refresh(queries, ['intake.open', 'intake.compare']);

  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer'));
      return false;
    } finally {
      await again();
    }
  };
  const edit = (task: DraftTask, change: Partial<{ content: DraftContent; dropped: boolean }>) =>
    call(routes.editTask, {
      params: { id, taskId: task.id },
      body: { version: task.version, content: task.content, dropped: task.dropped, ...change },
    });

  const restore: Review['restore'] = (task) => act(() => edit(task, { dropped: false }));
  return {
    restore,
    save: async (task, content) => {
      try {
        await edit(task, { content });
        await again();
        return 'saved';
      } catch (error) {
        if (isRefused(error, 'row.changed_meanwhile')) {
          await again();
          return 'changed_meanwhile';
        }
        tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer'));
        return 'failed';
      }
    },
    drop: (task) =>
      act(async () => {
        const { version } = await edit(task, { dropped: true });
        offerUndo(t('intake.dropped', { name: task.content.text.slice(0, 20) }), () => {
          void restore({ ...task, version });
        });
      }),
    split: (task, at) =>
      act(() =>
        call(routes.splitTask, {
          params: { id, taskId: task.id },
          body: { version: task.version, at, newTaskId: newId() as DraftTaskId },
        }),
      ),
    merge: (tasks) =>
      act(async () => {
        const body = { tasks: tasks.map((task) => ({ id: task.id, version: task.version })) };
        await call(routes.mergeTasks, { params: { id }, body });
        tell(t('intake.merged'));
      }),
    move: (task, after) =>
      act(() =>
        call(routes.moveTask, { params: { id, taskId: task.id }, body: { version: task.version, after } }),
      ),
    add: async (after, content) => {
      const taskId = newId() as DraftTaskId;
      const done = await act(() =>
        call(routes.addTask, { params: { id }, body: { taskId, after, content } }),
      );
      if (done) tell(t('intake.added'));
      return done ? taskId : null;
    },
    assignRole: (tasks, role) =>
      act(() =>
        call(routes.assignRole, {
          params: { id },
          body: { taskIds: tasks.map((task) => task.id), name: null, role },
        }),
      ),
  };
}
