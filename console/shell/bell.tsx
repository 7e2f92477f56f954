import { useEffect, useState, type ReactNode } from 'react';
import { listInbox, markSeen } from '@tongchuang/contract/home.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { loadWords, t } from '@tongchuang/ui/locale/locale.ts';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import { sayShortDate } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';

type Inbox = ReplyOf<typeof listInbox>;

/** 提醒: how many are unseen, and which, by reason. Asked again every minute. */
export default function Bell(): ReactNode {
  const inbox = useCall(listInbox, { query: {} }, { everyMs: 60_000, staleMs: 30_000 });
  const [ready, setReady] = useState(false);
  useEffect(() => {
    void loadWords('inbox').then(() => setReady(true));
  }, []);
  const { data } = inbox;
  if (!ready || data === undefined) return null;
  return (
    <Flyout
      className="tc-bell"
      fromRight
      label={
        data.unseen === 0
          ? t('house.inbox')
          : `${t('house.inbox')} ${t('inbox.unseen', { count: data.unseen })}`
      }
      button={
        <>
          <svg
            viewBox="0 0 20 20"
            width="20"
            height="20"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            aria-hidden="true"
          >
            <path
              d="M5 14V9a5 5 0 0 1 10 0v5l1.500 1.5h-13ZM8.5 17.5h3"
              strokeLinejoin="round"
              strokeLinecap="round"
            />
          </svg>
          {data.unseen > 0 && <b aria-hidden="true">{data.unseen > 99 ? '99+' : data.unseen}</b>}
        </>
      }
    >
      {(close) => <Panel of={data} close={close} />}
    </Flyout>
  );
}

const REASONS = ['after', 'on', 'before', 'other'] as const;
const reasonOf = (reason: string) => REASONS.find((known) => known === reason) ?? 'other';

function Panel({ of, close }: { of: Inbox; close: () => void }): ReactNode {
  const see = useAct(markSeen, { changes: ['inbox.', 'home.'] });
  const keys = of.rows.filter((row) => !row.seen).map((row) => row.key);
  return (
    <div className="tc-inbox">
      <div className="tc-inbox-head">
        <b>{t('house.inbox')}</b>
        {keys.length > 0 && (
          <button
            type="button"
            className="tc-link"
            disabled={see.isPending}
            onClick={() => see.mutate({ body: { keys } })}
          >
            {t('inbox.mark_all')}
          </button>
        )}
      </div>
      {of.rows.length === 0 && <p className="tc-quiet">{t('house.inbox_empty')}</p>}
      {REASONS.map((reason) => {
        const rows = of.rows.filter((row) => reasonOf(row.reason) === reason);
        if (rows.length === 0) return null;
        return (
          <section key={reason}>
            <h3>
              {t(`inbox.${reason}`)} {rows.length}
            </h3>
            <ul>
              {rows.map((row) => (
                <li key={row.key}>
                  <a href={`/tasks/${row.taskId}`} onClick={close}>
                    <span className="tc-clamp">
                      {row.no} {row.text}
                    </span>
                    <small className="tc-quiet">
                      {t('inbox.due', { unit: row.unitName, due: sayShortDate(row.due) })}
                    </small>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
