import type { Edition, Node } from '../assessment/edition.ts';
import type { Fact } from '../scoring/fact.ts';
import type { NodeResult, Result } from '../scoring/result.ts';
import { fractionOf, inHundredths, same, times, whole, type Fraction } from './fraction.ts';
import { sharesOfLeaves } from './leaf.ts';
import type { Subject } from './seen.ts';
import type { Share } from './share.ts';
import { pointsOfLeaves } from './weights.ts';

/** Amounts of one node in hundredths of a point; null: out. */
type Amounts = Record<'of' | 'max' | 'low' | 'high' | 'lost' | 'points', bigint> & { isKnown: boolean };

/** Stands above the roots. No node is named so: their codes are not empty. */
const TOTAL = '';

/**
 * Scores one subject a second time (复算), by docs/frameworks.md alone: for each leaf anew the facts are filtered, grouped and
 * folded, with its own arithmetic. Shares no code with `scoring`; the two must agree to the byte.
 * @param facts each id once
 */
export function recount(edition: Edition, facts: readonly Fact[], subject: Subject): Result {
  const points = pointsOfLeaves(edition);
  const shares = sharesOfLeaves({ edition, facts, subject, points, recount });
  const caps = capsOf(edition, shares);
  const amounts = new Map<string, Amounts | null>();
  const childrenOf = Map.groupBy(edition.nodes, (node) => node.parent ?? TOTAL);
  const total = addUp(TOTAL);

  const sunk = new Set<string>(caps.has(TOTAL) ? [TOTAL] : []);
  for (const { code, parent } of edition.nodes) {
    if (caps.has(code) || sunk.has(parent ?? TOTAL)) sunk.add(code);
  }
  const shown = (code: string): Omit<NodeResult, 'code'> => {
    const own = asPoints(amounts.get(code) ?? null, sunk.has(code));
    return own.state === 'unknown' && points.has(code) ? { ...own, points: null } : own;
  };

  const declared = edition.nodes
    .filter(({ code, kind }) => points.has(code) && (kind === 'normal' || kind === 'subframework'))
    .reduce((sum, { code }) => sum + inHundredths(points.get(code) ?? whole(0)), 0n);
  const vetoes = edition.nodes.filter(({ code, kind }) => kind === 'veto' && points.has(code));
  return {
    total: {
      ...shown(TOTAL),
      declared: inPoints(declared),
      converted: total && total.of !== 0n ? inPoints(converted(total, declared)) : null,
      vetoes: {
        struck: vetoes.filter(({ code }) => hasStruck(shares.get(code))).map(({ code }) => code),
        open: vetoes.filter(({ code }) => amounts.get(code)?.isKnown === false).map(({ code }) => code),
      },
    },
    nodes: edition.nodes.map(({ code }) => ({ code, ...shown(code) })),
  };

  function addUp(code: string): Amounts | null {
    const parts = (childrenOf.get(code) ?? [])
      .map((child) => (childrenOf.has(child.code) ? addUp(child.code) : leaf(child)))
      .filter((each) => each !== null);
    const result = parts.length === 0 ? null : branch(parts, caps.get(code) ?? null);
    amounts.set(code, result);
    return result;
  }

  function leaf(node: Node): Amounts | null {
    const share = shares.get(node.code) ?? 'out';
    const result = share === 'out' ? null : leafAmounts(node, share, points.get(node.code) ?? whole(0));
    amounts.set(node.code, result);
    return result;
  }
}

function leafAmounts({ kind }: Node, share: Share, points: Fraction): Amounts {
  const worst = inHundredths(times(points, share.low));
  const best = inHundredths(times(points, share.high));
  const nothing = { points: 0n, of: 0n, max: 0n, low: 0n, high: 0n, lost: 0n };
  if (kind === 'veto') return { ...nothing, isKnown: same(share.low, share.high) };
  const isKnown = worst === best;
  if (kind === 'bonus') return { ...nothing, points: isKnown ? worst : 0n, low: worst, high: best, isKnown };
  if (kind === 'deduction') {
    const taken = isKnown ? best : 0n;
    return { ...nothing, points: -taken, low: -best, high: -worst, lost: taken, isKnown };
  }
  const max = inHundredths(points);
  if (!isKnown) return { ...nothing, max, low: worst, high: best, isKnown };
  return { points: worst, of: max, max, low: worst, high: best, lost: max - worst, isKnown };
}

function branch(parts: readonly Amounts[], cap: bigint | null): Amounts {
  const sum = (name: Exclude<keyof Amounts, 'isKnown'>) => parts.reduce((all, part) => all + part[name], 0n);
  const limited = (amount: bigint) => {
    const raised = amount < 0n ? 0n : amount;
    return cap !== null && raised > cap ? cap : raised;
  };
  const [low, high, max] = [limited(sum('low')), limited(sum('high')), sum('max')];
  const isKnown = low === high;
  const points = isKnown ? low : limited(sum('points'));
  const of = isKnown ? max : sum('of');
  // What is lost follows: whatever `of` grows by is lost as long as points do not grow with it.
  const lost = sum('lost') + (of - sum('of')) - (points - sum('points'));
  return { points, of, max, low, high, lost, isKnown };
}

/** The least cap that holds for each branch (and the total), by code. */
function capsOf(edition: Edition, shares: ReadonlyMap<string, Share | 'out'>): Map<string, bigint> {
  const caps = new Map<string, bigint>();
  const hold = (code: string, cap: bigint) => {
    const before = caps.get(code);
    caps.set(code, before !== undefined && before < cap ? before : cap);
  };
  for (const { code, parent, kind, veto } of edition.nodes) {
    const share = shares.get(code);
    if (!share || share === 'out') continue;
    if (kind === 'veto' && veto && hasStruck(share)) {
      hold(veto.on === 'parent' ? (parent ?? TOTAL) : TOTAL, inHundredths(fractionOf(veto.cap)));
    }
    // Of several on one leaf the one that reaches farthest.
    if (share.floors.includes('total')) hold(TOTAL, 0n);
    else if (share.floors.includes('parent')) hold(parent ?? TOTAL, 0n);
  }
  return caps;
}

const hasStruck = (share: Share | 'out' | undefined): boolean =>
  share !== undefined && share !== 'out' && same(share.low, share.high) && share.low.top > 0n;

/** points ÷ of × declared, in hundredths. */
const converted = ({ points, of }: Amounts, declared: bigint): bigint =>
  inHundredths({ top: points * declared, bottom: of * 100n });

function asPoints(amounts: Amounts | null, isSunk: boolean): Omit<NodeResult, 'code'> {
  if (!amounts) {
    return { state: 'not_applicable', points: null, of: 0, max: 0, low: 0, high: 0, lost: 0, sunk: false };
  }
  const { isKnown, points, of, max, low, high, lost } = amounts;
  return {
    state: isKnown ? 'known' : 'unknown',
    points: inPoints(points),
    of: inPoints(of),
    max: inPoints(max),
    low: inPoints(low),
    high: inPoints(high),
    lost: inPoints(lost),
    sunk: isSunk,
  };
}

const inPoints = (amount: bigint): number => Number(amount) / 100;
