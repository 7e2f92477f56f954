import { useState, type FormEvent, type ReactNode } from 'react';
import { changePassword } from '@tongchuang/contract/session.ts';
import { SHORTEST_PASSWORD } from '@tongchuang/domain/access/password-rule.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';

/** 修改密码. The server judges how strong it is; here only what it would refuse at once. */
export function PasswordForm(): ReactNode {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = useAct(changePassword, {
    onDone: () => {
      setCurrent('');
      setNext('');
      setAgain('');
      tell(t('session.password_changed'));
    },
  });
  const differs = again !== '' && again !== next;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (current !== '' && next !== '' && next === again) change.mutate({ body: { current, next } });
  };
  return (
    <form onSubmit={submit} className="tc-narrow-form">
      <Field
        label={t('session.current_password')}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
        required
      />
      <Field
        label={t('session.next_password')}
        hint={t('session.set_up_password_hint', { min: SHORTEST_PASSWORD })}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={setNext}
        required
      />
      <Field
        label={t('session.next_password_again')}
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        wrong={differs ? t('session.set_up_passwords_differ') : null}
        required
      />
      <TroubleLine error={change.error} />
      <button type="submit" className="tc-button tc-button-primary" disabled={change.isPending}>
        {t('session.change_password')}
      </button>
    </form>
  );
}
