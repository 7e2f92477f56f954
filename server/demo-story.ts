import { isWorkday, monthEnd, yearOf } from '@tongchuang/domain/kernel/calendar.ts';
import type {
  CampaignId,
  LetterId,
  PersonId,
  ReportId,
  TaskId,
  TenantId,
  UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import type { PlanItemId, StageId } from '@tongchuang/domain/campaign/plan.ts';
import { bearsDuty } from '@tongchuang/domain/tasks/task.ts';
import { saveCampaign } from '@tongchuang/usecases/campaign.ts';
import { saveGoal, splitPlan } from '@tongchuang/usecases/cascade.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import { issueLetter, signLetter } from '@tongchuang/usecases/letters.ts';
import { runDay } from '@tongchuang/usecases/task-clock.ts';
import { editMany, issue } from '@tongchuang/usecases/task-edits.ts';
import * as moves from '@tongchuang/usecases/tasks.ts';
import { readDemoPlan, Stage, type Cast, type DemoTask } from './demo-plan.ts';

/** When the plan was issued, in days from today; everything else happens after it. */
const ISSUED = -44;
const NOTES = [
  '已完成摸底排查,建立问题清单和责任台账。',
  '按清单推进,重点点位已整治,其余正在实施。',
  '完成大部分工作量,正在收尾和自查。',
];
/** Units whose letter is written; the last two are not signed yet. */
const LETTERS = ['033', '040', '046', '031', '039', '050'];
const UNSIGNED = ['039', '050'];

interface Told {
  task: DemoTask;
  id: TaskId;
  parts: { cast: Cast; duty: boolean }[];
}

/** The plan of 清源县 from its issue some six weeks ago until today. */
export async function tellDemoStory(house: House, tenant: TenantId): Promise<void> {
  const stage = new Stage(house, tenant);
  const pack = readDemoPlan();
  const cast = await readCast(stage);
  const [office] = await stage.rows<{ id: PersonId }>(`select id from people where login = 'demo-office'`);
  if (!office) throw new Error('the demo has its office');
  stage.at(ISSUED - 2, '09:30');
  const campaignId = await openCampaign(stage, pack, office.id);
  const goals = await setGoals(stage, pack, office.id, campaignId);
  stage.at(ISSUED - 1, '15:10');
  const { taskIds } = await stage.writePlan(pack, cast, office.id);
  const tasks = pack.sections.flatMap((section) => section.tasks);
  const told = tasks.flatMap((task, at): Told[] => {
    const id = taskIds[at];
    const parts = task.units.flatMap(([code, role]) => {
      const one = cast.get(code);
      return one ? [{ cast: one, duty: bearsDuty(role) }] : [];
    });
    return id ? [{ task, id, parts }] : [];
  });
  for (const [nth, goal] of goals.entries()) {
    const ids = told.filter(({ task }) => task.goal === nth).map((one) => one.id);
    await stage.act(office.id, editMany, { body: { taskIds: ids, change: { goalId: goal } } });
  }
  stage.at(ISSUED, '09:00');
  const drafted = told.filter(({ task }) => task.life !== 'draft').map((one) => one.id);
  await stage.act(office.id, issue, { body: { taskIds: drafted } });
  await claim(stage, told);
  await work(stage, told, office.id);
  await writeLetters(stage, cast, office.id, campaignId);
  await splitForUnit(stage, cast.get('039'), told, goals);
  await stage.strike();
}

async function readCast(stage: Stage): Promise<Map<string, Cast>> {
  const rows = await stage.rows<{
    code: string;
    unit: UnitId;
    head: PersonId | null;
    liaison: PersonId | null;
    leader: PersonId | null;
    section: string | null;
    person: PersonId | null;
  }>(
    `select u.code, u.id as unit, c.leader_id as leader, c.section, c.person_id as person,
            (select h.person_id from role_holders h where h.unit_id = u.id and h.role_code = 'unit_head' limit 1) as head,
            (select h.person_id from role_holders h where h.unit_id = u.id and h.role_code = 'liaison' limit 1) as liaison
       from units u left join unit_chains c on c.tenant_id = u.tenant_id and c.unit_id = u.id`,
  );
  return new Map(
    rows.map(({ code, unit, head, liaison, leader, section, person }) => [
      code,
      { unit, head, liaison, chain: { leaderId: leader, section, personId: person } },
    ]),
  );
}

async function openCampaign(
  stage: Stage,
  pack: ReturnType<typeof readDemoPlan>,
  office: PersonId,
): Promise<CampaignId> {
  const id = stage.fresh<CampaignId>();
  const year = yearOf(stage.today);
  await stage.act(office, saveCampaign, {
    params: { id },
    body: {
      name: `${year}—${year + 2}年创建周期`,
      title: pack.campaign.title,
      from: `${year - 1}-01-01`,
      to: `${year + 2}-12-31`,
      assessment: pack.campaign.assessment,
      reward: pack.campaign.reward,
      stages: pack.stages.map(({ name, fromDays, toDays }) => ({
        id: stage.fresh<StageId>(),
        name,
        from: stage.day(fromDays),
        to: stage.day(toDays),
      })),
      version: 0,
    },
  });
  return id;
}

async function setGoals(
  stage: Stage,
  pack: ReturnType<typeof readDemoPlan>,
  office: PersonId,
  campaignId: CampaignId,
): Promise<PlanItemId[]> {
  const year = yearOf(stage.today);
  const save = async (
    text: string,
    target: string | null,
    parentId: PlanItemId | null,
    from: string,
    to: string,
  ) => {
    const id = stage.fresh<PlanItemId>();
    const level = parentId === null ? ('cycle_goal' as const) : ('annual_goal' as const);
    const body = { campaignId, level, parentId, text, target, from, to, unitId: null, version: 0 };
    await stage.act(office, saveGoal, { params: { id }, body });
    return id;
  };
  const cycle: PlanItemId[] = [];
  for (const { text, target } of pack.cycleGoals)
    cycle.push(await save(text, target, null, `${year}-01-01`, `${year + 2}-12-31`));
  const annual: PlanItemId[] = [];
  for (const [text, above] of pack.annualGoals)
    annual.push(await save(`${year}年${text}`, null, cycle[above] ?? null, `${year}-01-01`, `${year}-12-31`));
  return annual;
}

/** First the units, some days later their heads. Units without accounts are the ones that the office has to remind. */
async function claim(stage: Stage, told: readonly Told[]): Promise<void> {
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

async function work(stage: Stage, told: readonly Told[], office: PersonId): Promise<void> {
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

async function writeLetters(
  stage: Stage,
  cast: ReadonlyMap<string, Cast>,
  office: PersonId,
  campaignId: CampaignId,
): Promise<void> {
  const year = yearOf(stage.today);
  for (const [nth, code] of LETTERS.entries()) {
    const unit = cast.get(code);
    if (!unit?.head) continue;
    const id = stage.fresh<LetterId>();
    stage.at(-20, `1${nth}:15`);
    await stage.act(office, issueLetter, {
      body: {
        id,
        unitId: unit.unit,
        campaignId,
        number: `清创责〔${year}〕${nth + 1}号`,
        issuerName: '清源县创建全国文明城市工作领导小组',
        issuerSignatory: null,
        period: { from: `${year}-01-01`, to: `${year}-12-31` },
        inSpiteOfGaps: true,
      },
    });
    if (UNSIGNED.includes(code)) continue;
    const on = stage.at(-18, '15:00');
    const [head] = await stage.rows<{ name: string; title: string | null }>(
      'select name, title from people where id = $1',
      [unit.head],
    );
    const signatories = [{ side: 'unit' as const, name: head?.name ?? '', title: head?.title ?? null }];
    await stage.act(unit.head, signLetter, {
      params: { id },
      body: { signedOn: on, signatories, scanSha256: null, version: 1 },
    });
  }
}

/** 县住建局 has split one of its tasks to this month and to its liaison's next workdays. */
async function splitForUnit(
  stage: Stage,
  unit: Cast | undefined,
  told: readonly Told[],
  goals: readonly PlanItemId[],
): Promise<void> {
  const task = told.find((one) => one.task.no === '7');
  if (!unit?.liaison || !task) return;
  stage.at(-1, '11:00');
  const year = yearOf(stage.today);
  const [own, month] = [stage.fresh<PlanItemId>(), stage.fresh<PlanItemId>()];
  const split = (level: 'unit_plan' | 'month_item' | 'day_item', items: object[]) =>
    stage.act(unit.liaison ?? 'clock', splitPlan, {
      params: { unitId: unit.unit },
      body: { level, items: items as never },
    });
  const base = { personId: null, taskId: null };
  const span = { from: `${year}-01-01`, to: `${year}-12-31` };
  await split('unit_plan', [
    {
      ...base,
      id: own,
      parentId: goals[1] ?? null,
      taskId: task.id,
      text: '完成 26 个老旧小区楼道照明、消防设施和停车标线更新',
      ...span,
    },
  ]);
  const to = monthEnd(stage.today);
  await split('month_item', [
    {
      ...base,
      id: month,
      parentId: own,
      text: '完成 6 个小区的照明更换和标线施划',
      from: `${stage.today.slice(0, 7)}-01`,
      to,
    },
  ]);
  const calendar = await stage.calendar();
  const days = [0, 1, 2, 3, 4].map(stage.day).filter((day) => day <= to && isWorkday(calendar, day) === true);
  const texts = ['核对菱塘社区楼道灯具安装清单', '现场查看停车标线施划质量', '汇总本周整治照片并上传'];
  const items = days.slice(0, 3).map((day, nth) => ({
    id: stage.fresh<PlanItemId>(),
    parentId: month,
    taskId: null,
    text: texts[nth] ?? '',
    from: day,
    to: day,
    personId: unit.liaison,
  }));
  if (items.length > 0) await split('day_item', items);
}
