import { useState, type ReactNode } from 'react';
import { getPerson, type PersonPage } from '@tongchuang/contract/people.ts';
import type { PersonId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayDate } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { Phone } from '../pieces/personal.tsx';
import { ObjectTrail } from '../pieces/object-trail.tsx';
import { useMay } from '../shell/me.tsx';
import { AccountTag, saySignedIn } from './account-tag.tsx';
import { Account } from './account-section.tsx';
import { EditPerson } from './person-forms.tsx';
import { HeldRoles } from './roles-section.tsx';
import { Sessions } from './sessions-section.tsx';

/** One person: where he is, what he may do, how he gets in. */
export function PersonDetail({ id }: { id: PersonId }): ReactNode {
  const person = useCall(getPerson, { params: { id } });
  return <Loaded of={person}>{(page) => <Parts key={page.id} of={page} />}</Loaded>;
}

function Parts({ of }: { of: PersonPage }): ReactNode {
  const [editing, setEditing] = useState(false);
  const [trail, setTrail] = useState(false);
  const may = { edit: useMay('people.edit'), audit: useMay('audit.read') };
  if (editing) return <EditPerson of={of} onDone={() => setEditing(false)} />;
  return (
    <div className="tc-person-parts">
      <h3>
        {of.name} <AccountTag of={of.account} />
      </h3>
      <dl className="tc-facts">
        <dt>{t('people.unit')}</dt>
        <dd>
          <a href={`/organisation/units/${of.unit.id}`}>{of.unit.name}</a>
        </dd>
        <dt>{t('people.post')}</dt>
        <dd>{of.title ?? '–'}</dd>
        <dt>{t('people.phone')}</dt>
        <dd>{of.phone === null ? '–' : <Phone of="people" person={of} masked={of.phone} />}</dd>
        <dt>{t('people.code')}</dt>
        <dd>{of.code === null ? '–' : <code>{of.code}</code>}</dd>
        <dt>{t('people.signed_in')}</dt>
        <dd>{saySignedIn(of)}</dd>
      </dl>
      {may.edit && (
        <div className="tc-buttons">
          <button type="button" className="tc-button" onClick={() => setEditing(true)}>
            {t('people.edit')}
          </button>
        </div>
      )}
      <HeldRoles of={of} mayEdit={may.edit} />
      {may.edit && <Account of={of} />}
      {may.edit && of.login !== null && <Sessions of={of} />}
      <Posts of={of} />
      {may.audit && (
        <section>
          {trail ? (
            <>
              <h3>{t('people.trail')}</h3>
              <ObjectTrail kind="person" id={of.id} />
            </>
          ) : (
            <button type="button" className="tc-link" onClick={() => setTrail(true)}>
              {t('people.see_trail')}
            </button>
          )}
        </section>
      )}
    </div>
  );
}

function Posts({ of }: { of: PersonPage }): ReactNode {
  if (of.posts.length === 0) return null;
  return (
    <section>
      <h3>{t('people.posts')}</h3>
      <ul className="tc-lines">
        {of.posts.map((post) => (
          <li key={`${post.of} ${post.title} ${post.since}`}>
            <span className={post.until === null ? undefined : 'tc-left'}>
              {post.of} {post.title}
            </span>
            <small className="tc-quiet">
              {sayDate(post.since)}
              {post.until !== null && ` – ${sayDate(post.until)}`}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
