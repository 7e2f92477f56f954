import type { ReactNode } from 'react';
import { getUnit, removeUnitName, type UnitPage } from '@tongchuang/contract/organisation.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { PairingKind } from '@tongchuang/domain/organisation/body.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { PersonTag } from '@tongchuang/ui/pieces/tags.tsx';
import { sayDate } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { Phone } from '../pieces/personal.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { UnitForm, type UnitAct } from './unit-forms.tsx';
import { bodyWord, kindWord, ORGANISATION_CHANGES, pairingWord, successionWord, tierWord } from './words.ts';

const ACTS: readonly UnitAct[] = ['edit', 'change_head', 'set_chain', 'add_name', 'rename', 'move', 'merge'];

/** One unit; in a drawer beside the list, and on a page of its own. */
export function UnitDetail({ id, isPage }: { id: UnitId; isPage?: boolean }): ReactNode {
  const unit = useCall(getUnit, { params: { id } });
  const url = useUrl();
  const act = url.get('do') as UnitAct | '';
  return (
    <Loaded of={unit} lines={10}>
      {(page) =>
        ACTS.includes(act as UnitAct) ? (
          <>
            <button type="button" className="tc-link tc-unit-back" onClick={() => url.set({ do: null })}>
              ‹ {page.shortName ?? page.name}
            </button>
            <h3 className="tc-unit-act">{t(`organisation.${act as UnitAct}`)}</h3>
            <UnitForm act={act as UnitAct} of={page} onDone={() => url.set({ do: null })} />
          </>
        ) : (
          <Parts of={page} isPage={isPage === true} />
        )
      }
    </Loaded>
  );
}

function Parts({ of, isPage }: { of: UnitPage; isPage: boolean }): ReactNode {
  const url = useUrl();
  const mayEdit = useMay('organisation.edit') && of.validTo === null;
  return (
    <div className="tc-unit-parts">
      {!isPage && (
        <h3>
          {of.name} {of.validTo !== null && <StatusTag tone="muted">{t('organisation.ended')}</StatusTag>}
        </h3>
      )}
      <Facts of={of} />
      {mayEdit && (
        <div className="tc-buttons">
          {ACTS.map((act) => (
            <button key={act} type="button" className="tc-button" onClick={() => url.set({ do: act })}>
              {t(`organisation.${act}`)}
            </button>
          ))}
        </div>
      )}
      <Chain of={of} />
      <Names of={of} mayEdit={mayEdit} />
      <Posts of={of} />
      <History of={of} />
      <Bodies of={of} />
      <Pairings of={of} />
      <Children of={of} />
    </div>
  );
}

function Facts({ of }: { of: UnitPage }): ReactNode {
  const maySee = useMay('people.read');
  return (
    <dl className="tc-facts">
      <dt>{t('organisation.code')}</dt>
      <dd>
        <code>{of.code}</code>
      </dd>
      <dt>{t('organisation.kind')}</dt>
      <dd>{[kindWord(of.kind), tierWord(of.tier), of.sector].filter(Boolean).join(' · ')}</dd>
      {of.path.length > 0 && (
        <>
          <dt>{t('organisation.parent')}</dt>
          <dd>
            {of.path.map((above, n) => (
              <span key={above.id}>
                {n > 0 && ' › '}
                <a href={`/organisation/units/${above.id}`}>{above.shortName ?? above.name}</a>
              </span>
            ))}
          </dd>
        </>
      )}
      {of.division !== null && (
        <>
          <dt>{t('organisation.in_division')}</dt>
          <dd>
            {of.division.name} <code>{of.division.code}</code>
          </dd>
        </>
      )}
      <dt>{t('organisation.head')}</dt>
      <dd>{of.head === null ? <Missing /> : <PersonTag name={of.head.name} post={of.head.title ?? ''} />}</dd>
      <dt>{t('organisation.contact')}</dt>
      <dd>
        {of.contact === null ? (
          <Missing />
        ) : (
          <>
            <PersonTag name={of.contact.name} post={of.contact.title ?? ''} />{' '}
            {of.contact.phone && <Phone of="contacts" person={of.contact} masked={of.contact.phone} />}
          </>
        )}
      </dd>
      {maySee && (
        <>
          <dt>{t('organisation.people')}</dt>
          <dd>
            {t('organisation.people_count', { count: of.people })} ·{' '}
            <a href={`/people?unit=${of.id}`}>{t('organisation.see_people')}</a> ·{' '}
            <a href={`/units/${of.id}`}>{t('organisation.see_tasks')}</a>
          </dd>
        </>
      )}
    </dl>
  );
}

const Missing = (): ReactNode => <StatusTag tone="warn">{t('organisation.no_one')}</StatusTag>;

