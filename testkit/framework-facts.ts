import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { Chance } from './chance.ts';
import { FORMS, METHODS, NAMES, SITES, SITE_TYPES, STRATA, UNITS } from './framework-names.ts';

/** Facts for most criteria of an edition and of its sub-frameworks: repeated, contradicting, missing, astray. */
export function factsFor(edition: Edition, draw: Chance): Fact[] {
  const facts: Fact[] = [];
  const density = draw.one([0.2, 0.8, 1, 1]);
  const owners = ownersOf(edition);
  for (const { code, framework } of owners) {
    for (const name of NAMES) {
      if (!draw.likely(density)) continue;
      const repeated = draw.one([1, 1, 2, 4, 8]);
      for (let at = 0; at < repeated; at += 1) facts.push(aFact(draw, facts.length, code, framework, name));
    }
  }
  return draw.shuffled(facts);
}

function ownersOf(edition: Edition): { code: string; framework: string }[] {
  const own = edition.nodes.flatMap(({ code, key }) => (key === null ? [code] : [code, key]));
  return [
    ...[...own, 'nobody'].map((code) => ({ code, framework: edition.code })),
    ...edition.subframeworks.flatMap((each) => ownersOf(each.edition)),
  ];
}

const orNull = <T>(draw: Chance, share: number, value: () => T): T | null =>
  draw.likely(share) ? value() : null;

function aFact(draw: Chance, no: number, criterion: string, framework: string, name: string): Fact {
  const state = draw.one([
    ...(['observed', 'observed', 'observed', 'observed', 'observed', 'observed'] as const),
    ...(['observed', 'observed', 'observed', 'not_observed', 'not_applicable'] as const),
  ]);
  const site = orNull(draw, state === 'not_applicable' ? 0.97 : 0.6, () => draw.one(SITES));
  return {
    id: `${draw.one(['b', 'B', 'İ', 'ı', '豈', '𠮷', 'ä'])}${no}`,
    criterion,
    framework: draw.likely(0.6) ? null : draw.likely(0.9) ? framework : 'elsewhere',
    name,
    state,
    value: state === 'observed' ? aValue(draw) : null,
    unit: orNull(draw, 0.7, () => draw.one(UNITS)),
    site,
    siteType: orNull(draw, 0.3, () => draw.one(SITE_TYPES)),
    stratum: orNull(draw, 0.8, () => draw.one(STRATA)),
    method: orNull(draw, 0.5, () => draw.one(METHODS)),
    form: orNull(draw, 0.7, () => draw.one(FORMS)),
    at: orNull(
      draw,
      0.8,
      () => `2026-0${draw.whole(1, 2)}-0${draw.whole(1, 2)}T0${draw.whole(0, 1)}:00:00.000Z`,
    ),
    marker: orNull(draw, 0.8, () => draw.one(['甲', '乙'])),
    second: orNull(draw, 0.8, () => draw.one(['乙', '丙'])),
    reason: orNull(draw, 0.8, () => '现场核对'),
    note: null,
  };
}

function aValue(draw: Chance): Fact['value'] {
  if (draw.likely(0.1)) return { grade: draw.one(['A', 'B', 'İ', 'C', 'C#', '无此档']) };
  const amounts = [
    0, 10_000, 10_000, 10_000, 5_000, 8_500, 20_000, 30_000, 3_333, -5_000, 100_000, 1, 999_999_999_999_999,
  ];
  return { tenThousandths: draw.one(amounts) };
}
