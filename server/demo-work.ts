import { monthEnd } from '@tongchuang/domain/kernel/calendar.ts';
import type { PersonId, ReportId, TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { runDay } from '@tongchuang/usecases/task-clock.ts';
import * as moves from '@tongchuang/usecases/tasks.ts';
import type { Cast, DemoTask, Stage } from './demo-plan.ts';

/** What the demo's units do with their tasks, each as its `life` in the pack says. */

/** When the plan was issued, in days from today; everything else happens after it. */
export const ISSUED = -44;
const NOTES = [
  '已完成摸底排查,建立问题清单和责任台账。',
  '按清单推进,重点点位已整治,其余正在实施。',
  '完成大部分工作量,正在收尾和自查。',
];
/** A task of the story, with the units that live through it. */
export interface Told {
  task: DemoTask;
  id: TaskId;
  parts: { cast: Cast; duty: boolean }[];
}

/** First the units, some days later their heads. Units without accounts are the ones that the office has to remind. */
export async function claim(stage: Stage, told: readonly Told[]): Promise<void> {
  const claimed = told.filter(({ task }) => !['draft', 'open'].includes(task.life));
  for (let nth = 0; nth < 4; nth += 1) {
    stage.at(ISSUED + 1 + nth, `1${nth}:20`);
    await together(everyFourth(claimed, nth), (one) => claimByUnits(stage, one));
  }
  const headed = claimed.filter(({ task }) => task.life !== 'unit');
  for (let nth = 0; nth < 4; nth += 1) {
    stage.at(ISSUED + 5 + nth, `1${nth}:40`);
    await together(everyFourth(headed, nth), (one) => claimByHeads(stage, one));
  }
}

const everyFourth = <T>(all: readonly T[], nth: number): T[] => all.filter((_, at) => at % 4 === nth);
const together = async <T>(all: readonly T[], one: (each: T) => Promise<void>): Promise<void> =>
  void (await Promise.all(all.map(one)));

async function claimByUnits(stage: Stage, { task, id, parts }: Told): Promise<void> {
  for (const [at, { cast }] of parts.entries()) {
    const params = { id, unitId: cast.unit };
    if (!cast.liaison) continue;
    const reason = '设施产权不在我局,建议由产权单位负责。';
    if (task.life === 'dispute' && at === 1)
      await stage.act(cast.liaison, moves.dispute, { params, body: { reason } });
    else await stage.act(cast.liaison, moves.claimByUnit, { params });
  }
}

async function claimByHeads(stage: Stage, { task, id, parts }: Told): Promise<void> {
  for (const [at, { cast, duty }] of parts.entries()) {
    const isDisputed = task.life === 'dispute' && at === 1;
    if (!duty || !cast.head || !cast.liaison || isDisputed) continue;
    const params = { id, unitId: cast.unit };
    await stage.act(cast.head, moves.claimByHead, { params, body: { chain: cast.chain } });
  }
}

/** The rounds of the clock from the issue until yesterday, and what people do between them. */
export async function work(stage: Stage, told: readonly Told[], office: PersonId): Promise<void> {
  for (const day of [-38, -31, -24, -17, -12, -8, -5, -2, -1]) {
    stage.at(day, '09:05');
    await stage.act('clock', runDay, { body: { on: stage.day(day) } });
    stage.at(day, '16:30');
    await together(told, (one) => reportOn(stage, one, day));
    stage.at(day, '17:10');
    await together(told, (one) => settleOn(stage, one, day, office));
    await fileInstances(stage, day, office);
  }
}

const workersOf = ({ parts }: Told): Cast[] =>
  parts.filter(({ cast, duty }) => duty && cast.head && cast.liaison).map(({ cast }) => cast);

/** The day on which a task is handed in, by how its story goes; 1: not at all. */
const handedIn = (life: string): number => ({ verified: -24, returned: -8, done: -2 })[life] ?? 1;

/** Three reports on the way to what the story aims at. */
async function reportOn(stage: Stage, told: Told, day: number): Promise<void> {
  const { task, id } = told;
  const [life = '', aim = '60'] = task.life.split(':');
  const step = [-31, -17, -5].indexOf(day);
  if (step < 0 || !REPORTING.includes(life) || day >= handedIn(life)) return;
  const progressBp = Math.round((Number(aim) * 100 * (step + 1)) / 3);
  for (const [nth, { unit, liaison }] of workersOf(told).entries()) {
    if (!liaison) continue;
    const attained = (nth === 0 ? (task.targets ?? []) : [])
      .slice(0, 1)
      .map(({ comparator, value }, position) => ({
        position,
        attained: comparator.startsWith('<') ? value : Math.round((value * progressBp) / 10_000),
      }));
    const body = {
      reportId: stage.fresh<ReportId>(),
      note: NOTES[step] ?? '',
      progressBp,
      attained,
      files: [],
    };
    await stage.act(liaison, moves.report, { params: { id, unitId: unit }, body });
  }
}

const REPORTING = ['progress', 'done', 'verified', 'returned', 'deferral', 'cannot'];

/** What happens once: handed in, verified, returned, asked for, dropped. */
async function settleOn(stage: Stage, told: Told, day: number, office: PersonId): Promise<void> {
  const { task, id } = told;
  const [life = ''] = task.life.split(':');
  const [lead] = workersOf(told);
  if (!lead?.liaison) return;
  const params = { id, unitId: lead.unit };
  const reportId = stage.fresh<ReportId>();
  const words = (reason: string) => ({ reportId, reason, files: [] });
  const done = { reportId, note: '已按标准完成,自查合格,请予核验。', attained: [], files: [] };
  if (day === handedIn(life)) await stage.act(lead.liaison, moves.submitDone, { params, body: done });
  if (life === 'verified' && day === -17)
    await stage.act(office, moves.verify, { params: { id }, body: { reportId, note: '现场核验合格。' } });
  if (life === 'returned' && day === -5)
    await stage.act(office, moves.returnTask, {
      params: { id },
      body: { reportId, reason: '抽查仍有点位不达标,请补充整改前后对比照片后再报。' },
    });
  if (life === 'dropped' && day === -12)
    await stage.act(office, moves.drop, { params: { id }, body: words('与市级统一制作重复,不再单独实施。') });
  if (life === 'cannot' && day === -2)
    await stage.act(lead.liaison, moves.reportCannot, {
      params,
      body: words('机关在编人员不足,难以覆盖全部路段,建议调整包保范围。'),
    });
  if (life === 'deferral' && day === -1)
    await stage.act(lead.liaison, moves.requestDeferral, {
      params,
      body: { ...words('管网改造与雨季重叠,部分路段需延后施工。'), until: monthEnd(stage.day(75)) },
    });
}

/** Instances of recurring tasks are handed in on time; those of the last days still wait. */
async function fileInstances(stage: Stage, day: number, office: PersonId): Promise<void> {
  if (day > -8) return;
  const due = await stage.rows<{ id: TaskId; unit: UnitId; by: PersonId | null }>(
    `select t.id, p.unit_id as unit,
            (select h.person_id from role_holders h where h.unit_id = p.unit_id and h.role_code = 'liaison' limit 1) as by
       from tasks t join task_units p on p.tenant_id = t.tenant_id and p.task_id = t.id and p.role = 'lead'
      where t.series_id is not null and t.state = 'claimed' and t.due_on <= $1`,
    [stage.day(day + 6)],
  );
  for (const { id, unit, by } of due) {
    if (!by) continue;
    stage.at(day, '17:20');
    const body = {
      reportId: stage.fresh<ReportId>(),
      note: '本期工作已完成,记录和照片已归档。',
      attained: [],
      files: [],
    };
    await stage.act(by, moves.submitDone, { params: { id, unitId: unit }, body });
    stage.at(day + 1, '10:00');
    await stage.act(office, moves.verify, {
      params: { id },
      body: { reportId: stage.fresh<ReportId>(), note: null },
    });
  }
}
