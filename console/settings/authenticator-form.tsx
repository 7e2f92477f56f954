import { useState, type FormEvent, type ReactNode } from 'react';
import { QRCode } from 'antd';
import { newAuthenticator, setAuthenticator } from '@tongchuang/contract/session.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';

/** 绑定动态口令: a fresh secret to scan, a code from it, and the password as proof of who asks. */
export default function AuthenticatorForm({ onDone }: { onDone?: () => void }): ReactNode {
  // One secret as long as this form is open: asking again would change it under the person's eyes.
  const fresh = useCall(newAuthenticator, {}, { staleMs: Number.POSITIVE_INFINITY });
  return (
    <Loaded of={fresh}>{({ secret, uri }) => <Bind secret={secret} uri={uri} onDone={onDone} />}</Loaded>
  );
}

interface BindProps {
  secret: string;
  uri: string;
  onDone: (() => void) | undefined;
}

function Bind({ secret, uri, onDone }: BindProps): ReactNode {
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const bind = useAct(setAuthenticator, {
    onDone: () => {
      tell(t('session.authenticator_done'));
      onDone?.();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (/^\d{6}$/.test(code) && password !== '') bind.mutate({ body: { secret, code, password } });
  };
  return (
    <form onSubmit={submit} className="tc-narrow-form">
      <p>{t('session.authenticator_step')}</p>
      <div role="img" aria-label={t('session.authenticator_qr')}>
        <QRCode value={uri} size={176} type="svg" color="#000" bgColor="#fff" />
      </div>
      <p className="tc-secret">
        {t('session.authenticator_secret')} <code>{secret.replaceAll(/(.{4})/g, '$1 ').trim()}</code>
      </p>
      <Field
        label={t('session.code')}
        value={code}
        onChange={(typed) => setCode(typed.replaceAll(/\D/g, '').slice(0, 6))}
        wrong={code !== '' && code.length < 6 && bind.isError ? t('session.code_six') : null}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
      />
      <Field
        label={t('session.current_password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        required
      />
      <TroubleLine error={bind.error} />
      <button type="submit" className="tc-button tc-button-primary" disabled={bind.isPending}>
        {t('session.authenticator_bind')}
      </button>
    </form>
  );
}
