import { randomBytes } from 'node:crypto';
import { uuidv7 } from '@tongchuang/domain/kernel/ids.ts';

export const freshId = <T extends string>(): T => uuidv7(Date.now(), randomBytes(10)) as T;

/** Whatever an answer says, as parsed. */
export type Said = ReturnType<typeof JSON.parse>;

/** Somebody who speaks to a server process over the wire, as a browser would. */
export interface Caller {
  get: (path: string) => Promise<Said>;
  /** @throws where the answer is no 2xx, or none came */
  send: (
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body: unknown,
    commandId?: string,
  ) => Promise<Said>;
  sendBytes: (bytes: Uint8Array) => Promise<Said>;
}

/** The server answered, and said no. */
export class Told extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(`${status} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
  }
}

/** Signs in with a demo account. */
export async function callerOf(address: string, login: string): Promise<Caller> {
  const answer = await fetch(`${address}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ place: 'qingyuan', login, password: '' }),
  });
  if (!answer.ok) throw new Error(`${login} could not sign in: ${await answer.text()}`);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

  const read = async (response: Response): Promise<Said> => {
    const said: Said = await response.json();
    if (!response.ok) throw new Told(response.status, said.code, said.detail);
    return said;
  };
  return {
    get: async (path) => read(await fetch(`${address}/api${path}`, { headers: { cookie } })),
    send: async (method, path, body, commandId = freshId()) => {
      const headers = { cookie, 'content-type': 'application/json', 'idempotency-key': commandId };
      const act: RequestInit = { method, headers, body: JSON.stringify(body) };
      return read(await fetch(`${address}/api${path}`, act));
    },
    sendBytes: async (bytes) =>
      read(
        await fetch(`${address}/api/files`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/octet-stream', 'idempotency-key': freshId() },
          body: bytes as BodyInit,
        }),
      ),
  };
}

/** A plan of `count` tasks for one unit, put in as a document, confirmed, issued, and claimed by the unit and its head. */
export async function claimedTasks(
  address: string,
  count: number,
): Promise<{ liaison: Caller; tasks: string[]; unit: string }> {
  const [office, liaison, head] = await Promise.all(
    ['demo-office', 'demo-liaison', 'demo-head'].map((login) => callerOf(address, login)),
  );
  if (!office || !liaison || !head) throw new Error('the cast is not complete');
  const [me, boss] = await Promise.all([liaison.get('/me'), head.get('/me')]);
  const items = Array.from(
    { length: count },
    (_, nth) => `${nth + 1}.整治第${nth + 1}条背街小巷,年底前完成。\n责任单位:${me.unit.name}\n`,
  );
  const text = `清源县2026年背街小巷整治工作方案\n一、重点任务\n${items.join('')}`;
  const { sha256 } = await office.sendBytes(Buffer.from(text));
  const document = freshId();
  await office.send('POST', '/documents', { id: document, sha256, name: '方案.txt', supersedes: null });
  let draft: Said;
  do {
    await new Promise((done) => setTimeout(done, 50));
    draft = await office.get(`/documents/${document}`);
  } while (draft.state === 'waiting');
  const seen = draft.tasks.reduce((sum: number, task: { version: number }) => sum + task.version, 0);
  const planId = freshId();
  await office.send('POST', `/documents/${document}/confirm`, { planId, title: '整治方案', seen, drop: [] });
  const tree = await office.get(`/tasks?plan=${planId}`);
  const tasks: string[] = tree.tasks.map((task: { id: string }) => task.id);
  await office.send('POST', '/tasks/issue', { taskIds: tasks });
  for (const task of tasks) {
    await liaison.send('POST', `/tasks/${task}/units/${me.unit.id}/claim`, {});
    const chain = { leaderId: boss.personId, section: '办公室', personId: me.personId };
    await head.send('POST', `/tasks/${task}/units/${me.unit.id}/claim-head`, { chain });
  }
  return { liaison, tasks, unit: me.unit.id };
}
