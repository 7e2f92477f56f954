import type { ReactNode } from 'react';
import { listSessions, revokeSession, type Session } from '@tongchuang/contract/session.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sayShortInstant } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';

/** 登录设备: where I am signed in, and a way to end what I do not recognise. */
export function OwnSessions(): ReactNode {
  const list = useCall(listSessions, {});
  const end = useAct(revokeSession, { onDone: () => tell(t('session.session_ended')) });
  return (
    <Loaded of={list} lines={3}>
      {({ sessions }) => (
        <>
          <p className="tc-quiet">{t('session.sessions_hint')}</p>
          <TroubleLine error={end.error} />
          <ul className="tc-sessions">
            {sessions.map((session) => (
              <li key={session.id}>
                <div>
                  <b>{deviceOf(session)}</b> <small className="tc-quiet">{session.address}</small>
                  <br />
                  <small className="tc-quiet">
                    {t('session.session_since', {
                      since: sayShortInstant(session.createdAt),
                      seen: sayShortInstant(session.seenAt),
                    })}
                  </small>
                </div>
                {session.current ? (
                  <StatusTag tone="info">{t('session.session_current')}</StatusTag>
                ) : (
                  <button
                    type="button"
                    className="tc-button"
                    disabled={end.isPending}
                    onClick={() => end.mutate({ params: { id: session.id } })}
                  >
                    {t('session.session_end')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}

/** "Chrome 131 · Windows" from a browser's own words; those words themselves where they are strange. */
export function deviceOf({ agent }: Pick<Session, 'agent'>): string {
  const browser = /(Edg|Firefox|Chrome|Version)\/(\d+)/.exec(agent);
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(agent)?.[0];
  const name = { Edg: 'Edge', Version: 'Safari' }[browser?.[1] ?? ''] ?? browser?.[1];
  if (browser === null || system === undefined) return agent === '' ? '—' : agent.slice(0, 60);
  return `${name} ${browser[2]} · ${system === 'Mac OS X' ? 'macOS' : system}`;
}
