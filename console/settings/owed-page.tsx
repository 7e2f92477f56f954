import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import type { Owed } from '@tongchuang/domain/access/may.ts';
import { giveCode } from '@tongchuang/contract/session.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { loadWords, t } from '@tongchuang/ui/locale/locale.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import AuthenticatorForm from './authenticator-form.tsx';
import { PasswordForm } from './password-form.tsx';
import './settings.css';

/** What a session still owes before any other door opens; drawn in place of every page. */
export default function OwedPage({ owes }: { owes: Owed }): ReactNode {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    void loadWords('session').then(() => setReady(true));
  }, []);
  if (!ready) return null;
  const { title, why, form } = {
    password: {
      title: t('session.needs_password'),
      why: t('session.needs_password_why'),
      form: <PasswordForm />,
    },
    authenticator: {
      title: t('session.needs_authenticator'),
      why: t('session.needs_authenticator_why'),
      form: <AuthenticatorForm />,
    },
    code: { title: t('session.needs_code'), why: t('session.needs_code_why'), form: <CodeForm /> },
  }[owes];
  return (
    <>
      <PageHead title={title} summary={why} />
      <section className="tc-sheet">{form}</section>
    </>
  );
}

function CodeForm(): ReactNode {
  const [code, setCode] = useState('');
  const give = useAct(giveCode);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (/^\d{6}$/.test(code)) give.mutate({ body: { code } });
  };
  return (
    <form onSubmit={submit} className="tc-narrow-form">
      <Field
        label={t('session.code')}
        hint={t('session.code_hint')}
        value={code}
        onChange={(typed) => setCode(typed.replaceAll(/\D/g, '').slice(0, 6))}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        autoFocus
      />
      <TroubleLine error={give.error} />
      <button type="submit" className="tc-button tc-button-primary" disabled={give.isPending}>
        {t('session.confirm')}
      </button>
    </form>
  );
}
