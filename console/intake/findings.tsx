import type { ReactNode } from 'react';
import type { DocumentView } from '@tongchuang/contract/intake.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Shape } from '@tongchuang/ui/pieces/status-tag.tsx';

/** Names that nobody has settled yet, each once, in the order of the document. */
export const openNames = (document: Pick<DocumentView, 'tasks'>): string[] => [
  ...new Set(
    document.tasks
      .filter((task) => !task.dropped)
      .flatMap((task) => task.content.units)
      .filter((unit) => unit.resolution === 'suggested' || unit.resolution === 'unknown')
      .map((unit) => unit.name),
  ),
];

interface FindingsProps {
  document: DocumentView;
  onPoint: (span: { start: number; end: number }) => void;
}

/** What a proof-reader would note; each leads to its words in the original. */
export function Findings({ document, onPoint }: FindingsProps): ReactNode {
  if (document.findings.length === 0) return <p className="tc-quiet">{t('intake.findings_none')}</p>;
  return (
    <ul className="tc-findings">
      {document.findings.map((finding, nth) => (
        <li key={`${nth} ${finding.code}`}>
          <Shape tone="warn" />
          <span>
            {finding.message} {finding.where !== '' && <span className="tc-quiet">{finding.where}</span>}
          </span>
          {finding.span !== null && (
            <button type="button" className="tc-link" onClick={() => finding.span && onPoint(finding.span)}>
              {t('intake.show_in_text')}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** 待定单位: one button a name. */
export function OpenNames({
  document,
  onSettle,
}: {
  document: DocumentView;
  onSettle: (name: string) => void;
}): ReactNode {
  const names = openNames(document);
  if (names.length === 0) return <p className="tc-quiet">{t('intake.names_none')}</p>;
  return (
    <ul className="tc-open-names">
      {names.map((name) => (
        <li key={name}>
          <button type="button" className="tc-chip tc-chip-suggested" onClick={() => onSettle(name)}>
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}
