import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import type { NodeLine } from './node-lines.ts';
import type { Way } from './tree-moves.ts';

interface TreeBarProps {
  active: NodeLine | null;
  onStep: (way: Way) => void;
  onAdd: (below: boolean) => void;
  onRemove: () => void;
  onRenumber: () => void;
}

const WAYS: readonly { way: Way; sign: string }[] = [
  { way: 'up', sign: '↑' },
  { way: 'down', sign: '↓' },
  { way: 'out', sign: '←' },
  { way: 'in', sign: '→' },
];

/** What can be done to the active row; every one has its key. */
export function TreeBar({ active, onStep, onAdd, onRemove, onRenumber }: TreeBarProps): ReactNode {
  const none = active === null || active.isTwin;
  return (
    <div className={`tc-table-bar tc-nodes-bar${active === null ? ' tc-nodes-bar-idle' : ''}`}>
      <span className="tc-nodes-at">
        {active === null ? (
          <span className="tc-quiet">{t('assessment.pick_row')}</span>
        ) : (
          <>
            {t('assessment.at_row')} <b>{active.node.code}</b>
          </>
        )}
      </span>
      <button type="button" className="tc-link" disabled={none} onClick={() => onAdd(false)}>
        {t('assessment.add_after')}
      </button>
      <button type="button" className="tc-link" disabled={none} onClick={() => onAdd(true)}>
        {t('assessment.add_below')}
      </button>
      <span role="group" aria-label={t('assessment.move')}>
        {WAYS.map(({ way, sign }) => (
          <button
            key={way}
            type="button"
            className="tc-icon-button"
            disabled={none}
            aria-label={t(`assessment.move_${way}`)}
            title={t(`assessment.move_${way}`)}
            onClick={() => onStep(way)}
          >
            {sign}
          </button>
        ))}
      </span>
      <button type="button" className="tc-link" disabled={none} onClick={onRemove}>
        {t('assessment.remove')}
      </button>
      <div className="tc-table-tools">
        <Flyout fromRight className="tc-link" button={t('assessment.keys')}>
          {() => (
            <dl className="tc-keys">
              {(['rows', 'cells', 'open', 'move', 'add', 'remove'] as const).map((name) => (
                <div key={name}>
                  <dt>{t(`assessment.key_${name}`)}</dt>
                  <dd>{t(`assessment.key_${name}_says`)}</dd>
                </div>
              ))}
            </dl>
          )}
        </Flyout>
        <Flyout fromRight className="tc-link" button={t('house.more')}>
          {(close) => (
            <div className="tc-menu">
              <p className="tc-quiet">{t('assessment.renumber_says')}</p>
              <button
                type="button"
                onClick={() => {
                  close();
                  onRenumber();
                }}
              >
                {t('assessment.renumber')}
              </button>
            </div>
          )}
        </Flyout>
      </div>
    </div>
  );
}
