import type { ReactNode } from 'react';
import { t } from '../locale/locale.ts';
import { signal, useSignal } from '../signal.ts';

interface Toast {
  id: number;
  words: string;
  /** Takes the act back. */
  undo?: () => void;
  danger: boolean;
}

const toasts = signal<readonly Toast[]>([]);
let last = 0;

function show(toast: Omit<Toast, 'id'>, milliseconds: number): void {
  const id = ++last;
  toasts.set([...toasts.get().slice(-2), { ...toast, id }]);
  setTimeout(() => drop(id), milliseconds);
}
const drop = (id: number): void => toasts.set(toasts.get().filter((toast) => toast.id !== id));

/** Says that something was done: 已下达 12 项任务. */
export const tell = (words: string): void => show({ words, danger: false }, 4_000);
/** Says why something was not done, where there is no form to say it beside. */
export const tellTrouble = (words: string): void => show({ words, danger: true }, 10_000);
/** Says what was done and offers to take it back for ten seconds. */
export const offerUndo = (words: string, undo: () => void): void =>
  show({ words, undo, danger: false }, 10_000);

/** The place where they are shown; once in a web, at its root. */
export function Toasts(): ReactNode {
  const shown = useSignal(toasts);
  return (
    <div className="tc-toasts" aria-live="polite">
      {shown.map(({ id, words, undo, danger }) => (
        <div key={id} className={danger ? 'tc-toast tc-toast-danger' : 'tc-toast'}>
          <span>{words}</span>
          {undo !== undefined && (
            <button
              type="button"
              onClick={() => {
                drop(id);
                undo();
              }}
            >
              {t('house.undo')}
            </button>
          )}
          <button type="button" aria-label={t('house.close')} onClick={() => drop(id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
