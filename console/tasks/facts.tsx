import type { ReactNode } from 'react';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayDate, sayNumber } from '@tongchuang/ui/speech.ts';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { rhythmWords } from './rhythm.ts';

/** What the document and the office say of the task. */
export function Facts({ page }: { page: TaskPage }): ReactNode {
  const rows: [string, ReactNode][] = [
    [t('tasks.objective'), page.objective],
    [t('tasks.standard'), page.standard],
    [t('tasks.assessment'), page.assessment],
    [t('tasks.reward'), page.reward],
    [t('tasks.stage'), page.stage?.name ?? null],
    [
      t('tasks.goal'),
      page.goal === null ? null : <a href={`/tasks?goal=${page.goal.id}`}>{page.goal.text}</a>,
    ],
    [t('tasks.rhythm'), page.recurrence === null ? null : rhythmWords(page.recurrence)],
    [
      t('tasks.period'),
      page.period === null
        ? null
        : t('tasks.from_to', { from: sayDate(page.period.from), to: sayDate(page.period.to) }),
    ],
    [
      t('tasks.parent'),
      page.parent === null ? null : (
        <a href={`/tasks/${page.parent.id}`}>{`${page.parent.no} ${page.parent.text}`}</a>
      ),
    ],
    [
      t('tasks.series'),
      page.series === null ? null : <a href={`/tasks/${page.series.id}`}>{page.series.text}</a>,
    ],
    [t('tasks.weight'), page.weight],
    [t('tasks.issued_on'), page.issuedOn === null ? null : sayDate(page.issuedOn)],
    [t('tasks.done_on'), page.doneOn === null ? null : sayDate(page.doneOn)],
    [
      t('tasks.source'),
      page.plan.documentId === null ? null : (
        <a href={`/intake/${page.plan.documentId}`}>
          {t('tasks.source_open', { edition: page.plan.edition })}
        </a>
      ),
    ],
  ];
  return (
    <dl className="tc-facts">
      {rows
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name} className="tc-fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** 量化目标, with what was last reported. */
export function Targets({ page }: { page: TaskPage }): ReactNode {
  if (page.targets.length === 0) return null;
  return (
    <section className="tc-part">
      <h3>{t('tasks.targets')}</h3>
      <ul className="tc-targets">
        {page.targets.map((target) => (
          <li key={target.position}>
            <span>{target.text}</span>
            <span className="tc-quiet">
              {target.attained === null
                ? t('tasks.not_reported')
                : t('tasks.reported_value', {
                    value: sayNumber(target.attained, decimals(target.attained)),
                    unit: target.unit,
                  })}
            </span>
            {target.attainmentBp !== null && <Progress bp={target.attainmentBp} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

const decimals = (value: number): number =>
  Number.isInteger(value) ? 0 : Math.min(3, `${value}`.split('.')[1]?.length ?? 0);
