import * as routes from '@tongchuang/contract/score-advice.ts';
import { Supposed } from '@tongchuang/contract/score-advice.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { bestRepairs } from '@tongchuang/domain/scoring/advice-best.ts';
import { openRepairs } from '@tongchuang/domain/scoring/advice-open.ts';
import type { FactChange } from '@tongchuang/domain/scoring/advice-repair.ts';
import { sentenceOf } from '@tongchuang/domain/scoring/advice-words.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import { gains } from '@tongchuang/domain/scoring/gain.ts';
import { readFact } from '@tongchuang/domain/scoring/read-fact.ts';
import { whatIf as supposeThat } from '@tongchuang/domain/scoring/what-if.ts';
import { z } from 'zod';
import { view } from './act.ts';
import { mustOpen, scopeOf } from './score-scope.ts';

/** 提分建议 and 推演: what each open problem would give, the best set under a budget, and the score if facts were otherwise. */

/** Problems weighed together; a round with more of them is looked at unit by unit. */
const MOST_REPAIRS = 500;

export const getAdvice = view(routes.getAdvice, {
  async run(scene, { params: { id }, query: { each, budget, ...whose } }) {
    const scope = await scopeOf(scene, id, whose);
    mustOpen(scope);
    const facts = await scope.facts();
    const titles = new Map(scope.edition.nodes.map((node) => [node.code, node.title]));
    const open = openRepairs(scope.edition, facts, scope.subject);
    const weighed = open.slice(0, MOST_REPAIRS).map((repair) => ({ ...repair, cost: { hours: each } }));
    const gained = gains(scope.edition, facts, weighed, scope.subject);
    const best = bestRepairs(scope.edition, facts, weighed, { budget: { hours: budget } }, scope.subject);
    const byId = new Map(facts.map((fact) => [fact.id, fact]));
    const names = new Map(scope.units.map((unit) => [unit.code, unit.shortName ?? unit.unit]));
    const repairs = weighed.map((repair, nth) => {
      const changed = repair.changes.map((change) => ('add' in change ? change.add.id : change.fact));
      const unit = byId.get(changed[0] ?? '')?.unit;
      const title = titles.get(repair.criterion) ?? repair.criterion;
      return {
        id: repair.id,
        code: repair.criterion,
        title,
        need: sentenceOf(repair.need, 'zh-CN', title),
        needs: repair.need,
        site: repair.site,
        unit: unit ? (names.get(unit) ?? unit) : null,
        gain: gained.repairs[nth]?.alone.low ?? 0,
        hours: each,
        facts: changed,
        changes: repair.changes.map((change) => supposedOf(change, byId)),
      };
    });
    return {
      repairs: repairs.sort((a, b) => b.gain - a.gain || (a.code < b.code ? -1 : 1)),
      moreRepairs: open.length - weighed.length,
      criteria: gained.criteria.map(({ name, gain }) => ({
        code: name,
        title: titles.get(name) ?? name,
        gain: gain.low,
      })),
      best: {
        chosen: best.chosen,
        gain: best.gain.low,
        cost: best.cost.hours ?? 0,
        bound: best.bound,
        exact: best.exact,
      },
    };
  },
});

/** 推演: nothing is written. */
export const whatIf = view(routes.whatIf, {
  async run(scene, { params: { id }, query: { facts: text, ...whose } }) {
    const scope = await scopeOf(scene, id, whose);
    mustOpen(scope);
    const supposed = readSupposed(text);
    const grades = gradesOf(scope.edition);
    const changes = supposed.map((one, nth) => changeOf(one, scope.subject.unit, grades, nth));
    const { before, after, differences } = supposeThat(
      scope.edition,
      await scope.facts(),
      changes,
      scope.subject,
    );
    const titles = new Map(scope.edition.nodes.map((node) => [node.code, node.title]));
    const pointsOf = (code: string, nodes: typeof before.nodes) =>
      nodes.find((node) => node.code === code)?.points ?? 0;
    return {
      before: before.total,
      after: after.total,
      nodes: differences.map(({ code }) => ({
        code,
        title: titles.get(code) ?? code,
        before: pointsOf(code, before.nodes),
        after: pointsOf(code, after.nodes),
      })),
    };
  },
});

const MOST_SUPPOSED = 500;
const wrong = (where: string) => new Refusal('request.malformed', { where, problem: 'facts' });

function readSupposed(text: string): z.output<typeof Supposed>[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw wrong('query.facts');
  }
  const read = z.array(Supposed).max(MOST_SUPPOSED).safeParse(json);
  if (!read.success) throw wrong(`query.facts.${read.error.issues[0]?.path.join('.') ?? ''}`);
  return read.data;
}

/** A fact with an id gets another value; one without is one more. */
function changeOf(
  one: z.output<typeof Supposed>,
  unit: string | null,
  grades: ReadonlySet<string>,
  nth: number,
): FactChange {
  const { id, criterion, name, site, value } = one;
  const read = readFact({ id: id ?? `supposed ${nth}`, criterion, name, site, value, unit }, nth + 1);
  if ('problem' in read || read.value === null) throw wrong(`query.facts.${nth}.value`);
  // Scoring leaves out a grade that nobody knows; here it is a slip of the keyboard.
  if ('grade' in read.value && !grades.has(read.value.grade)) throw wrong(`query.facts.${nth}.value`);
  return id === null ? { add: read satisfies Fact } : { fact: id, value: read.value };
}

/** Names of grades, those of sub-frameworks too. */
function gradesOf({ grades, subframeworks }: Edition): Set<string> {
  return new Set([
    ...grades.map(({ name }) => name),
    ...subframeworks.flatMap((sub) => [...gradesOf(sub.edition)]),
  ]);
}

/** The other way round: a change as a page sends it back. */
function supposedOf(change: FactChange, facts: ReadonlyMap<string, Fact>): z.output<typeof Supposed> {
  const fact = 'add' in change ? change.add : facts.get(change.fact);
  const value = 'add' in change ? change.add.value : change.value;
  return {
    id: 'add' in change ? null : change.fact,
    criterion: fact?.criterion ?? '',
    name: fact?.name ?? 'value',
    site: fact?.site ?? null,
    value: value === null ? false : 'grade' in value ? value.grade : value.tenThousandths / 10_000,
  };
}
