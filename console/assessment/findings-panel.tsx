import type { ReactNode } from 'react';
import type { FrameworkFinding } from '@tongchuang/contract/frameworks.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { Shape, type Tone } from '@tongchuang/ui/pieces/status-tag.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { saidFindings } from './said-findings.ts';
import type { Drawn } from './use-edition.ts';

const ORDER = ['error', 'warning', 'hint'] as const;
const TONES: Record<FrameworkFinding['severity'], Tone> = { error: 'danger', warning: 'warn', hint: 'muted' };

/** 核对: what a proof-reader would note, errors first; each leads to its node and field. */
export function FindingsPanel({ of }: { of: Drawn }): ReactNode {
  const url = useUrl();
  const findings = saidFindings(of);
  if (findings.length === 0) return <Empty title={t('assessment.findings_none')} />;
  const pick = ({ node, field }: FrameworkFinding) => {
    if (node === null) url.set({ view: 'settings', field, node: null }, 'push');
    else url.set({ node, field: field ?? 'title' }, 'push');
  };
  return ORDER.map((severity) => {
    const some = findings.filter((finding) => finding.severity === severity);
    if (some.length === 0) return null;
    return (
      <section key={severity} className="tc-sheet" aria-labelledby={`findings-${severity}`}>
        <h2 id={`findings-${severity}`}>
          {t(`assessment.severity_${severity}`)} <small className="tc-quiet">{some.length}</small>
        </h2>
        {severity === 'error' && <p className="tc-quiet tc-findings-says">{t('assessment.errors_say')}</p>}
        <FindingLines findings={some} onPick={pick} />
      </section>
    );
  });
}

interface FindingLinesProps {
  findings: readonly FrameworkFinding[];
  onPick: (finding: FrameworkFinding) => void;
}

export const FindingLines = ({ findings, onPick }: FindingLinesProps): ReactNode => (
  <ul className="tc-finding-lines">
    {findings.map((finding, n) => (
      <li key={`${n} ${finding.code}`}>
        <span className={`tc-finding-${finding.severity}`}>
          <Shape tone={TONES[finding.severity]} />
          <span className="tc-hidden">{t(`assessment.severity_${finding.severity}`)}</span>
        </span>
        <div>
          <button type="button" className="tc-finding-words" onClick={() => onPick(finding)}>
            {finding.message}
          </button>
          {finding.where !== null && finding.where !== '' && (
            <span className="tc-quiet tc-finding-where">{finding.where}</span>
          )}
        </div>
      </li>
    ))}
  </ul>
);
