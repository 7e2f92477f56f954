import type { Fact, FactState, FactValue } from './fact.ts';
import { FACT_STATES } from './fact.ts';

/** Why a line of FACTS.ndjson is no fact: the field, and what is wrong with it. */
export interface FactProblem {
  problem: 'not_an_object' | 'missing' | 'not_text' | 'too_long' | 'unknown' | 'not_a_value' | 'not_a_time';
  field: string;
}

/** Texts longer than this are no names. In UTF-16 units. */
const TEXT_LIMIT = 20_000;
const TEXTS = [
  'framework',
  'unit',
  'site',
  'siteType',
  'stratum',
  'method',
  'form',
  'marker',
  'second',
  'reason',
  'note',
] as const;
const FIELDS = new Set<string>([...TEXTS, 'id', 'criterion', 'name', 'state', 'value', 'at']);

/**
 * One line of the facts, read as docs/frameworks.md says.
 * @param line  1 is the first line of the file; names facts without an id
 * @returns     the fact, or the problem of its first wrong field
 */
export function readFact(json: unknown, line: number): Fact | FactProblem {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { problem: 'not_an_object', field: '' };
  const given = json as Record<string, unknown>;
  const stranger = Object.keys(given).find((key) => !FIELDS.has(key));
  if (stranger !== undefined) return { problem: 'unknown', field: stranger };

  const texts: Record<string, string | null> = {};
  for (const field of [...TEXTS, 'id', 'criterion', 'name'] as const) {
    const value = given[field] ?? null;
    if (value !== null && typeof value !== 'string') return { problem: 'not_text', field };
    if (value !== null && value.length > TEXT_LIMIT) return { problem: 'too_long', field };
    texts[field] = value;
  }
  const { criterion, ...others } = texts;
  if (!criterion) return { problem: 'missing', field: 'criterion' };

  const state = (given['state'] ?? 'observed') as FactState;
  if (!FACT_STATES.includes(state)) return { problem: 'unknown', field: 'state' };
  const written = given['value'] ?? null;
  if (state === 'observed' && written === null) return { problem: 'missing', field: 'value' };
  const value = written === null ? null : readValue(written);
  if (value === undefined) return { problem: 'not_a_value', field: 'value' };

  const at = given['at'] ?? null;
  const instant = at === null ? null : typeof at === 'string' ? readInstant(at) : undefined;
  if (instant === undefined) return { problem: 'not_a_time', field: 'at' };

  return {
    id: others['id'] ?? `line ${line}`,
    criterion,
    framework: others['framework'] ?? null,
    name: others['name'] ?? 'value',
    state,
    value: state === 'observed' ? value : null,
    unit: others['unit'] ?? null,
    site: others['site'] ?? null,
    siteType: others['siteType'] ?? null,
    stratum: others['stratum'] ?? null,
    method: others['method'] ?? null,
    form: others['form'] ?? null,
    at: instant,
    marker: others['marker'] ?? null,
    second: others['second'] ?? null,
    reason: others['reason'] ?? null,
    note: others['note'] ?? null,
  };
}

const NUMBER = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,2}))?$/;
/** Amounts below 10^11, in ten-thousandths. */
const AMOUNT_LIMIT = 10n ** 15n;

/** By the shortest decimal text of a number, so that no binary fraction comes in; undefined where it is no value. */
function readValue(written: unknown): FactValue | undefined {
  if (typeof written === 'boolean') return { tenThousandths: written ? 10_000 : 0 };
  if (typeof written !== 'number' && typeof written !== 'string') return undefined;
  const match = NUMBER.exec(String(written));
  if (match === null)
    return typeof written === 'string' && written !== '' && written.length <= TEXT_LIMIT
      ? { grade: written }
      : undefined;
  const [, sign, whole = '', decimals = '', exponent = '0'] = match;
  const shift = Number(exponent) - decimals.length + 4;
  let amount = BigInt(whole + decimals);
  if (shift >= 0) amount *= 10n ** BigInt(shift);
  else {
    const below = 10n ** BigInt(-shift);
    if (amount % below !== 0n) return undefined;
    amount /= below;
  }
  if (amount >= AMOUNT_LIMIT) return undefined;
  return { tenThousandths: Number(sign === '-' && amount !== 0n ? -amount : amount) };
}

const INSTANT =
  /^(\d{4}-(\d{2})-(\d{2}))(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** In UTC to the millisecond, so that code units sort as time does; without an offset it is UTC. */
function readInstant(text: string): string | undefined {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [, date = '', month, day, clock = '00:00', seconds = '00', parts = '', offset = 'Z'] = match;
  const zone = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
  const midnight = new Date(`${date}T00:00:00.000Z`);
  // The engine takes 31 April as 1 May; a day that is not in the calendar is no time.
  if (Number.isNaN(midnight.getTime()) || midnight.getUTCDate() !== Number(day)) return undefined;
  if (midnight.getUTCMonth() + 1 !== Number(month)) return undefined;
  const instant = new Date(`${date}T${clock}:${seconds}.${parts.padEnd(3, '0')}${zone}`);
  if (Number.isNaN(instant.getTime())) return undefined;
  const year = instant.getUTCFullYear();
  return year < 0 || year > 9999 ? undefined : instant.toISOString();
}