/** 分管领导 → 承办科室 → 责任人, drawn as the chain that it is. */
function Chain({ of: { chain } }: { of: UnitPage }): ReactNode {
  const links = [
    { title: t('organisation.leader'), value: chain.leader?.name ?? null },
    { title: t('organisation.section'), value: chain.section },
    { title: t('organisation.person'), value: chain.person?.name ?? null },
  ];
  return (
    <section>
      <h3>{t('organisation.chain')}</h3>
      <ol className="tc-chain">
        {links.map(({ title, value }) => (
          <li key={title} className={value === null ? 'tc-chain-gap' : undefined}>
            <small>{title}</small>
            <b>{value ?? t('organisation.no_one')}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Names({ of, mayEdit }: { of: UnitPage; mayEdit: boolean }): ReactNode {
  const remove = useAct(removeUnitName, { changes: ORGANISATION_CHANGES });
  if (of.names.length === 0) return null;
  return (
    <section>
      <h3>{t('organisation.names')}</h3>
      <p className="tc-quiet">{t('organisation.names_hint')}</p>
      <ul className="tc-names">
        {of.names.map(({ name, origin, until }) => (
          <li key={name}>
            {name}{' '}
            <small className="tc-quiet">
              {t(`organisation.origin_${origin}`)}
              {until !== null && ` · ${t('organisation.until_day', { day: sayDate(until) })}`}
            </small>
            {mayEdit && origin !== 'former' && (
              <button
                type="button"
                className="tc-icon-button"
                aria-label={`${t('house.remove')} ${name}`}
                onClick={() => remove.mutate({ params: { id: of.id }, body: { name } })}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Posts({ of }: { of: UnitPage }): ReactNode {
  const [now, past] = [
    of.posts.filter((post) => post.until === null),
    of.posts.filter((post) => post.until !== null),
  ];
  if (of.posts.length === 0) return null;
  return (
    <section>
      <h3>{t('organisation.posts')}</h3>
      <ul className="tc-lines">
        {now.map((post) => (
          <li key={post.id}>
            <PersonTag name={post.person.name} post={post.title} />
            <small className="tc-quiet">{t('organisation.since_day', { day: sayDate(post.since) })}</small>
          </li>
        ))}
      </ul>
      {past.length > 0 && (
        <details>
          <summary>
            {t('organisation.posts_past')} {past.length}
          </summary>
          <ul className="tc-lines">
            {past.map((post) => (
              <li key={post.id}>
                <PersonTag name={post.person.name} post={post.title} left />
                <small className="tc-quiet">
                  {sayDate(post.since)} – {post.until !== null && sayDate(post.until)}
                </small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function History({ of }: { of: UnitPage }): ReactNode {
  if (of.successions.length === 0) return null;
  return (
    <section>
      <h3>{t('organisation.history')}</h3>
      <ul className="tc-lines">
        {of.successions.map((step) => (
          <li key={step.id}>
            <span>
              {t(`organisation.${step.direction}_unit`)}{' '}
              <a href={`/organisation/units/${step.unit.id}`}>{step.unit.name}</a>
            </span>
            <small className="tc-quiet">
              {[sayDate(step.on), successionWord(step.kind), step.document].filter(Boolean).join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Bodies({ of }: { of: UnitPage }): ReactNode {
  if (of.bodies.length === 0) return null;
  return (
    <section>
      <h3>{t('organisation.in_bodies')}</h3>
      <ul className="tc-lines">
        {of.bodies.map((body) => (
          <li key={body.id}>
            <a href={`/organisation?view=bodies&body=${body.id}`}>{body.name}</a>
            <small className="tc-quiet">
              {bodyWord(body.kind as Parameters<typeof bodyWord>[0])} ·{' '}
              {t(body.as === 'own' ? 'organisation.own_body' : 'organisation.member_of')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Pairings({ of }: { of: UnitPage }): ReactNode {
  if (of.pairings.length === 0) return null;
  return (
    <section>
      <h3>{t('organisation.pairings')}</h3>
      <ul className="tc-lines">
        {of.pairings.map((one) => (
          <li key={one.id}>
            <PersonTag name={one.person.name} post={one.person.title ?? ''} />
            <small className="tc-quiet">
              {pairingWord(one.kind as PairingKind)} · {one.with}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Children({ of }: { of: UnitPage }): ReactNode {
  if (of.children.length === 0) return null;
  return (
    <section>
      <h3>
        {t('organisation.children')} <small className="tc-quiet">{of.children.length}</small>
      </h3>
      <ul className="tc-names">
        {of.children.map((child) => (
          <li key={child.id}>
            <a href={`/organisation/units/${child.id}`}>{child.shortName ?? child.name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
