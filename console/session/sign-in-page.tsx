import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { goToProvider, listDoors, signIn } from '@tongchuang/contract/session.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { addressOf, isRefused } from '@tongchuang/ui/call.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { recall, remember } from '@tongchuang/ui/remember.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { Front } from './front.tsx';

type Doors = ReplyOf<typeof listDoors>;
type Place = Doors['places'][number];

/** 登录. Where nothing is set up yet, the first-run set-up instead. */
export default function SignInPage(): ReactNode {
  const doors = useCall(listDoors, {}, { staleMs: 30_000 });
  return (
    <Front>
      <Loaded of={doors} lines={4}>
        {(found) => (found.setUpNeeded ? <ToSetUp /> : <Doors of={found} />)}
      </Loaded>
    </Front>
  );
}

function ToSetUp(): ReactNode {
  const router = useRouter();
  useEffect(() => {
    router.history.replace('/set-up');
  }, [router]);
  return null;
}

function Doors({ of: { places, demo } }: { of: Doors }): ReactNode {
  const [code, setCode] = useState(recall('place') ?? places[0]?.code ?? '');
  const place = places.find((one) => one.code === code) ?? places[0];
  useEffect(() => {
    document.title = `${t('session.sign_in')} · ${t('house.product')}`;
  }, []);
  if (place === undefined) return <p className="tc-front-card">{t('session.no_place')}</p>;
  const hasRoles = demo && place.demoRoles.length > 0;
  return (
    <div className={hasRoles ? 'tc-front-two' : undefined}>
      {hasRoles && <DemoRoles place={place} />}
      <section className="tc-front-card">
        <h1>{t('session.sign_in')}</h1>
        <ProviderTrouble />
        {wanted() !== '/' && <p className="tc-notice">{t('session.signed_out')}</p>}
        {places.length > 1 && (
          <label className="tc-field">
            <span className="tc-field-label">{t('session.place')}</span>
            <select className="tc-input" value={place.code} onChange={(event) => setCode(event.target.value)}>
              {places.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        )}
        <PasswordForm key={place.code} place={place} />
        {place.oidc.length > 0 && <p className="tc-front-or">{t('session.or')}</p>}
        {place.oidc.map((provider) => (
          <a
            key={provider.code}
            className="tc-button"
            href={addressOf(goToProvider, { place: place.code, provider: provider.code }, { to: wanted() })}
          >
            {t('session.with_oidc', { name: provider.name })}
          </a>
        ))}
      </section>
    </div>
  );
}

/** Why the provider's sign-in did not lead in, as its way back says in the address. */
function ProviderTrouble(): ReactNode {
  const search = new URLSearchParams(location.search);
  const refused = search.get('refused');
  if (refused === null) return null;
  return (
    <p className="tc-notice tc-notice-warn" role="alert">
      {refused === 'session.provider_stranger'
        ? t('session.provider_stranger', { provider: search.get('provider') ?? '' })
        : t('session.provider_failed')}
    </p>
  );
}

/** Where the person wanted to go before he was asked to sign in; only within the console. */
function wanted(): string {
  const next = new URLSearchParams(location.search).get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/';
}

function useSignIn(place: Place) {
  const router = useRouter();
  const queries = useQueryClient();
  return useAct(signIn, {
    changes: [],
    onDone: () => {
      remember('place', place.code);
      queries.clear();
      router.history.push(wanted());
    },
  });
}

function PasswordForm({ place }: { place: Place }): ReactNode {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [tried, setTried] = useState(false);
  const enter = useSignIn(place);
  const codeNeeded = isRefused(enter.error, 'session.code_needed');
  useEffect(() => {
    if (!codeNeeded) return;
    setAsksCode(true);
    setTried(false);
  }, [codeNeeded]);

  const missing = (value: string, field: string) =>
    tried && value.trim() === '' ? t('session.required', { field }) : null;
  const codeWrong = tried && asksCode && code !== '' && !/^\d{6}$/.test(code) ? t('session.code_six') : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (login.trim() === '' || password === '' || (asksCode && !/^\d{6}$/.test(code))) return;
    enter.mutate({ body: { place: place.code, login, password, ...(asksCode ? { code } : {}) } });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Field
        label={t('session.login')}
        value={login}
        onChange={setLogin}
        wrong={missing(login, t('session.login'))}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field
        label={t('session.password')}
        type={shown ? 'text' : 'password'}
        value={password}
        onChange={setPassword}
        wrong={missing(password, t('session.password'))}
        autoComplete="current-password"
        beside={
          <button type="button" className="tc-link" onClick={() => setShown(!shown)}>
            {shown ? t('session.hide_password') : t('session.show_password')}
          </button>
        }
      />
      {asksCode && (
        <Field
          label={t('session.code')}
          hint={t('session.code_hint')}
          value={code}
          onChange={(typed) => setCode(typed.replaceAll(/\D/g, '').slice(0, 6))}
          wrong={codeWrong ?? missing(code, t('session.code'))}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
        />
      )}
      {codeNeeded ? (
        <p className="tc-notice" role="status">
          {t('session.code_needed')}
        </p>
      ) : (
        <TroubleLine error={enter.error} />
      )}
      <button type="submit" className="tc-button tc-button-primary" disabled={enter.isPending}>
        {t('session.sign_in')}
      </button>
    </form>
  );
}

/** One click a role; the accounts exist in demo mode only and have no password. */
function DemoRoles({ place }: { place: Place }): ReactNode {
  const enter = useSignIn(place);
  return (
    <section className="tc-front-card">
      <h2>{t('session.demo_title')}</h2>
      <p className="tc-quiet">{t('session.demo_note')}</p>
      <TroubleLine error={enter.error} />
      <ul className="tc-demo-roles">
        {place.demoRoles.map(({ login, name, role, unit }) => (
          <li key={login}>
            <button
              type="button"
              disabled={enter.isPending}
              onClick={() => enter.mutate({ body: { place: place.code, login, password: '' } })}
            >
              <i className="tc-face" aria-hidden="true">
                {name.slice(-1)}
              </i>
              <span>
                <b>{role}</b>
                <small className="tc-quiet">
                  {name} · {unit}
                </small>
              </span>
              <svg
                viewBox="0 0 16 16"
                width="16"
                height="16"
                fill="none"
                stroke="currentColor"
                aria-hidden="true"
              >
                <path d="m6 3.5 4.5 4.5L6 12.5" strokeWidth="1.5" />
              </svg>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
