import { useState, type FormEvent, type ReactNode } from 'react';
import { createShareLink, revokeShareLink } from '@tongchuang/contract/task-acts.ts';
import { listShareLinks } from '@tongchuang/contract/tasks.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sayInstant, sayShortInstant } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { useMe } from '../shell/me.tsx';
import { newToken } from './token.ts';

type Link = ReplyOf<typeof listShareLinks>['rows'][number];
const DAYS = [3, 7, 14, 30, 90] as const;

/** 外发链接: made for some days, copied at once (its address is told only now), listed with its openings, ended. */
export function ShareLinks({ unitId }: { unitId: UnitId }): ReactNode {
  const me = useMe();
  const links = useCall(listShareLinks, { params: { unitId } });
  const [days, setDays] = useState<number>(7);
  const [address, setAddress] = useState('');
  const make = useAct(createShareLink, {
    changes: ['share_link.', 'audit.'],
    onDone: (_, { body }) => {
      const made = `${location.origin}/links/${me.tenant.id}.${body.token}`;
      setAddress(made);
      void copy(made);
    },
  });
  return (
    <>
      <p className="tc-quiet">{t('units.links_hint')}</p>
      <form
        className="tc-form tc-link-form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          make.mutate({ params: { unitId }, body: { id: newId(), token: newToken(), days } });
        }}
      >
        <label>
          <span>{t('units.link_days')}</span>
          <select className="tc-input" value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {DAYS.map((one) => (
              <option key={one} value={one}>
                {t('units.days', { count: one })}
              </option>
            ))}
          </select>
        </label>
        <TroubleLine error={make.error} />
        <button type="submit" className="tc-button tc-button-primary" disabled={make.isPending}>
          {t('units.link_make')}
        </button>
      </form>
      {address !== '' && (
        <div className="tc-notice tc-notice-good" role="status">
          <p>{t('units.link_once')}</p>
          <div className="tc-link-address">
            <input
              className="tc-input"
              readOnly
              value={address}
              aria-label={t('units.link_address')}
              onFocus={(event) => event.target.select()}
            />
            <button type="button" className="tc-button" onClick={() => void copy(address)}>
              {t('units.link_copy')}
            </button>
          </div>
        </div>
      )}
      <Loaded of={links} lines={3}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="tc-quiet">{t('units.links_none')}</p>
          ) : (
            <ul className="tc-links">
              {rows.map((link) => (
                <LinkLine key={link.id} link={link} unitId={unitId} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}

function LinkLine({ link, unitId }: { link: Link; unitId: UnitId }): ReactNode {
  const end = useAct(revokeShareLink, {
    changes: ['share_link.', 'audit.'],
    onDone: () => tell(t('units.link_ended')),
  });
  const over = link.revokedAt !== null || link.expiresAt < new Date().toISOString();
  return (
    <li>
      <div>
        <StatusTag tone={over ? 'muted' : 'good'}>
          {link.revokedAt !== null
            ? t('units.link_revoked')
            : over
              ? t('units.link_expired')
              : t('units.link_open')}
        </StatusTag>{' '}
        {t('units.link_by', { who: link.createdBy, time: sayShortInstant(link.createdAt) })}
        <p className="tc-quiet">
          {t('units.link_until', { time: sayInstant(link.expiresAt) })} ·{' '}
          {link.lastOpenedAt === null
            ? t('units.link_unopened')
            : t('units.link_opened', { count: link.opened, time: sayShortInstant(link.lastOpenedAt) })}
        </p>
        <TroubleLine error={end.error} />
      </div>
      {!over && (
        <button
          type="button"
          className="tc-link"
          disabled={end.isPending}
          onClick={() => end.mutate({ params: { unitId, id: link.id } })}
        >
          {t('units.link_end')}
        </button>
      )}
    </li>
  );
}

/** Copying needs a secure page; elsewhere the address stands there to be picked. */
async function copy(address: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(address);
    tell(t('units.link_copied'));
  } catch {
    tell(t('units.link_made'));
  }
}
