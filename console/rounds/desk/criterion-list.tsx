import { memo, useEffect, useRef, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { useFill } from '../../pieces/use-fill.ts';
import { pointsWord } from '../words.ts';
import type { Mark } from './sheet.ts';

export interface CriterionLine {
  code: string;
  title: string;
  mark: Mark;
  points: number | null;
  max: number | null;
  /** The unit does not answer for it, or the criterion is out. */
  out: boolean;
  /** Two markers are further apart than the round allows. */
  differs: boolean;
  /** One of two has not marked it; told to those who see both sheets. */
  lacks: boolean;
  unsaved: boolean;
}

interface CriterionListProps {
  lines: readonly CriterionLine[];
  at: string;
  onPick: (code: string) => void;
  /** Enter: to the first field. */
  onOpen: () => void;
}

const HEIGHT = 56;
export const LIST_ID = 'tc-desk-list';

/** The criteria at the left; only those in sight are drawn. */
export function CriterionList({ lines, at, onPick, onOpen }: CriterionListProps): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => HEIGHT,
    overscan: 8,
  });
  useFill(frame, true);
  // The keys work as soon as the list is there.
  useEffect(() => frame.current?.focus({ preventScroll: true }), []);
  const nth = lines.findIndex((line) => line.code === at);
  useEffect(() => {
    if (nth >= 0) virtual.scrollToIndex(nth, { align: 'auto' });
  }, [nth, virtual]);
  return (
    <div
      ref={frame}
      id={LIST_ID}
      className="tc-desk-list"
      role="listbox"
      tabIndex={0}
      aria-label={t('rounds.criteria')}
      aria-activedescendant={nth >= 0 ? `${LIST_ID}-${nth}` : undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        onOpen();
      }}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return line === undefined ? null : (
            <Line
              key={line.code}
              line={line}
              nth={item.index}
              top={item.start}
              of={lines.length}
              isAt={line.code === at}
              onPick={onPick}
            />
          );
        })}
      </div>
    </div>
  );
}

interface LineProps {
  line: CriterionLine;
  nth: number;
  of: number;
  top: number;
  isAt: boolean;
  onPick: (code: string) => void;
}

const Line = memo(function Line({ line, nth, of, top, isAt, onPick }: LineProps): ReactNode {
  return (
    <div
      id={`${LIST_ID}-${nth}`}
      role="option"
      aria-selected={isAt}
      aria-posinset={nth + 1}
      aria-setsize={of}
      className={line.out ? 'tc-desk-line tc-desk-line-out' : 'tc-desk-line'}
      style={{ height: HEIGHT, transform: `translateY(${top}px)` }}
      title={line.title}
      onClick={() => onPick(line.code)}
    >
      <MarkSign of={line.mark} />
      <span className="tc-desk-code">{line.code}</span>
      <span className="tc-desk-title tc-clamp">{line.title}</span>
      <span className="tc-desk-points">
        {line.unsaved && <small className="tc-desk-unsaved">{t('rounds.state_unsaved_short')}</small>}
        {line.differs && <small className="tc-desk-differs">{t('rounds.differs')}</small>}
        {line.lacks && <small className="tc-desk-differs">{t('rounds.lacks')}</small>}
        {line.out ? (
          <small>{t('rounds.fact_not_applicable')}</small>
        ) : (
          line.max !== null && (
            <>
              <b>{pointsWord(line.points)}</b>
              <small>/{pointsWord(line.max)}</small>
            </>
          )
        )}
      </span>
    </div>
  );
});

/** ● everything is known · ◐ something is missing · ○ nothing is said. */
export const MarkSign = ({ of }: { of: Mark }): ReactNode => (
  <svg
    className={`tc-desk-mark tc-desk-mark-${of}`}
    viewBox="0 0 12 12"
    width="12"
    height="12"
    role="img"
    aria-label={t(`rounds.mark_${of}`)}
  >
    <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
    {of === 'done' && <circle cx="6" cy="6" r="5" fill="currentColor" />}
    {of === 'part' && <path d="M6 1.2a4.8 4.8 0 0 1 0 9.6Z" fill="currentColor" />}
  </svg>
);
