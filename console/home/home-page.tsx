import type { ReactNode } from 'react';
import { getHome } from '@tongchuang/contract/home.ts';
import type { Me } from '@tongchuang/contract/session.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { actWord } from '@tongchuang/ui/pieces/act-word.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { LightTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayDate, sayShortInstant } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { useMay, useMe } from '../shell/me.tsx';
import { WAYS, type Home, type Waiting } from './waiting.ts';
import './home.css';

/** 首页: what waits for me, what turns late this week, what changed since my last visit. Nothing decorative above it. */
export default function HomePage(): ReactNode {
  const me = useMe();
  const home = useCall(getHome, {});
  return (
    <>
      <PageHead title={greeting(me)} summary={standing(me)} />
      <Loaded of={home}>{(found) => (found.empty ? <Begin /> : <Desk of={found} />)}</Loaded>
    </>
  );
}

function Begin(): ReactNode {
  const may = useMay('intake.edit');
  if (!may) return <Empty title={t('home.nothing_yet')} />;
  return (
    <Empty
      title={t('home.begin_title')}
      action={
        <a className="tc-button tc-button-primary" href="/intake">
          {t('home.begin_do')}
        </a>
      }
    >
      {t('home.begin_hint')}
    </Empty>
  );
}

const Desk = ({ of }: { of: Home }): ReactNode => (
  <div className="tc-home">
    <section className="tc-home-figures" aria-label={t('home.tasks')}>
      <Figure title={t('home.tasks')} value={of.totals.tasks} says={t('home.tasks_says')} href="/tasks" />
      <Figure
        title={t('home.late')}
        value={of.totals.late}
        says={t('home.late_says')}
        href="/tasks?light=late"
        late
      />
      <Figure
        title={t('home.at_risk')}
        value={of.totals.atRisk}
        says={t('home.at_risk_says')}
        href="/tasks?light=at_risk"
      />
      <Figure
        title={t('home.done')}
        value={of.totals.done}
        says={t('home.done_says')}
        href="/tasks?state=verified"
      />
      {of.totals.progressBp !== null && (
        <div className="tc-home-figure">
          <span className="tc-quiet">{t('home.progress')}</span>
          <Counted
            value={of.totals.progressBp / 100}
            decimals={1}
            unit="%"
            says={t('home.progress_says')}
            big
            href="/tasks"
          />
        </div>
      )}
    </section>
    <section className="tc-sheet tc-home-waits">
      <h2>{t('home.waits')}</h2>
      {of.waiting.length === 0 && <p className="tc-quiet">{t('home.waits_none')}</p>}
      <ul>
        {of.waiting.map((waiting, nth) => (
          <Wait key={waiting.kind} of={waiting} isFirst={nth === 0} />
        ))}
      </ul>
    </section>
    <div className="tc-home-side">
      <section className="tc-sheet">
        <h2>{t('home.this_week')}</h2>
        <Week of={of.thisWeek} />
      </section>
      <section className="tc-sheet">
        <h2>{of.changed.since === null ? t('home.changed_first') : t('home.changed')}</h2>
        <Changed of={of.changed} />
      </section>
    </div>
  </div>
);

interface FigureProps {
  title: string;
  value: number;
  says: string;
  href: string;
  late?: boolean;
}

const Figure = ({ title, value, says, href, late = false }: FigureProps): ReactNode => (
  <div className="tc-home-figure">
    <span className="tc-quiet">{title}</span>
    <Counted value={value} unit={t('home.items')} says={says} href={href} big late={late} />
  </div>
);

/** One kind of thing that waits: how many, the first of them, and one button. The most pressing one is the page's next action. */
function Wait({ of, isFirst }: { of: Waiting; isFirst: boolean }): ReactNode {
  const way = WAYS[of.kind];
  return (
    <li className="tc-home-wait">
      <div>
        <b>{way.title()}</b> <span className="tc-number">{of.count}</span>{' '}
        <small className="tc-quiet">{t('home.items')}</small>
        <ul>
          {of.rows.slice(0, 3).map((row, nth) => (
            <li
              key={row.taskId ?? (row.roundId && `${row.roundId} ${row.unitId ?? ''}`) ?? row.unitId ?? nth}
              className="tc-home-line"
            >
              {row.light !== null && <LightTag of={row.light} />}
              <a href={hrefOf(row)}>
                {row.no} {row.text}
              </a>
              {row.unitName !== null && <span className="tc-quiet">{row.unitName}</span>}
            </li>
          ))}
        </ul>
      </div>
      <a className={isFirst ? 'tc-button tc-button-primary' : 'tc-button'} href={way.href}>
        {way.button()}
      </a>
    </li>
  );
}

function Week({ of }: { of: Home['thisWeek'] }): ReactNode {
  return (
    <>
      <p className="tc-quiet">
        {t('home.this_week_sum', {
          from: sayDate(of.from),
          to: sayDate(of.to),
          due: of.due,
          late: of.late,
          risk: of.atRisk,
        })}{' '}
        {of.mostLate !== null &&
          t('home.this_week_most', { unit: of.mostLate.name, count: of.mostLate.tasks })}
      </p>
      {of.rows.length === 0 && <p className="tc-quiet">{t('home.this_week_none')}</p>}
      <ul>
        {of.rows.map((row, nth) => (
          <li key={row.taskId ?? nth} className="tc-home-line">
            {row.light !== null && <LightTag of={row.light} />}
            <a href={hrefOf(row)}>
              {row.no} {row.text}
            </a>
            <span className="tc-quiet">{row.unitName}</span>
            {row.due !== null && <span className="tc-quiet tc-nobreak">{sayDate(row.due)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Changed({ of }: { of: Home['changed'] }): ReactNode {
  if (of.rows.length === 0) return <p className="tc-quiet">{t('home.changed_none')}</p>;
  return (
    <>
      <ul>
        {of.rows.map((row, nth) => (
          <li key={`${row.at} ${nth}`} className="tc-home-line">
            <span className="tc-quiet tc-nobreak">{sayShortInstant(row.at)}</span>
            <span className="tc-nobreak">
              {row.who} {actWord(row.act)}
            </span>
            {row.text !== null &&
              (row.taskId === null ? (
                <span>{row.text}</span>
              ) : (
                <a href={`/tasks/${row.taskId}`}>{row.text}</a>
              ))}
          </li>
        ))}
      </ul>
      {of.count > of.rows.length && <p className="tc-quiet">{t('home.changed_more', { count: of.count })}</p>}
    </>
  );
}

const hrefOf = (row: { taskId: string | null; roundId: string | null; unitId: string | null }): string => {
  if (row.taskId !== null) return `/tasks/${row.taskId}`;
  return row.roundId !== null ? `/rounds/${row.roundId}` : `/units/${row.unitId ?? ''}`;
};

function greeting({ name }: Pick<Me, 'name'>): string {
  const hour = (new Date().getUTCHours() + 8) % 24;
  if (hour >= 5 && hour < 11) return t('home.morning', { name });
  if (hour >= 11 && hour < 13) return t('home.noon', { name });
  if (hour >= 13 && hour < 18) return t('home.afternoon', { name });
  return t('home.evening', { name });
}

function standing(me: Me): string {
  const roles = me.roles.map((role) => role.name).join('、');
  const words = t('home.standing', { place: me.tenant.name, unit: me.unit.name, roles });
  if (me.lastVisitAt === null) return words;
  return `${words} · ${t('home.last_visit', { time: sayShortInstant(me.lastVisitAt) })}`;
}
