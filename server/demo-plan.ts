import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asked, Route } from '@tongchuang/contract/route.ts';
import { addDays, instantAt, monthEnd, yearOf, type Calendar } from '@tongchuang/domain/kernel/calendar.ts';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import {
  uuidv7,
  type CommandId,
  type PersonId,
  type PlanId,
  type TaskId,
  type TenantId,
  type UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import type { UnitRole } from '@tongchuang/domain/tasks/task.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { loadCalendar } from '@tongchuang/storage/campaign/calendar.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import type { EditionTask } from '@tongchuang/storage/tasks/edition-words.ts';
import { insertPlanEdition } from '@tongchuang/storage/tasks/editions.ts';
import type { Act } from '@tongchuang/usecases/act.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import { makePipe, type Credential } from '@tongchuang/usecases/pipe.ts';
import * as sessions from '@tongchuang/usecases/sessions.ts';

/**
 * Tells the story of a plan in a demo county by real acts of its people, at the times at which they would have done them: the
 * clock of the house is a seam. What a first look shows is therefore what the house itself makes of such a story.
 */
export interface DemoTask {
  no: string;
  text: string;
  units: [code: string, role: UnitRole][];
  due?: { inDays?: number; monthEnd?: number };
  standard?: string;
  targets?: EditionTask['targets'];
  recurrence?: string;
  goal?: number;
  unexpanded?: EditionTask['unexpanded'];
  /** draft · open · unit · dispute · claimed · progress:60 · done · verified · returned · deferral · cannot · dropped */
  life: string;
}
export interface DemoPlan {
  title: string;
  docNumber: string;
  campaign: { title: string; assessment: string; reward: string };
  stages: { name: string; fromDays: number; toDays: number }[];
  cycleGoals: { text: string; target: string }[];
  annualGoals: [text: string, cycleGoal: number][];
  sections: { heading: string; tasks: DemoTask[] }[];
}

export const readDemoPlan = (): DemoPlan =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../packs/demo/qingyuan-plan.json'), 'utf8')) as DemoPlan;

/** Who works for a unit and can sign in, and its usual chain. */
export interface Cast {
  unit: UnitId;
  head: PersonId | null;
  liaison: PersonId | null;
  chain: { leaderId: PersonId | null; section: string | null; personId: PersonId | null };
}

/** A place whose clock is moved from one act to the next, and whose people act by sessions of their own. */
export class Stage {
  readonly tenant: TenantId;
  /** Today, as it really is. */
  readonly today: string;
  readonly #house: House;
  readonly #pipe: ReturnType<typeof makePipe>;
  readonly #tokens = new Map<PersonId, string>();
  #moment: Date;

  constructor(house: House, tenant: TenantId) {
    this.tenant = tenant;
    this.#house = house;
    this.#moment = house.clock();
    this.today = civilDate(this.#moment);
    this.#pipe = makePipe({ ...house, clock: () => this.#moment });
  }

  fresh = <T extends string>(): T => uuidv7(this.#moment.getTime(), this.#house.random(10)) as T;

  /** @param days from today, not positive; @param time local 'HH:MM' */
  at(days: number, time: string): string {
    const day = addDays(this.today, days);
    const wanted = instantAt(day, time);
    const now = this.#house.clock();
    this.#moment = wanted < now ? wanted : now;
    return day;
  }

  day = (days: number): string => addDays(this.today, days);
  now = (): Date => this.#moment;

  async act<R extends Route, Row>(
    who: PersonId | 'clock',
    act: Act<R, Row>,
    asked: Partial<Asked<R>>,
  ): Promise<void> {
    const by: Credential =
      who === 'clock'
        ? { tenant: this.tenant, clock: true }
        : { tenant: this.tenant, tokenHash: sha256(await this.#tokenOf(who)) };
    const whole = { params: {}, query: {}, body: {}, ...asked } as Asked<R>;
    await this.#pipe.perform(act, by, this.fresh<CommandId>(), whole);
  }

  async #tokenOf(person: PersonId): Promise<string> {
    const known = this.#tokens.get(person);
    if (known) return known;
    const origin = { agent: 'demo', address: '' };
    const begun = await inTransaction(this.#house.store, this.tenant, 'write', ({ db }) =>
      sessions.begin(db, this.tenant, person, this.#house.clock(), origin),
    );
    this.#tokens.set(person, begun.token);
    return begun.token;
  }

  rows = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
    inTransaction(this.#house.store, this.tenant, 'read', ({ query }) => query<T & {}>(text, values));

  calendar = (): Promise<Calendar> => inTransaction(this.#house.store, this.tenant, 'read', loadCalendar);

  /** The plan as the intake writes it once it is confirmed. */
  async writePlan(
    pack: DemoPlan,
    units: ReadonlyMap<string, Cast>,
    by: PersonId,
  ): Promise<{ plan: PlanId; taskIds: TaskId[] }> {
    const plan = this.fresh<PlanId>();
    const year = String(yearOf(this.today));
    const written = await inTransaction(this.#house.store, this.tenant, 'write', (transaction) =>
      insertPlanEdition(transaction, {
        tenant: this.tenant,
        now: this.#moment,
        newId: this.fresh,
        planId: plan,
        campaignId: null,
        kind: 'plan',
        title: pack.title.replace('{year}', year),
        docNumber: pack.docNumber.replace('{year}', year),
        issuedOn: civilDate(this.#moment),
        documentId: null,
        fileSha256: null,
        confirmedBy: by,
        tasks: pack.sections.flatMap(({ heading, tasks }) =>
          tasks.map((task) => this.#edition(heading, task, units)),
        ),
      }),
    );
    return { plan, taskIds: written.taskIds };
  }

  #edition(heading: string, task: DemoTask, units: ReadonlyMap<string, Cast>): EditionTask {
    return {
      no: task.no,
      sectionPath: [heading],
      text: task.text,
      objective: null,
      standard: task.standard ?? null,
      deadline: this.#deadline(task.due),
      recurrence: task.recurrence ?? null,
      targets: task.targets ?? [],
      units: task.units.map(([code, role]) => {
        const cast = units.get(code);
        if (!cast) throw new Error(`packs/demo: task ${task.no} names unit ${code}, which there is not`);
        return { unitId: cast.unit, role, writtenAs: null };
      }),
      unexpanded: task.unexpanded ?? [],
    };
  }

  /** Days are told from the day of loading, so that the story is never out of date. */
  #deadline(due: DemoTask['due']): EditionTask['deadline'] {
    if (!due) return null;
    if (due.inDays !== undefined) {
      const day = addDays(this.today, due.inDays);
      return {
        phrase: `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日前`,
        from: null,
        due: day,
        inherited: false,
      };
    }
    let end = monthEnd(this.today);
    for (let months = due.monthEnd ?? 0; months > 0; months -= 1) end = monthEnd(addDays(end, 1));
    return { phrase: `${Number(end.slice(5, 7))}月底前`, from: null, due: end, inherited: false };
  }

  /** Their sessions were for the story only. */
  async strike(): Promise<void> {
    await inTransaction(this.#house.store, this.tenant, 'write', ({ query }) =>
      query(`delete from sessions where agent = 'demo'`),
    );
  }
}
