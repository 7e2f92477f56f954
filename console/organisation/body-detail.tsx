import type { ReactNode } from 'react';
import { endPost, getBody, type BodyPage } from '@tongchuang/contract/bodies.ts';
import type { BodyId } from '@tongchuang/domain/kernel/ids.ts';
import { Refused } from '@tongchuang/ui/call.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { PersonTag } from '@tongchuang/ui/pieces/tags.tsx';
import { tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { dayOf, sayDate } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { BodyForm, type BodyAct } from './body-forms.tsx';
import { bodyWord, ORGANISATION_CHANGES } from './words.ts';

const ACTS: readonly BodyAct[] = ['edit', 'give_post', 'set_members', 'set_zone'];

/** One body: who leads it, which units are in it, where it works, who is seconded to it. */
export function BodyDetail({ id }: { id: BodyId }): ReactNode {
  const body = useCall(getBody, { params: { id } });
  const url = useUrl();
  const act = ACTS.find((one) => one === url.get('do'));
  return (
    <Loaded of={body} lines={10}>
      {(page) =>
        act === undefined ? (
          <Parts of={page} />
        ) : (
          <>
            <button type="button" className="tc-link tc-unit-back" onClick={() => url.set({ do: null })}>
              ‹ {page.name}
            </button>
            <h3 className="tc-unit-act">{t(`organisation.${act}`)}</h3>
            <BodyForm act={act} of={page} onDone={() => url.set({ do: null })} />
          </>
        )
      }
    </Loaded>
  );
}

function Parts({ of }: { of: BodyPage }): ReactNode {
  const url = useUrl();
  const mayEdit = useMay('organisation.edit');
  return (
    <div className="tc-unit-parts">
      <h3>{of.name}</h3>
      <dl className="tc-facts">
        <dt>{t('organisation.kind')}</dt>
        <dd>{bodyWord(of.kind)}</dd>
        {of.parent !== null && (
          <>
            <dt>{t('organisation.upper_body')}</dt>
            <dd>
              <a href={`/organisation?view=bodies&body=${of.parent.id}`}>{of.parent.name}</a>
            </dd>
          </>
        )}
        <dt>{t('organisation.of_unit')}</dt>
        <dd>
          {of.unit === null ? (
            t('organisation.whole_place')
          ) : (
            <a href={`/organisation/units/${of.unit.id}`}>{of.unit.shortName ?? of.unit.name}</a>
          )}
        </dd>
        {of.document !== null && (
          <>
            <dt>{t('organisation.document')}</dt>
            <dd>
              {of.document}
              {of.foundedOn !== null && <small className="tc-quiet"> {sayDate(of.foundedOn)}</small>}
            </dd>
          </>
        )}
        {of.aliases.length > 0 && (
          <>
            <dt>{t('organisation.aliases')}</dt>
            <dd>{of.aliases.join('、')}</dd>
          </>
        )}
        {of.duties !== null && (
          <>
            <dt>{t('organisation.duties')}</dt>
            <dd>{of.duties}</dd>
          </>
        )}
        {of.divisions.length > 0 && (
          <>
            <dt>{t('organisation.zone_divisions')}</dt>
            <dd>{of.divisions.map((one) => one.name).join('、')}</dd>
          </>
        )}
      </dl>
      {mayEdit && (
        <div className="tc-buttons">
          {ACTS.filter((act) => act !== 'set_zone' || of.kind === 'zone').map((act) => (
            <button key={act} type="button" className="tc-button" onClick={() => url.set({ do: act })}>
              {t(`organisation.${act}`)}
            </button>
          ))}
        </div>
      )}
      <Posts of={of} mayEdit={mayEdit} />
      <Members of={of} />
      <Staff of={of} />
    </div>
  );
}

function Posts({ of, mayEdit }: { of: BodyPage; mayEdit: boolean }): ReactNode {
  const end = useAct(endPost, {
    changes: ORGANISATION_CHANGES,
    onDone: () => tell(t('organisation.saved')),
    onTrouble: (error) => tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer')),
  });
  const now = of.posts.filter((post) => post.until === null);
  const past = of.posts.filter((post) => post.until !== null);
  return (
    <section>
      <h3>{t('organisation.posts')}</h3>
      {now.length === 0 && <p className="tc-quiet">{t('organisation.no_one')}</p>}
      <ul className="tc-lines">
        {now.map((post) => (
          <li key={post.id}>
            <PersonTag name={post.person.name} post={post.title} unit={post.person.title ?? post.unit} />
            {mayEdit && (
              <button
                type="button"
                className="tc-link"
                disabled={end.isPending}
                onClick={() =>
                  end.mutate({
                    params: { id: post.id },
                    body: { version: post.version, until: dayOf(new Date()) },
                  })
                }
              >
                {t('organisation.end_post')}
              </button>
            )}
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

function Members({ of }: { of: BodyPage }): ReactNode {
  const now = of.units.filter((member) => member.until === null);
  const past = of.units.filter((member) => member.until !== null);
  if (of.units.length === 0) return null;
  return (
    <section>
      <h3>
        {t('organisation.members')} <small className="tc-quiet">{now.length}</small>
      </h3>
      <ul className="tc-names">
        {now.map((member) => (
          <li key={member.id}>
            <a href={`/organisation/units/${member.unit.id}`}>{member.unit.shortName ?? member.unit.name}</a>
          </li>
        ))}
        {past.map((member) => (
          <li key={member.id} className="tc-quiet">
            <span className="tc-left">{member.unit.shortName ?? member.unit.name}</span>{' '}
            <small>
              {member.until !== null && t('organisation.left_on', { day: sayDate(member.until) })}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Staff({ of }: { of: BodyPage }): ReactNode {
  if (of.secondments.length === 0) return null;
  return (
    <section>
      <h3>{t('organisation.staff')}</h3>
      <ul className="tc-lines">
        {of.secondments.map((one) => (
          <li key={one.id}>
            <PersonTag
              name={one.person.name}
              post={one.duty ?? ''}
              unit={one.home.shortName ?? one.home.name}
            />
            <small className="tc-quiet">
              {one.until === null
                ? t('organisation.secondment_open')
                : `${t('organisation.until')} ${sayDate(one.until)}`}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
