import { useEffect, useRef, type ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { useUrl } from './url-state.ts';

interface SideDrawerProps {
  /** The name in the address that holds what is open: `?open=0192…`. */
  name?: string;
  title: string;
  /** The whole page of the same thing. */
  fullPage?: (id: string) => string;
  children: (id: string) => ReactNode;
  /** Pixels; 640 unless told. */
  width?: number;
}

/** Details beside the list that they belong to, with an address of their own. Escape or the browser's way back closes them. */
export function SideDrawer({
  name = 'open',
  title,
  fullPage,
  children,
  width = 640,
}: SideDrawerProps): ReactNode {
  const url = useUrl();
  const id = url.get(name);
  return id === '' ? null : (
    <Open title={title} width={width} href={fullPage?.(id)} close={() => url.set({ [name]: null })}>
      {children(id)}
    </Open>
  );
}

interface OpenProps {
  title: string;
  width: number;
  href: string | undefined;
  close: () => void;
  children: ReactNode;
}

function Open({ title, width, href, close, children }: OpenProps): ReactNode {
  const frame = useRef<HTMLElement>(null);
  const closing = useRef(close);
  closing.current = close;
  useEffect(() => {
    // On the whole page: a button that was pressed and went away has taken the focus with it.
    const key = (event: KeyboardEvent) => {
      const elsewhere = document.querySelector('dialog[open]') !== null;
      if (event.key === 'Escape' && !event.defaultPrevented && !elsewhere) closing.current();
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, []);
  useEffect(() => {
    const before = document.activeElement;
    frame.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside
      ref={frame}
      className="tc-drawer"
      style={{ width: `min(${width}px, 100vw)` }}
      aria-label={title}
      tabIndex={-1}
    >
      <header>
        <h2>{title}</h2>
        {href !== undefined && <a href={href}>{t('house.open_full')}</a>}
        <button type="button" className="tc-icon-button" aria-label={t('house.close')} onClick={close}>
          ×
        </button>
      </header>
      <div className="tc-drawer-body">{children}</div>
    </aside>
  );
}
