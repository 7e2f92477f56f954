import type { UnitId } from '../kernel/ids.ts';
import { COMMON_STEMS, REFORMS } from './abbreviations.ts';
import { collectiveOf } from './collectives.ts';
import type { Collective } from './collectives.ts';
import { editDistance } from './misspelling.ts';
import { coreOf, endingOf, expansionsOf, isLetterAbbreviation, normalName } from './name-core.ts';
import type { NameCore } from './name-core.ts';
import { heirsOf } from './name-index.ts';
import type { Roster, Spelling } from './name-index.ts';
import { existsOn } from './unit.ts';

/**
 * Which unit of the roster a document means (单位识别).
 * `certain` only where a rule leads to exactly one unit; everything weaker is `suggested` with its reasons, for a person to choose;
 * nothing is guessed silently.
 */
export type Resolution =
  | {
      kind: 'certain';
      unit: UnitId;
      how: How;
      /** The former unit that was named, where the answer is its successor. */
      formerly: UnitId | null;
    }
  | ({ kind: 'collective' } & Collective)
  | { kind: 'suggested'; candidates: Candidate[] }
  | { kind: 'unknown' };

/** In falling order of strength; an answer of a stronger kind hides all weaker ones. */
export const HOWS = [
  'exact',
  'alias',
  'learned_alias',
  'same_core', // the prefix left out or written otherwise, 办公室/办, 委员会/委, 和 left out
  'official_abbreviation', // 住建局
  'letter_abbreviation', // letters of the long name in their order, same ending
] as const;
export type How = (typeof HOWS)[number];

export interface Candidate {
  unit: UnitId;
  /** Best first. */
  reasons: SuggestionReason[];
  /** 1 to 99, for sorting only. */
  score: number;
}
export type SuggestionReason =
  | { code: How } // several units fit equally well
  | { code: 'other_level'; written: string } // 市教育局 in a county
  | { code: 'other_place'; written: string } // another place's name in front
  | { code: 'reform' } // 国土局 → 自然资源局, by the general reforms
  | { code: 'successor_of'; unit: UnitId } // one of several successors
  | { code: 'ended' } // no longer exists, no successor recorded
  | { code: 'other_ending'; written: string } // 卫健委 for 卫生健康局
  | { code: 'misspelling'; letters: number }
  | { code: 'cut_off' } // the words stop in mid-name
  | { code: 'part_of' } // 公安局交警大队, where only 公安局 is known
  | { code: 'contains' };

/** @param name as the document writes it: 县住建局, 各乡镇, 县委办 */
export function resolveUnitName(name: string, roster: Roster): Resolution {
  const text = normalName(name).replace(/等(单位|部门|有关部门|相关部门|有关单位|相关单位)?$/, '');
  if (text === '') return { kind: 'unknown' };
  const named = roster.byName.get(text) ?? [];
  for (const how of ['exact', 'alias', 'learned_alias'] as const) {
    const answer = settle(
      named.filter((hit) => hit.how === how).map((hit) => hit.unit),
      how,
      roster,
    );
    if (answer !== null) return answer;
  }
  const living = [...roster.units.values()].filter((unit) => existsOn(unit, roster.on));
  const collective = collectiveOf(text, living, roster.bodies);
  if (collective !== null) return { kind: 'collective', ...collective };

  const mention = coreOf(text, roster.place);
  const known = expansionsOf(mention.core);
  const classes: [How, (spelling: Spelling) => boolean][] = [
    ['same_core', (one) => one.core === mention.core],
    [
      'official_abbreviation',
      (one) => known.includes(one.core) || expansionsOf(one.core).includes(mention.core),
    ],
    ['letter_abbreviation', (one) => known.length === 0 && isLetterAbbreviation(mention.core, one.core)],
  ];
  const otherLevel: Spelling[] = [];
  for (const [how, fits] of classes) {
    const hits = (how === 'same_core' ? (roster.byCore.get(mention.core) ?? []) : roster.spellings).filter(
      fits,
    );
    const sameLevel = hits.filter((one) => levelFits(mention, one, roster));
    otherLevel.push(...hits.filter((one) => !sameLevel.includes(one)));
    const own = sameLevel.filter((one) => mention.level !== null || isOwn(one, roster));
    const answer = settle(
      (own.length > 0 ? own : sameLevel).map((one) => one.unit),
      how,
      roster,
    );
    if (answer !== null) return answer;
  }
  return suggest(mention, text, known, otherLevel, roster);
}

/** The level that a spelling stands at: as written, else by the unit's tier. */
function levelOf(spelling: Spelling, roster: Roster): string | null {
  if (spelling.level !== null) return spelling.level;
  const tier = roster.units.get(spelling.unit)?.tier;
  if (tier === 'county') return roster.place.kind;
  return tier === 'city' ? '市' : tier === 'province' ? '省' : null;
}

const isOwn = (spelling: Spelling, roster: Roster): boolean => {
  const tier = roster.units.get(spelling.unit)?.tier;
  return spelling.place === 'own' && (tier === 'county' || levelOf(spelling, roster) === roster.place.kind);
};

