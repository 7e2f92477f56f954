import type { FactOut } from '@tongchuang/contract/facts.ts';
import type { Round, RoundHead } from '@tongchuang/contract/rounds.ts';
import { ROUND_STAGES, type Seat, type Sheet } from '@tongchuang/domain/scoring/round.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import type { Tone } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayNumber, sayShortDate } from '@tongchuang/ui/speech.ts';

/** What the wire's words of rounds are called on these pages. */

export type Kind = RoundHead['kind'];
export type Stage = RoundHead['stage'];
export type FactState = FactOut['state'];

export const kindWord = (kind: Kind): string => t(`rounds.kind_${kind}`);
export const stageWord = (stage: Stage): string => t(`rounds.stage_${stage}`);
export const sheetWord = (sheet: Sheet): string => t(`rounds.sheet_${sheet}`);
export const seatWord = (seat: Seat): string => t(`rounds.seat_${seat}`);
export const factStateWord = (state: FactState): string => t(`rounds.fact_${state}`);

/** It went on without this stage: 不设自评, 不设反馈. */
export const isSkipped = (
  { stage: at, heldStages }: Pick<Round, 'stage' | 'heldStages'>,
  stage: Stage,
): boolean => ROUND_STAGES.indexOf(stage) < ROUND_STAGES.indexOf(at) && !heldStages.includes(stage);

export const STAGE_TONES: Record<Stage, Tone> = {
  preparing: 'muted',
  self: 'info',
  marking: 'info',
  reply: 'warn',
  settling: 'warn',
  published: 'good',
  closed: 'muted',
};

/** Points with their two decimals: 92.50. */
export const pointsWord = (points: number | null): string => (points === null ? '–' : sayNumber(points, 2));

/** 3月1日–3月31日 */
export const periodWord = ({ from, to }: Pick<RoundHead, 'from' | 'to'>): string =>
  `${sayShortDate(from)}–${sayShortDate(to)}`;

/** What an act in a round changes on other pages. */
export const ROUND_CHANGES: readonly string[] = [
  'round.',
  'fact.',
  'reply.',
  'score.',
  'ranking.',
  'snapshot.',
  'appeal.',
];

/** Stages that the round may go to from here, forward or back, as the server opens them. */
export const stagesOpen = ({ open }: Pick<Round, 'open'>, way: 'to' | 'back'): Stage[] =>
  open.filter((one) => one.startsWith(`${way}:`)).map((one) => one.slice(way.length + 1) as Stage);

const SOURCES = ['page', 'import', 'api', 'inspection', 'survey'] as const;
/** 页面 · 导入 · 接口 · 督查 · 问卷; a source of another house is shown as it is written. */
export function sourceWord(source: string): string {
  const known = SOURCES.find((one) => one === source);
  return known === undefined ? source : t(`rounds.source_${known}`);
}

export const valueWord = (row: Pick<FactOut, 'state' | 'value'>): string =>
  row.state === 'observed' ? (row.value ?? '') : factStateWord(row.state);
