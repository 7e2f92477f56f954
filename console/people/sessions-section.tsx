import type { ReactNode } from 'react';
import { listPersonSessions, revokePersonSession, type PersonPage } from '@tongchuang/contract/people.ts';
import { Refused } from '@tongchuang/ui/call.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { sayShortInstant } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';

/** Where a person is signed in; an administrator ends what should not be. */
export function Sessions({ of }: { of: PersonPage }): ReactNode {
  const sessions = useCall(listPersonSessions, { params: { id: of.id } });
  const end = useAct(revokePersonSession, {
    changes: ['people.sessions'],
    onDone: () => tell(t('people.session_ended')),
    onTrouble: (error) => tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer')),
  });
  return (
    <section>
      <h3>{t('people.sessions')}</h3>
      <Loaded of={sessions} lines={2}>
        {(reply) =>
          reply.sessions.length === 0 ? (
            <p className="tc-quiet">{t('people.no_sessions')}</p>
          ) : (
            <ul className="tc-lines">
              {reply.sessions.map((session) => (
                <li key={session.id}>
                  <span className="tc-clamp" title={session.agent}>
                    {session.address} <small className="tc-quiet">{session.agent.slice(0, 60)}</small>
                  </span>
                  <span>
                    <small className="tc-quiet">{sayShortInstant(session.createdAt)}</small>{' '}
                    {of.withinOwn && (
                      <button
                        type="button"
                        className="tc-link"
                        disabled={end.isPending}
                        onClick={() => end.mutate({ params: { id: of.id, sessionId: session.id } })}
                      >
                        {t('people.end_session')}
                      </button>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
