import type { ReactNode } from 'react';
import type { UnitPage } from '@tongchuang/contract/tasks.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { PersonTag } from '@tongchuang/ui/pieces/tags.tsx';
import { sayDate, sayInstant, sayList } from '@tongchuang/ui/speech.ts';

export const unitSummary = (page: UnitPage): string =>
  t('units.unit_summary', {
    tasks: page.totals.tasks,
    late: page.totals.byLight.late,
    complete: page.clarity.complete,
    of: page.clarity.of,
  });

interface StandingProps {
  page: UnitPage;
  /** Numbers lead to their tasks: not on the page behind a link. */
  linked?: boolean;
}

/** The few numbers of a unit, each leading to what was counted. */
export function Figures({ page, linked = false }: StandingProps): ReactNode {
  const { totals } = page;
  const at = (query: string) => (linked ? { href: `/tasks?unit=${page.unit.id}&${query}` } : {});
  const unit = t('units.items');
  const figures = [
    { title: t('tasks.title'), value: totals.tasks, says: t('units.says_tasks'), query: 'view=list' },
    {
      title: t('units.late'),
      value: totals.byLight.late,
      says: t('tasks.says_late'),
      query: 'light=late',
      late: true,
    },
    {
      title: t('units.at_risk'),
      value: totals.byLight.at_risk,
      says: t('units.says_at_risk'),
      query: 'light=at_risk',
    },
    {
      title: t('tasks.gaps_unclaimed'),
      value: page.tasks.filter((task) => task.claim === 'open' || (task.claim === 'unit' && bears(task.role)))
        .length,
      says: t('units.says_unclaimed'),
      query: 'only=unclaimed',
    },
    {
      title: t('tasks.state_verified'),
      value: totals.byState.verified,
      says: t('units.says_verified'),
      query: 'state=verified',
    },
  ];
  return (
    <section className="tc-figures" aria-label={t('tasks.standing')}>
      {figures.map(({ title, value, says, query, late }) => (
        <div key={query}>
          <span className="tc-quiet">{title}</span>
          <Counted big value={value} unit={unit} says={says} late={late === true} {...at(query)} />
        </div>
      ))}
    </section>
  );
}

const bears = (role: UnitPage['tasks'][number]['role']): boolean => role === 'lead' || role === 'responsible';

/** Who answers for the unit, its progress with how it came about, its letter, and what is missing. */
export function Standing({ page, linked = false }: StandingProps): ReactNode {
  const { progress, letter, clarity } = page;
  const out = progress.leftOut.dropped + progress.leftOut.cannot + progress.leftOut.draft;
  const missing = [
    ...(page.head === null ? [t('units.no_head')] : []),
    ...(page.contact === null ? [t('units.no_contact')] : []),
  ];
  return (
    <section className="tc-sheet tc-standing">
      <dl>
        <div>
          <dt>{t('units.head')}</dt>
          <dd>
            {page.head === null ? (
              <Missing>{t('units.no_head')}</Missing>
            ) : (
              <PersonTag name={page.head.name} />
            )}
          </dd>
        </div>
        <div>
          <dt>{t('units.contact')}</dt>
          <dd>
            {page.contact === null ? (
              <Missing>{t('units.no_contact')}</Missing>
            ) : (
              <PersonTag name={page.contact.name} />
            )}
          </dd>
        </div>
        <div>
          <dt>{t('tasks.progress')}</dt>
          <dd>
            <Progress bp={page.progressBp} wide />
            <p className="tc-quiet">
              {t('units.progress_why', {
                counted: progress.counted,
                verified: progress.verified,
                awaiting: progress.awaitingVerification,
              })}
              {out > 0 && ` ${t('tasks.left_out', { count: out })}`}
            </p>
          </dd>
        </div>
        <div>
          <dt>{t('tasks.gaps_letter')}</dt>
          <dd>
            <LetterLine of={letter} href={linked ? `/letters?open=${page.unit.id}` : null} />
          </dd>
        </div>
        <div>
          <dt>{t('units.clarity')}</dt>
          <dd>
            {linked ? (
              <a href={`/tasks/gaps?unit=${page.unit.id}`}>{t('units.clarity_of', clarity)}</a>
            ) : (
              t('units.clarity_of', clarity)
            )}
            {missing.length > 0 && <p className="tc-danger">{sayList(missing)}</p>}
          </dd>
        </div>
      </dl>
    </section>
  );
}

const Missing = ({ children }: { children: ReactNode }): ReactNode => (
  <StatusTag tone="warn">{children}</StatusTag>
);

function LetterLine({ of, href }: { of: UnitPage['letter']; href: string | null }): ReactNode {
  const state = of === null || of.state === 'void' ? 'none' : of.state;
  const tag = (
    <StatusTag tone={state === 'signed' ? 'good' : state === 'issued' ? 'info' : 'warn'}>
      {t(`tasks.letter_${state}`)}
    </StatusTag>
  );
  return (
    <>
      {href === null ? tag : <a href={href}>{tag}</a>}{' '}
      {of !== null && (
        <span className="tc-quiet">
          {of.signedOn === null
            ? t('units.letter_issued_at', { time: sayInstant(of.issuedAt) })
            : t('units.letter_signed_on', { day: sayDate(of.signedOn) })}
        </span>
      )}
      {of !== null && of.outdated > 0 && (
        <p className="tc-danger">{t('units.letter_outdated', { count: of.outdated })}</p>
      )}
    </>
  );
}