function levelFits(mention: NameCore, spelling: Spelling, roster: Roster): boolean {
  if (mention.level === null) return true;
  const level = levelOf(spelling, roster);
  if (
    mention.place === 'above' &&
    spelling.place !== 'above' &&
    roster.units.get(spelling.unit)?.tier === 'county'
  )
    return false;
  return level === null || level === mention.level;
}

/** One living unit is certain; several are suggested; none is null. Ended units give way to their successors. */
function settle(found: readonly UnitId[], how: How, roster: Roster): Resolution | null {
  const living = new Map<UnitId, UnitId | null>();
  const ended: UnitId[] = [];
  for (const unit of new Set(found)) {
    const heirs = heirsOf(unit, roster);
    if (heirs.length === 0) ended.push(unit);
    for (const heir of heirs) if (living.get(heir) !== null) living.set(heir, heir === unit ? null : unit);
  }
  const [first, ...more] = [...living];
  if (first !== undefined && more.length === 0)
    return { kind: 'certain', unit: first[0], how, formerly: first[1] };
  if (first !== undefined) {
    const candidates = [...living].map(([unit, from]): Candidate => {
      const reason: SuggestionReason = from === null ? { code: how } : { code: 'successor_of', unit: from };
      return { unit, reasons: [reason], score: 99 };
    });
    return { kind: 'suggested', candidates };
  }
  if (ended.length === 0) return null;
  return {
    kind: 'suggested',
    candidates: ended.map((unit) => ({ unit, reasons: [{ code: 'ended' }], score: 40 })),
  };
}

function suggest(
  mention: NameCore,
  text: string,
  known: readonly string[],
  otherLevel: readonly Spelling[],
  roster: Roster,
): Resolution {
  const found = new Map<UnitId, Candidate>();
  const add = (unit: UnitId, reason: SuggestionReason, score: number) => {
    for (const heir of heirsOf(unit, roster)) {
      const old = found.get(heir);
      if (old === undefined) found.set(heir, { unit: heir, reasons: [reason], score });
      else if (!old.reasons.some((one) => one.code === reason.code)) {
        const reasons = score > old.score ? [reason, ...old.reasons] : [...old.reasons, reason];
        found.set(heir, { unit: heir, reasons, score: Math.max(score, old.score) });
      }
    }
  };
  for (const one of otherLevel) add(one.unit, { code: 'other_level', written: mention.level ?? '' }, 90);

  const foreign = /^(.{2,4}?)(?:自治)?([县市区旗])(?=.{2})/.exec(text);
  if (foreign !== null) {
    const rest = resolveUnitName(roster.place.kind + text.slice(foreign[0].length), roster);
    const written = foreign[0];
    if (rest.kind === 'certain') add(rest.unit, { code: 'other_place', written }, 70);
    if (rest.kind === 'suggested')
      for (const one of rest.candidates) add(one.unit, { code: 'other_place', written }, 45);
  }

  const meant = [mention.core, ...known];
  const reformed = meant.flatMap((core) => REFORMS.get(core) ?? []);
  const reformedToo = reformed.flatMap((core) => [core, ...expansionsOf(core)]);
  const stems = new Set(meant.map((core) => endingOf(core).stem).filter((stem) => stem.length > 1));
  const { stem, ending } = endingOf(mention.core);
  const isCommon = known.length > 0 || COMMON_STEMS.has(stem);
  const bare = mention.core.replace(/^[省市县区旗]/, '');
  for (const one of roster.spellings) {
    const theirs = endingOf(one.core);
    if (reformedToo.includes(one.core)) add(one.unit, { code: 'reform' }, 85);
    if (theirs.ending !== ending && stems.has(theirs.stem)) {
      add(one.unit, { code: 'other_ending', written: mention.core }, 80);
    }
    if (isLetterAbbreviation(mention.core, one.core) || isLetterAbbreviation(one.core, mention.core)) {
      add(one.unit, { code: 'letter_abbreviation' }, 60);
    }
    if (!isCommon) {
      const longer = Math.max(one.core.length, mention.core.length);
      const letters = editDistance(mention.core, one.core, longer >= 6 ? 2 : 1);
      if (letters !== null && letters > 0 && Math.min(one.core.length, mention.core.length) >= 3) {
        add(
          one.unit,
          { code: 'misspelling', letters },
          Math.min(88, 100 - Math.round((100 * letters) / longer)),
        );
      }
    }
    if (one.core !== mention.core && bare !== '' && one.core.startsWith(bare) && ending === '') {
      add(one.unit, { code: 'cut_off' }, 55);
    } else if (one.core.length >= 3 && mention.core.startsWith(one.core))
      add(one.unit, { code: 'part_of' }, 65);
    else if (stem.length > 1 && theirs.stem.length > 1 && one.core !== mention.core) {
      if (one.core.endsWith(mention.core) || mention.core.endsWith(one.core))
        add(one.unit, { code: 'contains' }, 50);
    }
  }
  if (found.size === 0) return { kind: 'unknown' };
  const candidates = [...found.values()].sort((a, b) => b.score - a.score || (a.unit < b.unit ? -1 : 1));
  return { kind: 'suggested', candidates: candidates.slice(0, 5) };
}
