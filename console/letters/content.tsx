import type { ReactNode } from 'react';
import type { getLetter } from '@tongchuang/contract/letters.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { UNIT_ROLES } from '@tongchuang/domain/tasks/task.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import { sayDate, sayList } from '@tongchuang/ui/speech.ts';

export type Content = ReplyOf<typeof getLetter>['content'];

/** What a letter says, in the order of the paper. */
export function LetterContent({ of }: { of: Content }): ReactNode {
  const roles = UNIT_ROLES.map((role) => ({ role, tasks: of.tasks.filter((task) => task.role === role) }));
  return (
    <article className="tc-letter">
      <h3>{of.title}</h3>
      {of.number !== null && <p className="tc-letter-number">{of.number}</p>}
      <dl className="tc-facts">
        <dt>{t('letters.issuer')}</dt>
        <dd>{[of.issuer.name, of.issuer.signatory].filter(Boolean).join(' ')}</dd>
        <dt>{t('letters.unit_party')}</dt>
        <dd>{[of.unit.name, of.unit.signatory].filter(Boolean).join(' ')}</dd>
        <dt>{t('letters.period')}</dt>
        <dd>{t('tasks.from_to', { from: sayDate(of.period.from), to: sayDate(of.period.to) })}</dd>
      </dl>
      {roles
        .filter(({ tasks }) => tasks.length > 0)
        .map(({ role, tasks }) => (
          <section key={role}>
            <h4>
              {roleWord(role)} <small className="tc-quiet">{t('tasks.count', { count: tasks.length })}</small>
            </h4>
            <ol>
              {tasks.map((task) => (
                <li key={task.id}>
                  <a href={`/tasks/${task.id}`}>{task.no === '' ? task.text : `${task.no} ${task.text}`}</a>
                  <p className="tc-quiet">
                    {[
                      task.deadline?.due
                        ? sayDate(task.deadline.due)
                        : (task.deadline?.phrase ?? t('tasks.no_day')),
                      task.standard,
                      ...task.targets,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </li>
              ))}
            </ol>
          </section>
        ))}
      <Words title={t('letters.chain')} lines={of.chain} none={t('tasks.gap_chain')} />
      <Words title={t('tasks.assessment')} lines={one(of.assessment)} none={t('tasks.gap_assessment')} />
      <Words title={t('tasks.reward')} lines={one(of.rewards)} none={t('tasks.gap_reward')} />
    </article>
  );
}

const one = (text: string | null): readonly string[] => (text === null ? [] : [text]);

const Words = ({
  title,
  lines,
  none,
}: {
  title: string;
  lines: readonly string[];
  none: string;
}): ReactNode => (
  <section>
    <h4>{title}</h4>
    {lines.length === 0 ? (
      <p className="tc-chain-missing">{none}</p>
    ) : (
      lines.map((line) => <p key={line}>{line}</p>)
    )}
  </section>
);

/** 五定: what a letter does not fix, each with the task that it is missing for. */
export function LetterGaps({ of }: { of: Content['gaps'] }): ReactNode {
  if (of.length === 0) return <p className="tc-notice tc-notice-good">{t('letters.gaps_none')}</p>;
  const codes = [...new Set(of.map((gap) => gap.code))];
  return (
    <details className="tc-notice tc-notice-warn">
      <summary>
        {t('letters.gaps', {
          count: of.length,
          what: sayList(codes.map((code) => t(`tasks.gap_${code}`))),
        })}
      </summary>
      <ul>
        {of.map((gap) => (
          <li key={`${gap.code} ${gap.taskId ?? ''}`}>
            {t(`tasks.gap_${gap.code}`)}{' '}
            {gap.taskId === null ? (
              <a href="/settings/campaign">{t('letters.gap_of_all')}</a>
            ) : (
              <a href={`/tasks/${gap.taskId}`}>{[gap.no, gap.text].filter(Boolean).join(' ')}</a>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
