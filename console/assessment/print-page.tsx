import type { ReactNode } from 'react';
import { getFramework, type Framework } from '@tongchuang/contract/frameworks.ts';
import type { EditionId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { sayList } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { useParam } from '../pieces/url-state.ts';
import { judgedBy, nodeLines } from './node-lines.ts';
import { Worth } from './node-row.tsx';
import type { Drawn } from './use-edition.ts';
import { kindWord, pointsWord, stateWord, tierWord, yearWord } from './words.ts';
import './assessment.css';

/** 打印: the whole tree as one table, on paper in landscape, its head on every sheet. */
export default function PrintPage(): ReactNode {
  const id = useParam('id') as EditionId;
  const framework = useCall(getFramework, { params: { id } });
  return (
    <Loaded of={framework} lines={12}>
      {(found) => (found.edition === null ? <Empty title={found.title} /> : <Sheet of={found as Drawn} />)}
    </Loaded>
  );
}

function Sheet({ of }: { of: Drawn & Framework }): ReactNode {
  const lines = nodeLines(of.edition, []);
  const depth = new Map<string, number>();
  for (const { id, parent } of lines) depth.set(id, parent === null ? 0 : (depth.get(parent) ?? 0) + 1);
  const head = [stateWord(of.state), tierWord(of.tier), yearWord(of.year)].filter((word) => word !== '');
  return (
    <div className="tc-print">
      <PageHead
        title={of.title}
        back={{ href: `/frameworks/${of.id}`, title: t('assessment.open_edition') }}
        summary={t('assessment.print_summary', {
          head: head.join(' · '),
          nodes: of.edition.nodes.length,
          points: pointsWord(of.points),
        })}
        action={
          <button type="button" className="tc-button tc-button-primary" onClick={() => print()}>
            {t('assessment.print')}
          </button>
        }
      />
      <div className="tc-sheet tc-print-sheet" tabIndex={0} role="group" aria-label={of.title}>
        <table className="tc-plain-table">
          <thead>
            <tr>
              {(['code', 'title', 'points', 'methods', 'rule', 'responsible'] as const).map((name) => (
                <th key={name} scope="col" className={name === 'points' ? 'tc-number' : undefined}>
                  {t(`assessment.node_${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => {
              const judged = judgedBy(line.node);
              return (
                <tr key={line.id} className={line.isLeaf ? undefined : 'tc-print-branch'}>
                  <td className="tc-nobreak">{line.node.code}</td>
                  <td style={{ paddingLeft: 8 + (depth.get(line.id) ?? 0) * 12 }}>
                    {line.node.title}
                    {line.node.kind !== 'normal' && (
                      <small className="tc-quiet"> {kindWord(line.node.kind)}</small>
                    )}
                  </td>
                  <td className="tc-number">
                    <Worth of={line} />
                  </td>
                  <td>{sayList(line.node.methods)}</td>
                  <td>
                    {line.isLeaf && judged.kind === 'unread' && `${t('assessment.unread')}：`}
                    {line.isLeaf && judged.kind !== 'none' && judged.text}
                  </td>
                  <td>{sayList(line.node.responsible)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {of.hash !== null && (
        <p className="tc-quiet tc-print-hash">{t('assessment.hash', { hash: of.hash })}</p>
      )}
    </div>
  );
}
