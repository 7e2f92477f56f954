import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CampaignId, LetterId, PlanId, TaskId } from '@tongchuang/domain/kernel/ids.ts';
import { canonicalLetter } from '@tongchuang/domain/tasks/letters.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';
import { claimed, edition, planned, until } from '@tongchuang/testkit/tasks.ts';

let county: County;
let campaignId: CampaignId;
let tasks: TaskId[];
beforeAll(async () => {
  county = await openCounty();
  const { housing, education } = county.units;
  const written = await edition(county, county.freshId<PlanId>(), [
    planned('更换照明灯具', [[housing, 'lead']], {
      no: '1',
      standard: '亮灯率98%',
      deadline: until('2026-06-30'),
    }),
    planned('清理乱堆乱放', [[housing, 'responsible']], { no: '2', deadline: until('2026-09-30') }),
    planned('开展文明校园创建', [[education, 'lead']], { no: '3' }),
  ]);
  ({ campaignId, taskIds: tasks } = written);
  await county.post(county.cast.office, '/tasks/issue', { taskIds: tasks });
  await claimed(county, tasks[0]!, county.cast.liaison, county.cast.head);
});
afterAll(() => county.close());

const order = (id: LetterId, more = {}) => ({
  id,
  unitId: county.units.housing,
  campaignId,
  number: '清创责〔2026〕1号',
  issuerName: '清源县创建文明城市工作领导小组',
  issuerSignatory: null,
  period: { from: '2026-01-01', to: '2026-12-31' },
  ...more,
});
const terms = (more = {}) => ({
  name: '2026—2028年创建周期',
  title: 'nation_nominee',
  from: '2026-01-01',
  to: '2028-12-31',
  assessment: '按季度考核',
  reward: '纳入年度考核',
  stages: [],
  version: 1,
  ...more,
});

test('a letter that does not fix five things is refused and says what is missing', async () => {
  const { office } = county.cast;

  const preview = await county.get(office, `/units/${county.units.housing}/letter-preview`);
  const answer = await county.post(office, '/letters', order(county.freshId()));

  expect(preview.body).toMatchObject({ unclaimed: 1, mayIssue: true });
  expect(preview.body.content.gaps.map((gap: { code: string }) => gap.code)).toEqual([
    'assessment',
    'reward',
  ]);
  expect(answer.body).toMatchObject({ status: 422, code: 'letter.incomplete', facts: { count: 2 } });
});

test('once the campaign fixes assessment and reward, the letter is written from the claimed tasks and frozen', async () => {
  const { office, head, auditor } = county.cast;
  await county.send(office, 'PUT', `/campaigns/${campaignId}`, terms());
  const id = county.freshId<LetterId>();

  const written = await county.post(office, '/letters', order(id));
  await county.send(office, 'PATCH', `/tasks/${tasks[0]}`, { standard: '亮灯率100%', version: 4 });
  const later = await county.get(head, `/letters/${id}`);
  const file = await county.get(head, `/letters/${id}/document`);

  expect(written.body.letter).toMatchObject({ edition: 1, state: 'issued', tasks: 1, outdated: 0 });
  expect(later.body.content.title).toBe('清源县2026年度创建全国文明城市提名城市工作目标责任书');
  expect(later.body.content.tasks).toMatchObject([{ no: '1', standard: '亮灯率98%', role: 'lead' }]);
  expect(later.body.letter.outdated).toBe(1);
  expect(sha256(canonicalLetter(later.body.content))).toBe(later.body.letter.contentSha256);
  expect(sha256(file.bytes)).toBe(written.body.letter.docxSha256);
  const trail = await county.get(auditor, `/audit/letter/${id}`);
  expect(trail.body.rows[0].facts.docxSha256).toBe(written.body.letter.docxSha256);
});

test('what a letter says cannot be changed by the application at all', async () => {
  const change = (column: 'content' | 'content_sha256' | 'docx_sha256') =>
    county.rows((db) =>
      db
        .updateTable('letters')
        .set({ [column]: '{}' })
        .execute(),
    );

  await expect(change('content')).rejects.toThrow(/permission denied/);
  await expect(change('content_sha256')).rejects.toThrow(/permission denied/);
  await expect(change('docx_sha256')).rejects.toThrow(/permission denied/);
  await expect(county.rows((db) => db.deleteFrom('letters').execute())).rejects.toThrow(/permission denied/);
});

test('a letter in force stands in the way of another one, until it is void', async () => {
  const { office } = county.cast;
  const [{ id }] = (await county.get(office, '/letters')).body.rows;

  const second = await county.post(office, '/letters', order(county.freshId()));
  await county.post(office, `/letters/${id}/void`, { reason: '标准已调整', version: 1 });
  const third = await county.post(office, '/letters', order(county.freshId()));

  expect(second.body.code).toBe('letter.in_force');
  expect(third.body.letter).toMatchObject({ edition: 2, state: 'issued' });
  expect((await county.get(office, '/letters?withVoid=yes')).body.rows).toHaveLength(2);
});

test('the head of the unit records the signature with its scan; another unit cannot even see it', async () => {
  const { head, liaison, otherHead, office } = county.cast;
  const [{ id }] = (await county.get(office, '/letters')).body.rows;
  const scan = await county.post(head, '/files', Buffer.from('%PDF-1.7 a scan of the letter'));
  const signature = {
    signedOn: '2026-03-02',
    signatories: [{ side: 'unit', name: '贺建平', title: '局长' }],
    scanSha256: scan.body.sha256,
    version: 1,
  };

  const byStranger = await county.post(otherHead, `/letters/${id}/signature`, signature);
  const byLiaison = await county.post(liaison, `/letters/${id}/signature`, signature);
  const tooEarly = await county.post(head, `/letters/${id}/signature`, {
    ...signature,
    signedOn: '2026-03-01',
  });
  const signed = await county.post(head, `/letters/${id}/signature`, signature);
  const again = await county.post(head, `/letters/${id}/signature`, { ...signature, version: 2 });

  expect([byStranger.status, byLiaison.status]).toEqual([404, 403]);
  expect(tooEarly.body.code).toBe('letter.signed_too_early');
  expect(signed.body.letter).toMatchObject({ state: 'signed', signedOn: '2026-03-02' });
  expect(again.body.code).toBe('letter.not_open');
  const paper = await county.get(head, `/letters/${id}/scan`);
  expect(paper.bytes.toString()).toBe('%PDF-1.7 a scan of the letter');
  expect(decodeURIComponent(String(paper.headers['content-disposition']))).toMatch(/扫描件\(第2版\)\.pdf$/);
});

test('units that owe a letter are listed until they have one', async () => {
  const { office, otherLiaison, otherHead } = county.cast;
  await claimed(county, tasks[2]!, otherLiaison, otherHead);

  const seen = (await county.get(office, '/letters')).body;
  const byOther = (await county.get(otherHead, '/letters')).body;

  expect(seen.missing).toMatchObject([{ unitName: '县教体局', tasks: 1 }]);
  expect(seen.totals).toEqual({ units: 2, issued: 1, signed: 1 });
  expect(byOther.rows).toEqual([]);
});
