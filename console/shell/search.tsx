import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import { said, t } from '@tongchuang/ui/locale/locale.ts';
import { found, readyPinyin } from '@tongchuang/ui/pinyin.ts';
import type { Finder, Found, Page } from '../room.ts';
import { ROOMS } from '../rooms.ts';
import { mayOpen, useMe } from './me.tsx';

interface Group {
  kind: string;
  items: readonly Found[];
}
/** Rows of one kind that are shown; more are counted. */
const MOST = 8;

/** Ctrl/⌘ K: jumps to anything. Each room brings what it can find; the pages themselves are found here. */
export default function Search({ pages, close }: { pages: readonly Page[]; close: () => void }): ReactNode {
  const router = useRouter();
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const groups = useFound(wanted.trim(), pages);
  const frame = useRef<HTMLDialogElement>(null);
  const id = useId();
  const rows = groups.flatMap((group) => group.items.slice(0, MOST));

  useEffect(() => {
    frame.current?.showModal();
  }, []);
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at, id]);

  const go = (row: Found | undefined) => {
    if (row === undefined) return;
    close();
    router.history.push(row.href);
  };
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(rows.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') go(rows[at]);
    else return;
    event.preventDefault();
  };

  let n = -1;
  return (
    <dialog
      ref={frame}
      className="tc-search"
      aria-label={t('house.search')}
      onClose={close}
      onClick={(event) => {
        if (event.target === frame.current) close();
      }}
    >
      <input
        role="combobox"
        aria-expanded={rows.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={rows.length > 0 ? `${id}-${at}` : undefined}
        aria-label={t('house.search')}
        placeholder={t('house.search_hint')}
        value={wanted}
        onChange={(event) => {
          setWanted(event.target.value);
          setAt(0);
        }}
        onKeyDown={key}
      />
      <div className="tc-search-list" id={`${id}-list`} role="listbox" aria-label={t('house.search')}>
        {groups.map((group) => (
          <div key={group.kind} role="group" aria-label={group.kind}>
            <h2 aria-hidden="true">{group.kind}</h2>
            {group.items.slice(0, MOST).map((row) => {
              const place = ++n;
              return (
                <div
                  key={row.href}
                  id={`${id}-${place}`}
                  role="option"
                  aria-selected={place === at}
                  onClick={() => go(row)}
                  onMouseMove={() => setAt(place)}
                >
                  <span>{row.title}</span>
                  {row.hint !== undefined && <small className="tc-quiet">{row.hint}</small>}
                </div>
              );
            })}
            {group.items.length > MOST && (
              <small className="tc-quiet">
                {t('house.search_more', { count: group.items.length - MOST })}
              </small>
            )}
          </div>
        ))}
      </div>
      {rows.length === 0 && wanted.trim() !== '' && (
        <p className="tc-search-nothing" role="status">
          {t('house.search_nothing', { wanted: wanted.trim() })}
        </p>
      )}
    </dialog>
  );
}

/** What the pages and the rooms' finders know of a wish; rooms answer as they come, an old wish's answers are dropped. */
function useFound(wanted: string, pages: readonly Page[]): readonly Group[] {
  const me = useMe();
  const [finders, setFinders] = useState<readonly Finder[]>([]);
  const [, setReady] = useState(false);
  const [answers, setAnswers] = useState<ReadonlyMap<Finder, readonly Found[]>>(new Map());

  useEffect(() => {
    void readyPinyin().then(() => setReady(true));
    const rooms = ROOMS.flatMap((room) => (room.finders === undefined ? [] : [room.finders()]));
    void Promise.all(rooms).then((found) =>
      setFinders(found.flatMap((room) => room.finders).filter((finder) => mayOpen(finder, me))),
    );
  }, [me]);

  useEffect(() => {
    setAnswers(new Map());
    if (wanted === '') return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      for (const finder of finders) {
        finder.find(wanted, stop.signal).then(
          (items) => stop.signal.aborted || setAnswers((now) => new Map(now).set(finder, items)),
          () => null, // a finder that fails finds nothing; the page it leads to says why
        );
      }
    }, 120);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted, finders]);

  const own = pages
    .map((page): Found => ({ title: said(page.title), href: page.path }))
    .filter((page) => found(page.title, wanted));
  return [
    { kind: t('house.search_pages'), items: own },
    ...finders.map((finder) => ({ kind: said(finder.kind), items: answers.get(finder) ?? [] })),
  ].filter((group) => group.items.length > 0);
}
