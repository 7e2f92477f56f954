import { isWorkday, monthEnd, yearOf } from '@tongchuang/domain/kernel/calendar.ts';
import type { CampaignId, LetterId, PersonId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { PlanItemId, StageId } from '@tongchuang/domain/campaign/plan.ts';
import { bearsDuty } from '@tongchuang/domain/tasks/task.ts';
import { saveCampaign } from '@tongchuang/usecases/campaign.ts';
import { saveGoal, splitPlan } from '@tongchuang/usecases/cascade.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import { issueLetter, signLetter } from '@tongchuang/usecases/letters.ts';
import { editMany, issue } from '@tongchuang/usecases/task-edits.ts';
import { tellAssessment } from './demo-assessment.ts';
import { readDemoPlan, Stage, type Cast } from './demo-plan.ts';
import { claim, ISSUED, work, type Told } from './demo-work.ts';

/** Units whose letter is written; the last two are not signed yet. */
const LETTERS = ['033', '040', '046', '031', '039', '050'];
const UNSIGNED = ['039', '050'];

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
  await tellAssessment(stage);
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
      name: `${year - 1}—${year + 1}年创建周期`,
      title: pack.campaign.title,
      from: `${year - 1}-01-01`,
      to: `${year + 1}-12-31`,
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
    cycle.push(await save(text, target, null, `${year - 1}-01-01`, `${year + 1}-12-31`));
  const annual: PlanItemId[] = [];
  for (const [text, above] of pack.annualGoals)
    annual.push(await save(`${year}年${text}`, null, cycle[above] ?? null, `${year}-01-01`, `${year}-12-31`));
  return annual;
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
