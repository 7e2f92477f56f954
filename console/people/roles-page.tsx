import { useState, type ReactNode } from 'react';
import { listRoles, saveRole, type Role } from '@tongchuang/contract/people.ts';
import { PERMISSIONS, REACHES, type Permission, type Reach } from '@tongchuang/domain/access/permissions.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { ActForm } from '../pieces/act-form.tsx';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useUrl } from '../pieces/url-state.ts';
import './people.css';

const NEW = 'new';

/** 角色: which rights each has, and how far they reach. */
export default function RolesPage(): ReactNode {
  const roles = useCall(listRoles, {});
  const url = useUrl();
  return (
    <>
      <PageHead
        title={t('people.roles_title')}
        summary={t('people.roles_summary')}
        back={{ href: '/people', title: t('people.title') }}
        action={
          <button
            type="button"
            className="tc-button tc-button-primary"
            onClick={() => url.set({ open: NEW })}
          >
            {t('people.add_role')}
          </button>
        }
      />
      <Loaded of={roles}>
        {(reply) => (
          <>
            <DataTable
              name="roles"
              label={t('people.roles_title')}
              columns={columns()}
              rows={reply.roles}
              idOf={(role) => role.code}
              href={(role) => url.with({ open: role.code })}
            />
            <SideDrawer title={t('people.edit_role')} width={600}>
              {(code) => {
                const role = reply.roles.find((one) => one.code === code) ?? null;
                return <RoleForm key={`${code} ${role?.version ?? 0}`} of={role} />;
              }}
            </SideDrawer>
          </>
        )}
      </Loaded>
    </>
  );
}

const permissionWord = (permission: Permission): string =>
  PERMISSIONS[permission][locale.get() === 'en' ? 'en' : 'zh'];

const grantWords = (role: Role): string =>
  role.grants.map((grant) => permissionWord(grant.permission)).join(locale.get() === 'en' ? ', ' : '、');

const columns = (): readonly Column<Role>[] => [
  {
    name: 'name',
    title: t('people.role_name'),
    cell: (role) => role.name,
    value: (role) => role.name,
    width: 140,
  },
  {
    name: 'code',
    title: t('people.role_code'),
    cell: (role) => <code>{role.code}</code>,
    value: (role) => role.code,
    code: true,
  },
  {
    name: 'grants',
    title: t('people.grants'),
    cell: (role) => grantWords(role),
    value: (role) => grantWords(role),
    width: 320,
    sorts: false,
  },
  {
    name: 'totp',
    title: t('people.authenticator'),
    cell: (role) =>
      role.needsTotp ? <StatusTag tone="info">{t('people.totp_yes')}</StatusTag> : t('people.totp_no'),
    value: (role) => (role.needsTotp ? 1 : 0),
    code: true,
  },
  {
    name: 'holders',
    title: t('people.holders'),
    cell: (role) => <a href={`/people?role=${encodeURIComponent(role.name)}`}>{role.holders}</a>,
    value: (role) => role.holders,
    number: true,
  },
];

/** Every permission with its reach: none, own unit, own and below, everything. */
function RoleForm({ of }: { of: Role | null }): ReactNode {
  const url = useUrl();
  const [code, setCode] = useState(of?.code ?? '');
  const [name, setName] = useState(of?.name ?? '');
  const [needsTotp, setNeeds] = useState(of?.needsTotp ?? false);
  const [grants, setGrants] = useState<ReadonlyMap<Permission, Reach>>(
    new Map(of?.grants.map((grant) => [grant.permission, grant.reach])),
  );
  const act = useAct(saveRole, {
    changes: ['people.', 'session.me'],
    onDone: () => {
      tell(t('people.role_saved'));
      url.set({ open: null });
    },
  });
  const choose = (permission: Permission, reach: Reach | null) => {
    const next = new Map(grants);
    if (reach === null) next.delete(permission);
    else next.set(permission, reach);
    setGrants(next);
  };
  return (
    <ActForm
      act={act}
      verb={t('people.save')}
      ready={name.trim() !== '' && /^[a-z][a-z0-9_]{1,39}$/.test(code)}
      onSubmit={() =>
        act.mutate({
          params: { code },
          body: {
            version: of?.version ?? 0,
            name,
            needsTotp,
            grants: [...grants].map(([permission, reach]) => ({ permission, reach })),
          },
        })
      }
    >
      <Field label={t('people.role_name')} value={name} onChange={setName} required maxLength={40} />
      {of === null && (
        <Field
          label={t('people.role_code')}
          hint={t('people.role_code_hint')}
          value={code}
          onChange={setCode}
          required
          maxLength={40}
        />
      )}
      <label className="tc-check">
        <input type="checkbox" checked={needsTotp} onChange={(event) => setNeeds(event.target.checked)} />
        <span>{t('people.needs_totp')}</span>
      </label>
      <table className="tc-grants">
        <thead>
          <tr>
            <th scope="col">{t('people.grants')}</th>
            <th scope="col">{t('people.reach')}</th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(PERMISSIONS) as Permission[]).map((permission) => (
            <tr key={permission}>
              <th scope="row">{permissionWord(permission)}</th>
              <td>
                <select
                  className="tc-input"
                  aria-label={permissionWord(permission)}
                  value={grants.get(permission) ?? ''}
                  onChange={(event) => choose(permission, (event.target.value || null) as Reach | null)}
                >
                  <option value="">{t('people.reach_none')}</option>
                  {REACHES.map((reach) => (
                    <option key={reach} value={reach}>
                      {t(`people.reach_${reach}`)}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ActForm>
  );
}
