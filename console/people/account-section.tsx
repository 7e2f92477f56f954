import { useState, type ReactNode } from 'react';
import {
  blockPerson,
  openAccount,
  resetAuthenticator,
  resetPassword,
  type PersonPage,
} from '@tongchuang/contract/people.ts';
import { Refused } from '@tongchuang/ui/call.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { ActForm, orNull } from '../pieces/act-form.tsx';
import { useMe } from '../shell/me.tsx';
import { newOneTimePassword } from './one-time-password.ts';

const trouble = {
  onTrouble: (error: Error) => tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer')),
};

/** How a person gets in, and what an administrator does about it. */
export function Account({ of }: { of: PersonPage }): ReactNode {
  const [password, setPassword] = useState<string | null>(null);
  return (
    <section>
      <h3>{t('people.account')}</h3>
      {password !== null && <OneTime password={password} />}
      {!of.withinOwn ? (
        <p className="tc-notice">{t('people.beyond_own')}</p>
      ) : of.login === null ? (
        <Open of={of} onDone={setPassword} />
      ) : (
        <Known of={of} onReset={setPassword} />
      )}
    </section>
  );
}

function OneTime({ password }: { password: string }): ReactNode {
  return (
    <div className="tc-notice tc-notice-good">
      <p>
        {t('people.one_time')} <code className="tc-one-time">{password}</code>{' '}
        <button
          type="button"
          className="tc-link"
          onClick={() => void navigator.clipboard.writeText(password).then(() => tell(t('people.copied')))}
        >
          {t('people.copy')}
        </button>
      </p>
      <p className="tc-quiet">{t('people.one_time_hint')}</p>
    </div>
  );
}

interface OpenProps {
  of: PersonPage;
  onDone: (password: string) => void;
}

function Open({ of, onDone }: OpenProps): ReactNode {
  const [login, setLogin] = useState('');
  const [subject, setSubject] = useState('');
  const [password] = useState(newOneTimePassword);
  const act = useAct(openAccount, {
    changes: ['people.', 'organisation.gaps'],
    onDone: () => {
      tell(t('people.account_opened'));
      onDone(password);
    },
  });
  return (
    <ActForm
      act={act}
      verb={t('people.open_account')}
      ready={login.length >= 3}
      onSubmit={() =>
        act.mutate({
          params: { id: of.id },
          body: { version: of.version, login, password, providerSubject: orNull(subject) },
        })
      }
    >
      <Field
        label={t('people.login')}
        hint={t('people.login_hint')}
        value={login}
        onChange={(value) => setLogin(value.toLowerCase())}
        pattern="[a-z0-9][a-z0-9._\-]{2,31}"
        autoComplete="off"
        required
      />
      <Field
        label={t('people.subject')}
        hint={t('people.subject_hint')}
        value={subject}
        onChange={setSubject}
        autoComplete="off"
      />
    </ActForm>
  );
}

function Known({ of, onReset }: { of: PersonPage; onReset: (password: string) => void }): ReactNode {
  const isMe = useMe().personId === of.id;
  const reset = useAct(resetPassword, {
    ...trouble,
    onDone: (_reply, given) => {
      tell(t('people.password_was_reset'));
      onReset(given.body.password);
    },
  });
  const unbind = useAct(resetAuthenticator, {
    ...trouble,
    onDone: () => tell(t('people.authenticator_was_reset')),
  });
  const block = useAct(blockPerson, {
    ...trouble,
    onDone: (_reply, given) => tell(t(given.body.blocked ? 'people.was_blocked' : 'people.was_unblocked')),
  });
  const isBlocked = of.account === 'blocked';
  const on = { params: { id: of.id } };
  const { version } = of;
  return (
    <>
      <dl className="tc-facts">
        <dt>{t('people.login')}</dt>
        <dd>
          <code>{of.login}</code>{' '}
          {!of.hasPassword && <small className="tc-quiet">{t('people.no_password')}</small>}
          {of.passwordMustChange && of.hasPassword && (
            <small className="tc-quiet">{t('people.must_change')}</small>
          )}
        </dd>
        {of.providerSubject !== null && (
          <>
            <dt>{t('people.subject')}</dt>
            <dd>{of.providerSubject}</dd>
          </>
        )}
        <dt>{t('people.authenticator')}</dt>
        <dd>{of.hasAuthenticator ? t('people.authenticator_on') : t('people.authenticator_off')}</dd>
      </dl>
      {!isMe && (
        <div className="tc-buttons">
          <button
            type="button"
            className="tc-button"
            disabled={reset.isPending}
            onClick={() => reset.mutate({ ...on, body: { version, password: newOneTimePassword() } })}
          >
            {t('people.reset_password')}
          </button>
          {of.hasAuthenticator && (
            <button
              type="button"
              className="tc-button"
              disabled={unbind.isPending}
              onClick={() => unbind.mutate({ ...on, body: { version } })}
            >
              {t('people.reset_authenticator')}
            </button>
          )}
          <button
            type="button"
            className="tc-button"
            disabled={block.isPending}
            onClick={() => block.mutate({ ...on, body: { version, blocked: !isBlocked } })}
          >
            {isBlocked ? t('people.unblock') : t('people.block')}
          </button>
        </div>
      )}
    </>
  );
}
