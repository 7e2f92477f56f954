import type { ReactNode } from 'react';
import { taskFile } from '@tongchuang/contract/task-acts.ts';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import { addressOf } from '@tongchuang/ui/call.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { actWord } from '@tongchuang/ui/pieces/act-word.ts';
import {
  sayBytes,
  sayDate,
  sayInstant,
  sayNumber,
  sayParts,
  sayShare,
  sayShortInstant,
} from '@tongchuang/ui/speech.ts';

/** 办理记录: what was said on the way, the newest first, each with its files. */
export function Reports({ page }: { page: TaskPage }): ReactNode {
  return (
    <section className="tc-part">
      <h3>{t('tasks.reports')}</h3>
      {page.reports.length === 0 && <p className="tc-quiet">{t('tasks.reports_none')}</p>}
      <ol className="tc-reports">
        {page.reports.map((report) => (
          <Report key={report.id} of={report} page={page} />
        ))}
      </ol>
    </section>
  );
}

function Report({ of, page }: { of: TaskPage['reports'][number]; page: TaskPage }): ReactNode {
  const unit = page.parts.find((part) => part.unitId === of.unitId)?.shortName;
  const values = of.attained.flatMap(({ position, attained }) => {
    const target = page.targets.find((one) => one.position === position);
    return target === undefined
      ? []
      : [`${target.text}: ${sayNumber(attained, attained % 1 === 0 ? 0 : 2)} ${target.unit}`];
  });
  return (
    <li>
      <p className="tc-report-head">
        <time dateTime={of.at} title={sayInstant(of.at)}>
          {sayShortInstant(of.at)}
        </time>
        <b>{actWord(`task.${of.kind}`)}</b>
        <span className="tc-quiet">{[unit, of.person].filter(Boolean).join(' · ')}</span>
        {of.progressBp !== null && <span className="tc-number">{sayShare(of.progressBp)}</span>}
      </p>
      {of.until !== null && <p>{t('tasks.until_day', { day: sayDate(of.until) })}</p>}
      {of.note !== null && <p className="tc-report-note">{of.note}</p>}
      {values.length > 0 && <p className="tc-quiet">{sayParts(values)}</p>}
      {of.files.length > 0 && (
        <ul className="tc-report-files">
          {of.files.map((file) => (
            <li key={`${file.sha256} ${file.name}`}>
              <a href={addressOf(taskFile, { id: page.id, sha256: file.sha256 })} download={file.name}>
                {file.name}
              </a>{' '}
              <small className="tc-quiet">{sayBytes(file.size)}</small>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
