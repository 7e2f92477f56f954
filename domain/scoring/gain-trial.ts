import type { Fact } from './fact.ts';
import { changed, idOf, type Repair } from './advice-repair.ts';
import type { Ground, Standing } from './gain-ground.ts';

/** How a fact stands with no repair, and how each repair leaves it. Of two repairs of a fact the later holds. */
interface Forms {
  now: Fact | null;
  by: Map<number, Fact>;
  /** The repair whose form it has on the ground; -1: none. */
  stands: number;
}

/** Goes from one set of done repairs to another, touching only facts in which they differ. */
export class Trial {
  readonly ground: Ground;
  private readonly forms = new Map<string, Forms>();
  /** By repair: the facts that it changes. */
  private readonly ids: string[][];
  /** What is done everywhere; null where only some leaves were looked at since. */
  private done: ReadonlySet<number> | null = new Set();
  private routes: Map<string, number[]> | null = null;
  private readonly idsOfLeaf = new Map<number, string[]>();

  constructor(ground: Ground, repairs: readonly Repair[]) {
    this.ground = ground;
    this.ids = repairs.map((repair, n) => {
      for (const change of repair.changes) {
        const id = idOf(change);
        const after = changed(change, ground.fact);
        if (after === null) continue;
        const forms = this.forms.get(id) ?? { now: ground.fact(id), by: new Map<number, Fact>(), stands: -1 };
        this.forms.set(id, forms);
        forms.by.set(n, after);
      }
      return [...new Set(repair.changes.map(idOf))].filter((id) => this.forms.get(id)?.by.has(n));
    });
  }

  /** Lets exactly these repairs be done. */
  move(repairs: Iterable<number>): void {
    const next = new Set(repairs);
    const before = this.done;
    if (before === null) this.stand(this.forms.keys(), next);
    else {
      const differ = [...before, ...next].filter((repair) => before.has(repair) !== next.has(repair));
      this.stand(new Set(differ.flatMap((repair) => this.ids[repair]!)), next);
    }
    this.done = next;
  }

  /** The same for what one leaf sees; the rest of the ground is as it happens to be. */
  moveFor(leaf: number, repairs: Iterable<number>): void {
    this.done = null;
    this.stand(this.seenBy(leaf), new Set(repairs));
  }

  standing(repairs: Iterable<number>): Standing {
    this.move(repairs);
    return this.ground.standing;
  }

  /** By repair: the leaves that it can touch, ascending. */
  leavesTouched(): number[][] {
    const routes = this.routed();
    return this.ids.map((ids) =>
      [...new Set(ids.flatMap((id) => routes.get(id) ?? []))].sort((a, b) => a - b),
    );
  }

  /** The facts of a repair as they stand without it, and as it leaves them. */
  changesOf(repair: number): { now: Fact | null; after: Fact }[] {
    return this.ids[repair]!.map((id) => {
      const forms = this.forms.get(id)!;
      return { now: forms.now, after: forms.by.get(repair)! };
    });
  }

  private stand(ids: Iterable<string>, done: ReadonlySet<number>): void {
    const facts = new Map<string, Fact | null>();
    for (const id of ids) {
      const forms = this.forms.get(id)!;
      let last = -1;
      for (const repair of forms.by.keys()) if (repair > last && done.has(repair)) last = repair;
      if (last === forms.stands) continue;
      forms.stands = last;
      facts.set(id, last < 0 ? forms.now : forms.by.get(last)!);
    }
    if (facts.size > 0) this.ground.set(facts);
  }

  /** By fact: the leaves that are judged again when it takes any of its forms. */
  private routed(): Map<string, number[]> {
    if (this.routes !== null) return this.routes;
    this.move([]);
    this.routes = new Map();
    for (const [id, { now, by }] of this.forms) {
      const leaves = new Set<number>();
      for (const form of [...by.values(), now])
        for (const leaf of this.ground.set(new Map([[id, form]]))) leaves.add(leaf);
      this.routes.set(id, [...leaves]);
    }
    return this.routes;
  }

  private seenBy(leaf: number): string[] {
    if (this.idsOfLeaf.size === 0)
      for (const [id, leaves] of this.routed())
        for (const each of leaves) this.idsOfLeaf.set(each, this.idsOfLeaf.get(each)?.concat(id) ?? [id]);
    return this.idsOfLeaf.get(leaf) ?? [];
  }
}
