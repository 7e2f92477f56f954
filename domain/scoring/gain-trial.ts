import type { Fact } from './fact.ts';
import { changed, idOf, type Repair } from './advice-repair.ts';
import type { Ground, Standing } from './gain-ground.ts';

/** Goes from one set of done repairs to another, touching only facts in which they differ. */
export class Trial {
  readonly ground: Ground;
  private readonly repairs: readonly Repair[];
  private done = new Set<number>();
  /** By fact: how it stands with no repair, and how each repair leaves it. Of two repairs of a fact the later holds. */
  private readonly forms = new Map<string, { now: Fact | null; by: Map<number, Fact> }>();
  private readonly touched: string[][];

  constructor(ground: Ground, repairs: readonly Repair[]) {
    this.ground = ground;
    this.repairs = repairs;
    this.touched = repairs.map((repair, n) => {
      for (const change of repair.changes) {
        const id = idOf(change);
        const after = changed(change, ground.fact);
        if (after === null) continue;
        const form = this.forms.get(id) ?? { now: ground.fact(id), by: new Map<number, Fact>() };
        this.forms.set(id, form);
        form.by.set(n, after);
      }
      return [...new Set(repair.changes.map(idOf))].filter((id) => this.forms.get(id)?.by.has(n));
    });
  }

  /** Lets exactly these repairs be done. Returns the leaves that were judged again. */
  move(repairs: Iterable<number>): number[] {
    const next = new Set(repairs);
    const differ = [
      ...[...this.done].filter((repair) => !next.has(repair)),
      ...[...next].filter((repair) => !this.done.has(repair)),
    ];
    if (differ.length === 0) return [];
    const facts = new Map<string, Fact | null>();
    for (const id of new Set(differ.flatMap((repair) => this.touched[repair]!)))
      facts.set(id, this.formOf(id, next));
    this.done = next;
    return this.ground.set(facts);
  }

  standing(repairs: Iterable<number>): Standing {
    this.move(repairs);
    return this.ground.standing;
  }

  /** By repair: the leaves that it can touch, ascending. */
  leavesTouched(): number[][] {
    return this.repairs.map((_, n) => {
      this.move([]);
      return this.move([n]).sort((a, b) => a - b);
    });
  }

  /** The facts of a repair as they stand without it, and as it leaves them. */
  changesOf(repair: number): { now: Fact | null; after: Fact }[] {
    return this.touched[repair]!.map((id) => {
      const form = this.forms.get(id)!;
      return { now: form.now, after: form.by.get(repair)! };
    });
  }

  private formOf(id: string, done: ReadonlySet<number>): Fact | null {
    const form = this.forms.get(id)!;
    let last = -1;
    for (const repair of form.by.keys()) if (repair > last && done.has(repair)) last = repair;
    return last < 0 ? form.now : form.by.get(last)!;
  }
}
