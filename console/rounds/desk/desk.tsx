import {
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { getScore } from '@tongchuang/contract/scores.ts';
import type { Round } from '@tongchuang/contract/rounds.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import type { Sheet } from '@tongchuang/domain/scoring/round.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { found } from '@tongchuang/ui/pinyin.ts';
import { usePinyin } from '@tongchuang/ui/use-pinyin.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { useUrl } from '../../pieces/url-state.ts';
import { stageWord } from '../words.ts';
import { CriterionList, LIST_ID, type CriterionLine } from './criterion-list.tsx';
import { CriterionPanel } from './criterion-panel.tsx';
import { DeskBar } from './desk-bar.tsx';
import { FIELD } from './fields.tsx';
import type { Sheets } from './hand.ts';
import { markOf, outBy, scoreSheet, type SheetScore } from './sheet.ts';
import { useFetchedAhead, useSheet } from './use-sheet.ts';
import { criteriaOf } from './wanted.ts';

interface DeskProps {
  round: Round;
  edition: Edition;
  unit: Round['units'][number];
  sheet: Sheet;
  sheets: Sheets;
  open: readonly Sheet[];
}

const SHOWS = ['own', 'open', 'differing', 'all'] as const;
type Show = (typeof SHOWS)[number];

/** The list at the left, the criterion at the right, the unit and what it comes to above. */
export function Desk({ round, edition, unit, sheet, sheets, open }: DeskProps): ReactNode {
  const url = useUrl();
  usePinyin();
  const frame = useRef<HTMLDivElement>(null);
  const desk = useSheet(round, edition, unit, sheet);
  const [wanted, setWanted] = useState('');
  const all = useMemo(() => criteriaOf(edition), [edition]);
  const at = round.units.findIndex((one) => one.unitId === unit.unitId);
  useFetchedAhead(
    round,
    useMemo(() => [round.units[at + 1], round.units[at - 1]], [round.units, at]),
  );
  const reads = round.open.includes('score');
  const live = useCall(
    getScore,
    { params: { id: round.id }, query: { unitId: unit.unitId } },
    { enabled: reads, staleMs: 0 },
  );
  const disabled = !sheets.fills.includes(sheet);

  // What the list and the other sheets say follows a moment behind what is typed: thousands of facts are weighed for it.
  const settled = useDeferredValue(desk.facts);
  const others = useMemo(() => {
    const scores = new Map<Sheet, SheetScore>();
    for (const one of sheets.sees) {
      const facts = settled.filter((fact) => fact.sheet === one && !fact.withdrawn);
      if (one === sheet || facts.length === 0) continue;
      const whose = { id: unit.unitId, type: unit.unitType };
      scores.set(one, scoreSheet(edition, facts, whose, round.methods));
    }
    return scores;
    // The sheets that are seen follow from round and unit.
  }, [settled, edition, round, sheet, unit.unitId, unit.unitType]);

  const lines = useMemo(() => {
    const said = new Set(
      settled
        .filter((fact) => fact.sheet === sheet && !fact.withdrawn && fact.state !== 'not_observed')
        .map((fact) => fact.criterion),
    );
    const seesBoth = round.twoMarkers && sheets.sees.includes('first') && sheets.sees.includes('second');
    const markedOn = (one: Sheet) =>
      new Set(settled.filter((fact) => fact.sheet === one && !fact.withdrawn).map((fact) => fact.criterion));
    const [ofFirst, ofSecond, ofArbiter] = [markedOn('first'), markedOn('second'), markedOn('arbiter')];
    const waits = new Set([...desk.saved.states.keys()].map((key) => key.slice(0, key.indexOf('\u0000'))));
    const pointsOn = (one: Sheet, code: string) => others.get(one)?.nodes.get(code)?.points ?? null;
    return all.map(({ node }): CriterionLine & { own: boolean } => {
      const result = desk.score.nodes.get(node.code);
      const first = pointsOn('first', node.code);
      const second = pointsOn('second', node.code);
      const isOut = said.has(node.code) && outBy(settled, node.code, sheet) !== null;
      return {
        code: node.code,
        title: node.title,
        mark: markOf(said.has(node.code), result),
        points: result?.points ?? null,
        max: result?.max ?? node.points,
        out: isOut,
        differs: first !== null && second !== null && Math.abs(first - second) > round.differenceLimit + 1e-9,
        lacks: seesBoth && ofFirst.has(node.code) !== ofSecond.has(node.code) && !ofArbiter.has(node.code),
        unsaved: waits.has(node.code),
        own: node.responsible.includes(unit.unitId) || said.has(node.code),
      };
    });
  }, [
    all,
    settled,
    desk.score,
    desk.saved.states,
    others,
    round.differenceLimit,
    round.twoMarkers,
    sheet,
    sheets.sees,
    unit.unitId,
  ]);

  const show: Show = SHOWS.find((one) => one === url.get('show')) ?? 'own';
  const within: Record<Show, (line: (typeof lines)[number]) => boolean> = {
    own: (line) => line.own,
    open: (line) => line.own && line.mark !== 'done',
    differing: (line) => line.differs || line.lacks,
    all: () => true,
  };
  const wish = wanted.trim();
  const here = url.get('at');
  const shown = lines.filter((line) =>
    wish === ''
      ? within[show](line) || line.code === here
      : line.code.startsWith(wish) || found(line.title, wish),
  );
  const code = shown.some((line) => line.code === here) ? here : (shown[0]?.code ?? '');
  const criterion = all.find(({ node }) => node.code === code);

  const goesOnIn = useRef<'panel' | 'list' | null>(null);
  useEffect(() => {
    // The field that had the keys went with its unit.
    if (goesOnIn.current === 'panel') toFirstField();
    else if (goesOnIn.current === 'list') document.getElementById(LIST_ID)?.focus({ preventScroll: true });
    goesOnIn.current = null;
  }, [unit.unitId]);

  const pick = (next: string) => url.set({ at: next });
  const goTo = (step: number) => {
    const nth = shown.findIndex((line) => line.code === code);
    const next = shown[Math.max(0, Math.min(shown.length - 1, nth + step))];
    if (next === undefined || next.code === code) return false;
    leaveField();
    pick(next.code);
    return true;
  };
  const toFirstField = () =>
    requestAnimationFrame(() =>
      frame.current?.querySelector<HTMLElement>(`[data-desk-panel] [${FIELD}]`)?.focus(),
    );
  const toUnit = (step: number) => {
    const next = round.units[at + step];
    if (next === undefined) return;
    goesOnIn.current = leaveField() ? 'panel' : 'list';
    url.set({ unit: next.unitId });
  };
  const key = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    const inPanel = target.closest('[data-desk-panel]') !== null;
    const types = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    const ownKeys =
      target instanceof HTMLSelectElement ||
      target instanceof HTMLTextAreaElement ||
      target.getAttribute('role') === 'combobox';
    if (event.ctrlKey && event.key === 'ArrowRight') toUnit(1);
    else if (event.ctrlKey && event.key === 'ArrowLeft') toUnit(-1);
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !ownKeys) {
      if (goTo(event.key === 'ArrowDown' ? 1 : -1) && inPanel) toFirstField();
    } else if (event.key === '/' && !types)
      frame.current?.querySelector<HTMLElement>('#tc-desk-search')?.focus();
    else if (event.key === 'Escape' && (inPanel || types)) document.getElementById(LIST_ID)?.focus();
    else if (event.key === 'Enter' && target.id === 'tc-desk-search') toFirstField();
    else return;
    event.preventDefault();
  };
  const isOpened = url.get('at') !== '';
  return (
    <div className={isOpened ? 'tc-desk tc-desk-opened' : 'tc-desk'} ref={frame} onKeyDown={key}>
      <DeskBar
        {...{ desk, open, sheets, lines, toUnit }}
        live={reads ? (desk.saved.totals[unit.unitId] ?? live.data?.total ?? null) : null}
      />
      {disabled && (
        <p className="tc-notice" role="status">
          {t('rounds.desk_closed', { stage: stageWord(round.stage) })}
        </p>
      )}
      <Loaded of={desk.listing}>
        {(listed) => (
          <div className="tc-desk-sides">
            <div className="tc-desk-left">
              <input
                id="tc-desk-search"
                type="search"
                className="tc-input"
                aria-label={t('rounds.desk_search')}
                placeholder={t('rounds.desk_search')}
                value={wanted}
                onChange={(event) => setWanted(event.target.value)}
              />
              <div className="tc-desk-shows" role="group" aria-label={t('house.filters')}>
                {SHOWS.filter((one) => one !== 'differing' || round.twoMarkers).map((one) => (
                  <button
                    key={one}
                    type="button"
                    aria-pressed={show === one}
                    onClick={() => url.set({ show: one === 'own' ? null : one })}
                  >
                    {t(`rounds.show_${one}`)} <small>{lines.filter(within[one]).length}</small>
                  </button>
                ))}
              </div>
              {shown.length === 0 ? (
                <Empty title={t('rounds.desk_none')} />
              ) : (
                <CriterionList lines={shown} at={code} onPick={pick} onOpen={toFirstField} />
              )}
            </div>
            <div className="tc-desk-right">
              {listed.next !== null && <p className="tc-notice">{t('rounds.desk_many')}</p>}
              {criterion !== undefined && (
                <>
                  <PhoneSteps goTo={goTo} close={() => url.set({ at: null })} />
                  <CriterionPanel desk={desk} criterion={criterion} disabled={disabled} others={others} />
                </>
              )}
            </div>
          </div>
        )}
      </Loaded>
    </div>
  );
}

/** What is half typed is taken over before the field goes. @returns whether a field of the criterion had the keys */
function leaveField(): boolean {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || at.closest('[data-desk-panel]') === null) return false;
  at.blur();
  return true;
}

/** On the phone the list and the criterion take turns. */
const PhoneSteps = ({ goTo, close }: { goTo: (step: number) => boolean; close: () => void }): ReactNode => (
  <div className="tc-desk-phone">
    <button type="button" className="tc-button" onClick={close}>
      {t('rounds.desk_to_list')}
    </button>
    <button type="button" className="tc-button" onClick={() => goTo(-1)}>
      {t('rounds.desk_before')}
    </button>
    <button type="button" className="tc-button tc-button-primary" onClick={() => goTo(1)}>
      {t('rounds.desk_next')}
    </button>
  </div>
);
