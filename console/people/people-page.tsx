import type { ReactNode } from 'react';
import { ACCOUNT_STATES, listPeople, type PersonLine } from '@tongchuang/contract/people.ts';
import type { PersonId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { found } from '@tongchuang/ui/pinyin.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { Filters } from '../pieces/filters.tsx';
import { Phone } from '../pieces/personal.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { AccountTag, saySignedIn } from './account-tag.tsx';
import { AddPerson } from './person-forms.tsx';
import { PersonDetail } from './person-detail.tsx';
import './people.css';

/** 人员与权限: who is there, who can sign in, what each may do. */
export default function PeoplePage(): ReactNode {
  const people = useCall(listPeople, { query: {} });
  const url = useUrl();
  const mayEdit = useMay('people.edit');
  return (
    <>
      <PageHead
        title={t('people.title')}
        {...(people.data === undefined ? {} : { summary: <Summary of={people.data.people} /> })}
        action={
          mayEdit ? (
            <button
              type="button"
              className="tc-button tc-button-primary"
              onClick={() => url.set({ new: 'person', open: null })}
            >
              {t('people.add')}
            </button>
          ) : undefined
        }
      />
      <Loaded of={people} lines={12}>
        {(reply) => <List people={reply.people} />}
      </Loaded>
      <SideDrawer title={t('people.person')}>{(id) => <PersonDetail id={id as PersonId} />}</SideDrawer>
      <SideDrawer name="new" title={t('people.add')} width={480}>
        {() => <AddPerson />}
      </SideDrawer>
    </>
  );
}

function Summary({ of }: { of: readonly PersonLine[] }): ReactNode {
  const count = (state: PersonLine['account']) => of.filter((one) => one.account === state).length;
  const unit = t('people.counter');
  return (
    <Sentence
      of={t('people.summary', { people: '{people}', accounts: '{accounts}', blocked: '{blocked}' })}
      with={{
        people: <Counted value={of.length} unit={unit} says={t('people.says_people')} href="/people" />,
        accounts: (
          <Counted
            value={count('active')}
            unit={unit}
            says={t('people.says_accounts')}
            href="/people?account=active"
          />
        ),
        blocked: (
          <Counted
            value={count('blocked')}
            unit={unit}
            says={t('people.says_blocked')}
            href="/people?account=blocked"
          />
        ),
      }}
    />
  );
}

function List({ people }: { people: readonly PersonLine[] }): ReactNode {
  const url = useUrl();
  const wanted = url.get('q');
  const [units, roles, accounts] = [url.list('unit'), url.list('role'), url.list('account')];
  const shown = people.filter(
    (one) =>
      found(`${one.name} ${one.login ?? ''} ${one.unit.shortName ?? ''} ${one.unit.name}`, wanted) &&
      (units.length === 0 || units.includes(one.unit.id)) &&
      (accounts.length === 0 || accounts.includes(one.account)) &&
      (roles.length === 0 || one.roles.some((role) => roles.includes(role))),
  );
  const byUnit = new Map(people.map((one) => [one.unit.id, one.unit]));
  const names = [...new Set(people.flatMap((one) => one.roles))];
  const count = (of: (one: PersonLine) => boolean) => people.filter(of).length;
  return (
    <>
      <Filters
        search="q"
        of={[
          {
            name: 'unit',
            title: t('people.unit'),
            options: [...byUnit.values()].map((unit) => ({
              value: unit.id,
              label: unit.shortName ?? unit.name,
            })),
          },
          {
            name: 'role',
            title: t('people.role'),
            options: names.map((value) => ({
              value,
              label: value,
              count: count((one) => one.roles.includes(value)),
            })),
          },
          {
            name: 'account',
            title: t('people.account'),
            options: ACCOUNT_STATES.map((value) => ({
              value,
              label: t(`people.account_${value}`),
              count: count((one) => one.account === value),
            })),
          },
        ]}
      />
      <DataTable
        name="people"
        label={t('people.title')}
        columns={columns()}
        rows={shown}
        idOf={idOf}
        href={(one) => url.with({ open: one.id, new: null })}
        {...(people.length === 0
          ? { empty: <Empty title={t('people.empty')}>{t('people.empty_hint')}</Empty> }
          : {})}
      />
    </>
  );
}

const idOf = (one: PersonLine): string => one.id;
const columns = (): readonly Column<PersonLine>[] => [
  { name: 'name', title: t('people.name'), cell: (one) => one.name, value: (one) => one.name, width: 90 },
  { name: 'post', title: t('people.post'), cell: (one) => one.title, value: (one) => one.title, width: 140 },
  {
    name: 'unit',
    title: t('people.unit'),
    cell: (one) => one.unit.shortName ?? one.unit.name,
    value: (one) => one.unit.name,
    width: 140,
  },
  {
    name: 'roles',
    title: t('people.roles'),
    cell: (one) => one.roles.join('、'),
    value: (one) => one.roles.join('、'),
    width: 160,
  },
  {
    name: 'account',
    title: t('people.account'),
    cell: (one) => <AccountTag of={one.account} />,
    value: (one) => ACCOUNT_STATES.indexOf(one.account),
    code: true,
  },
  {
    name: 'login',
    title: t('people.login'),
    cell: (one) => one.login,
    value: (one) => one.login,
    code: true,
  },
  {
    name: 'signed-in',
    title: t('people.signed_in'),
    cell: (one) => saySignedIn(one),
    value: (one) => saySignedIn(one),
    code: true,
  },
  {
    name: 'phone',
    title: t('people.phone'),
    cell: (one) => one.phone && <Phone of="people" person={one} masked={one.phone} />,
    value: (one) => one.phone,
    code: true,
    aside: true,
  },
  {
    name: 'code',
    title: t('people.code'),
    cell: (one) => one.code,
    value: (one) => one.code,
    code: true,
    aside: true,
  },
];
