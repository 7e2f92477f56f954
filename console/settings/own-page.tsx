import type { ReactNode } from 'react';
import { PERMISSIONS } from '@tongchuang/domain/access/permissions.ts';
import type { Reach } from '@tongchuang/domain/access/permissions.ts';
import { chooseLocale, locale, LOCALES, t } from '@tongchuang/ui/locale/locale.ts';
import { chooseLook, look } from '@tongchuang/ui/look.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { useSignal } from '@tongchuang/ui/signal.ts';
import { useMe } from '../shell/me.tsx';
import { Choice } from '../shell/top-bar.tsx';

const reachWord = (reach: Reach): string =>
  ({ own: t('settings.reach_own'), subtree: t('settings.reach_subtree'), all: t('settings.reach_all') })[
    reach
  ];

/** Who I am to the house, what I may do, and how it looks to me. */
export default function OwnPage(): ReactNode {
  const me = useMe();
  const language = useSignal(locale);
  const chosen = useSignal(look);
  return (
    <>
      <PageHead title={t('settings.title')} summary={t('settings.summary')} />
      <section className="tc-sheet">
        <h2>{t('settings.account')}</h2>
        <dl className="tc-facts">
          <dt>{t('settings.name')}</dt>
          <dd>{me.name}</dd>
          <dt>{t('settings.unit')}</dt>
          <dd>{me.unit.name}</dd>
          <dt>{t('settings.roles')}</dt>
          <dd>{me.roles.map((role) => role.name).join('、')}</dd>
          <dt>{t('settings.place')}</dt>
          <dd>{me.tenant.name}</dd>
        </dl>
      </section>
      <section className="tc-sheet">
        <Choice
          title={t('house.language')}
          of={LOCALES.map(({ code, name }) => ({ value: code, name }))}
          chosen={language}
          choose={(next) => void chooseLocale(next)}
        />
        <Choice
          title={t('house.look')}
          of={[
            { value: 'light', name: t('house.look_light') },
            { value: 'dark', name: t('house.look_dark') },
          ]}
          chosen={chosen}
          choose={chooseLook}
        />
      </section>
      <section className="tc-sheet">
        <h2>{t('settings.rights')}</h2>
        <ul className="tc-rights">
          {me.grants.map((grant) => (
            <li key={`${grant.permission} ${grant.reach} ${grant.unitId}`}>
              {PERMISSIONS[grant.permission][language === 'en' ? 'en' : 'zh']}{' '}
              <small className="tc-quiet">{reachWord(grant.reach)}</small>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
