import { lazy, Suspense, useState, type ReactNode } from 'react';
import { PERMISSIONS, type Reach } from '@tongchuang/domain/access/permissions.ts';
import { Skeleton } from '@tongchuang/ui/loaded.tsx';
import { chooseLocale, locale, LOCALES, t } from '@tongchuang/ui/locale/locale.ts';
import { chooseLook, look } from '@tongchuang/ui/look.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { useSignal } from '@tongchuang/ui/signal.ts';
import { useMe } from '../shell/me.tsx';
import { OneOf } from '../shell/one-of.tsx';
import { OwnLooks } from './own-looks.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { PasswordForm } from './password-form.tsx';
import './settings.css';

const AuthenticatorForm = lazy(() => import('./authenticator-form.tsx'));

/** Who I am to the house, how I get in, what I may do, and how it looks to me. */
export default function OwnPage(): ReactNode {
  const me = useMe();
  return (
    <>
      <PageHead title={t('settings.title')} summary={t('settings.summary')} />
      <div className="tc-two-columns">
        <div>
          <section className="tc-sheet">
            <h2>{t('settings.account')}</h2>
            <dl className="tc-facts">
              <dt>{t('settings.name')}</dt>
              <dd>{me.name}</dd>
              <dt>{t('session.login')}</dt>
              <dd>{me.login ?? '—'}</dd>
              <dt>{t('settings.unit')}</dt>
              <dd>{me.unit.name}</dd>
              <dt>{t('settings.roles')}</dt>
              <dd>{me.roles.map((role) => role.name).join('、')}</dd>
              <dt>{t('settings.place')}</dt>
              <dd>{me.tenant.name}</dd>
            </dl>
            <LookAndLanguage />
          </section>
          <section className="tc-sheet">
            <h2>{t('session.sessions')}</h2>
            <OwnSessions />
          </section>
          <section className="tc-sheet">
            <h2>{t('settings.looks')}</h2>
            <OwnLooks />
          </section>
          <section className="tc-sheet">
            <h2>{t('settings.rights')}</h2>
            <Rights />
          </section>
        </div>
        {me.login !== null && !me.demo && (
          <div>
            <section className="tc-sheet">
              <h2>{t('session.change_password')}</h2>
              <PasswordForm />
            </section>
            <section className="tc-sheet">
              <h2>{t('session.authenticator')}</h2>
              <Authenticator bound={me.hasAuthenticator} />
            </section>
          </div>
        )}
      </div>
    </>
  );
}

function LookAndLanguage(): ReactNode {
  const language = useSignal(locale);
  const chosen = useSignal(look);
  return (
    <>
      <OneOf
        title={t('house.language')}
        of={LOCALES.map(({ code, name }) => ({ value: code, name }))}
        chosen={language}
        choose={(next) => void chooseLocale(next)}
      />
      <OneOf
        title={t('house.look')}
        of={[
          { value: 'light', name: t('house.look_light') },
          { value: 'dark', name: t('house.look_dark') },
        ]}
        chosen={chosen}
        choose={chooseLook}
      />
    </>
  );
}

function Authenticator({ bound }: { bound: boolean }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <p className="tc-quiet">{bound ? t('session.authenticator_on') : t('session.authenticator_off')}</p>
      {open ? (
        <Suspense fallback={<Skeleton />}>
          <AuthenticatorForm onDone={() => setOpen(false)} />
        </Suspense>
      ) : (
        <div className="tc-buttons">
          <button type="button" className="tc-button" onClick={() => setOpen(true)}>
            {bound ? t('session.authenticator_again') : t('session.authenticator_bind')}
          </button>
        </div>
      )}
    </>
  );
}

const reachWord = (reach: Reach): string =>
  ({ own: t('settings.reach_own'), subtree: t('settings.reach_subtree'), all: t('settings.reach_all') })[
    reach
  ];

function Rights(): ReactNode {
  const me = useMe();
  const language = useSignal(locale) === 'en' ? 'en' : 'zh';
  return (
    <ul className="tc-rights">
      {me.grants.map((grant) => (
        <li key={`${grant.permission} ${grant.reach} ${grant.unitId}`}>
          {PERMISSIONS[grant.permission][language]}{' '}
          <small className="tc-quiet">{reachWord(grant.reach)}</small>
        </li>
      ))}
    </ul>
  );
}
