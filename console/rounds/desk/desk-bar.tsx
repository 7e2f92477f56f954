import type { ReactNode } from 'react';
import type { Sheet } from '@tongchuang/domain/scoring/round.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import { Shape } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayShortInstant } from '@tongchuang/ui/speech.ts';
import { Choice } from '../../pieces/choice.tsx';
import { useUrl } from '../../pieces/url-state.ts';
import { pointsWord, sheetWord } from '../words.ts';
import type { CriterionLine } from './criterion-list.tsx';
import type { Totals } from './fact-saver.ts';
import type { Sheets } from './hand.ts';
import type { DeskSheet } from './use-sheet.ts';

interface DeskBarProps {
  desk: DeskSheet;
  open: readonly Sheet[];
  sheets: Sheets;
  lines: readonly (CriterionLine & { own: boolean })[];
  /** The unit's total as the server has it; null where the person may not see it. */
  live: Totals | null;
  toUnit: (step: number) => void;
}

/** Unit, sheet, what it comes to, and whether everything is saved. */
export function DeskBar({ desk, open, lines, live, toUnit }: DeskBarProps): ReactNode {
  const url = useUrl();
  const { round, unit, sheet, score } = desk;
  const own = lines.filter((line) => line.own);
  const done = own.filter((line) => line.mark === 'done').length;
  const total = score.total;
  return (
    <div className="tc-desk-bar">
      <div className="tc-desk-unit">
        {round.units.length > 1 && (
          <button
            type="button"
            className="tc-icon-button"
            aria-label={t('rounds.unit_before')}
            title={`${t('rounds.unit_before')} Ctrl ←`}
            onClick={() => toUnit(-1)}
          >
            ‹
          </button>
        )}
        {round.units.length > 1 ? (
          <Choice
            label={t('rounds.col_unit')}
            bare
            options={round.units.map((one) => ({
              value: one.unitId,
              label: one.unit,
              hint: `${one.marked}/${one.criteria}`,
            }))}
            value={unit.unitId}
            onChange={(next) => next !== '' && url.set({ unit: next })}
          />
        ) : (
          <b>{unit.unit}</b>
        )}
        {round.units.length > 1 && (
          <button
            type="button"
            className="tc-icon-button"
            aria-label={t('rounds.unit_next')}
            title={`${t('rounds.unit_next')} Ctrl →`}
            onClick={() => toUnit(1)}
          >
            ›
          </button>
        )}
      </div>
      {open.length > 1 ? (
        <select
          className="tc-input tc-desk-sheet"
          aria-label={t('rounds.sheet')}
          value={sheet}
          onChange={(event) => url.set({ sheet: event.target.value })}
        >
          {open.map((one) => (
            <option key={one} value={one}>
              {sheetWord(one)}
            </option>
          ))}
        </select>
      ) : (
        <span className="tc-quiet">{sheetWord(sheet)}</span>
      )}
      <p className="tc-desk-total" aria-live="polite">
        <span className="tc-quiet">{live === null ? t('rounds.total_sheet') : t('rounds.total_live')}</span>{' '}
        <Total of={live ?? total} />
      </p>
      <p className="tc-quiet tc-desk-progress">{t('rounds.desk_done', { done, of: own.length })}</p>
      <SaveLine desk={desk} />
      <Flyout button={t('rounds.keys')} className="tc-link" fromRight>
        {() => (
          <dl className="tc-desk-keys">
            {KEYS.map(([keys, word]) => (
              <div key={keys}>
                <dt>
                  <kbd>{keys}</kbd>
                </dt>
                <dd>{t(`rounds.key_${word}`)}</dd>
              </div>
            ))}
          </dl>
        )}
      </Flyout>
    </div>
  );
}

const KEYS = [
  ['↑ ↓', 'criterion'],
  ['Enter', 'field'],
  ['Tab', 'tab'],
  ['1 0', 'yes_no'],
  ['N', 'out'],
  ['Delete', 'clear'],
  ['Ctrl ← →', 'unit'],
  ['/', 'search'],
  ['Esc', 'list'],
] as const;

function Total({ of }: { of: Totals | null }): ReactNode {
  if (of === null) return '–';
  return (
    <>
      <b>{pointsWord(of.points)}</b> / {pointsWord(of.max)} {t('rounds.points_unit')}
      {of.low !== of.high && (
        <span className="tc-quiet">
          {' '}
          {t('rounds.range', { low: pointsWord(of.low), high: pointsWord(of.high) })}
        </span>
      )}
    </>
  );
}

/** 已存 10:32 · 保存中 · 3 处未存，重试: always there, always true. */
function SaveLine({ desk: { saved, saver } }: { desk: DeskSheet }): ReactNode {
  const states = [...saved.states.values()];
  const count = (state: string) => states.filter((one) => one === state).length;
  const unsaved = count('unsaved') + (count('unsaved') > 0 ? count('waiting') : 0);
  if (unsaved > 0) {
    return (
      <p className="tc-desk-save tc-desk-warn" role="status">
        <Shape tone="warn" /> {t('rounds.unsaved', { count: unsaved })}{' '}
        <button type="button" className="tc-link" onClick={() => saver.again()}>
          {t('house.try_again')}
        </button>
      </p>
    );
  }
  const reason = count('reason');
  if (reason > 0) {
    return (
      <p className="tc-desk-save tc-desk-warn" role="status">
        <Shape tone="warn" /> {t('rounds.reason_waits', { count: reason })}
      </p>
    );
  }
  const refused = count('refused');
  if (refused > 0) {
    return (
      <p className="tc-desk-save tc-danger" role="status">
        <Shape tone="danger" /> {t('rounds.refused_count', { count: refused })}
      </p>
    );
  }
  if (states.length > 0) {
    return (
      <p className="tc-desk-save tc-quiet" role="status">
        <Shape tone="info" /> {t('rounds.state_saving')}
      </p>
    );
  }
  return (
    <p className="tc-desk-save tc-good" role="status">
      {saved.savedAt !== null && (
        <>
          <Shape tone="good" /> {t('rounds.saved_at', { time: sayShortInstant(saved.savedAt) })}
        </>
      )}
    </p>
  );
}
