import { useState, type ReactNode } from 'react';
import { adoptFramework } from '@tongchuang/contract/frameworks.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { ActForm } from '../pieces/act-form.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { FindingLines } from './findings-panel.tsx';
import { saidFindings } from './said-findings.ts';
import { fileFindings, type Drawn } from './use-edition.ts';

/** 启用: what stands in its way, errors of the file aside, which a person may note and pass. */
export function AdoptDrawer({ of }: { of: Drawn }): ReactNode {
  const url = useUrl();
  const [noted, setNoted] = useState(false);
  const act = useAct(adoptFramework, {
    onDone: () => {
      tell(t('assessment.adopted'));
      url.set({ adopt: null });
    },
  });
  const files = fileFindings(of).length;
  const all = saidFindings(of);
  const inFile = all.slice(0, files).filter(({ severity }) => severity === 'error');
  const inTree = all.slice(files).filter(({ severity }) => severity === 'error');
  const open = of.names.filter(({ unitId }) => unitId === null);
  const pick = ({ node, field }: (typeof all)[number]) =>
    url.set(
      node === null
        ? { adopt: null, view: 'settings', field }
        : { adopt: null, node, field: field ?? 'title' },
      'push',
    );
  return (
    <ActForm
      act={act}
      verb={t('assessment.adopt_do')}
      ready={inTree.length === 0 && (inFile.length === 0 || noted)}
      onSubmit={() => act.mutate({ params: { id: of.id }, body: { version: of.version, noted } })}
    >
      {inTree.length > 0 && (
        <section>
          <h3 className="tc-danger">{t('assessment.adopt_errors', { count: inTree.length })}</h3>
          <FindingLines findings={inTree} onPick={pick} />
        </section>
      )}
      {inFile.length > 0 && (
        <section>
          <h3>{t('assessment.adopt_file_errors', { count: inFile.length })}</h3>
          <FindingLines findings={inFile} onPick={pick} />
          <label className="tc-check">
            <input type="checkbox" checked={noted} onChange={(event) => setNoted(event.target.checked)} />
            {t('assessment.adopt_noted')}
          </label>
        </section>
      )}
      {inTree.length + inFile.length === 0 && <p>{t('assessment.adopt_ready')}</p>}
      {open.length > 0 && (
        <p className="tc-notice tc-notice-warn">
          {t('assessment.adopt_names', { count: open.length })}{' '}
          <a href={url.with({ adopt: null, view: 'names' })}>{t('assessment.names')}</a>
        </p>
      )}
      <p className="tc-quiet">{t('assessment.adopt_says')}</p>
    </ActForm>
  );
}
