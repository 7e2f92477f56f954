import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { listDoors, openPlace } from '@tongchuang/contract/session.ts';
import { Login } from '@tongchuang/contract/words.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { refresh, useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { Front } from './front.tsx';

/** Characters; the server asks for the same. */
const PASSWORD_MIN = 10;

/** 首次设置: the place and its first administrator, while the system is empty. */
export default function SetUpPage(): ReactNode {
  const doors = useCall(listDoors, {});
  useEffect(() => {
    document.title = `${t('session.set_up_title')} · ${t('house.product')}`;
  }, []);
  return (
    <Front>
      <Loaded of={doors} lines={6}>
        {({ setUpNeeded }) =>
          setUpNeeded ? (
            <SetUpForm />
          ) : (
            <section className="tc-front-card">
              <h1>{t('session.set_up_title')}</h1>
              <p>{t('session.set_up_not_needed')}</p>
              <div className="tc-buttons">
                <a className="tc-button tc-button-primary" href="/sign-in">
                  {t('session.sign_in')}
                </a>
              </div>
            </section>
          )
        }
      </Loaded>
    </Front>
  );
}

const EMPTY = { place: '', code: '', name: '', login: '', password: '', again: '' };
type Typed = typeof EMPTY;
type Wrong = Partial<Record<keyof Typed, string>>;

function SetUpForm(): ReactNode {
  const router = useRouter();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const open = useAct(openPlace, {
    onDone: async () => {
      tell(t('session.set_up_done'));
      // The sign-in page leads back here for as long as it believes that nothing is set up.
      await refresh(queries, ['session.']);
      router.history.push('/sign-in');
    },
  });

  const wrong = tried ? whatIsWrong(typed) : {};
  const field = (name: keyof Typed) => ({
    value: typed[name],
    onChange: (value: string) => setTyped((now) => ({ ...now, [name]: value })),
    wrong: wrong[name] ?? null,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(whatIsWrong(typed)).length > 0) return;
    const { place, code, name, login, password } = typed;
    open.mutate({ body: { code, name: place, administrator: { name, login, password } } });
  };
  return (
    <form className="tc-front-card" onSubmit={submit} noValidate>
      <h1>{t('session.set_up_title')}</h1>
      <p className="tc-quiet">{t('session.set_up_intro')}</p>
      <br />
      <fieldset>
        <legend>{t('session.set_up_place')}</legend>
        <Field
          label={t('session.set_up_place_name')}
          hint={t('session.set_up_place_name_hint')}
          {...field('place')}
        />
        <Field
          label={t('session.set_up_place_code')}
          hint={t('session.set_up_place_code_hint')}
          autoCapitalize="none"
          spellCheck={false}
          {...field('code')}
        />
      </fieldset>
      <fieldset>
        <legend>{t('session.set_up_admin')}</legend>
        <Field label={t('session.set_up_admin_name')} autoComplete="name" {...field('name')} />
        <Field
          label={t('session.login')}
          hint={t('session.set_up_login_hint')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...field('login')}
        />
        <Field
          label={t('session.password')}
          hint={t('session.set_up_password_hint', { min: PASSWORD_MIN })}
          type="password"
          autoComplete="new-password"
          {...field('password')}
        />
        <Field
          label={t('session.set_up_password_again')}
          type="password"
          autoComplete="new-password"
          {...field('again')}
        />
      </fieldset>
      <TroubleLine error={open.error} />
      <button type="submit" className="tc-button tc-button-primary" disabled={open.isPending}>
        {t('session.set_up_do')}
      </button>
    </form>
  );
}

function whatIsWrong(typed: Typed): Wrong {
  const wrong: Wrong = {};
  const needed: [keyof Typed, string][] = [
    ['place', t('session.set_up_place_name')],
    ['code', t('session.set_up_place_code')],
    ['name', t('session.set_up_admin_name')],
    ['login', t('session.login')],
    ['password', t('session.password')],
  ];
  for (const [name, field] of needed) {
    if (typed[name].trim() === '') wrong[name] = t('session.required', { field });
  }
  if (wrong.code === undefined && !/^[a-z0-9-]{2,64}$/.test(typed.code)) {
    wrong.code = t('session.set_up_place_code_wrong');
  }
  if (wrong.login === undefined && !Login.safeParse(typed.login).success)
    wrong.login = t('session.set_up_login_hint');
  if (wrong.password === undefined && typed.password.length < PASSWORD_MIN) {
    wrong.password = t('session.set_up_password_short', { min: PASSWORD_MIN });
  }
  if (typed.again !== typed.password) wrong.again = t('session.set_up_passwords_differ');
  return wrong;
}
