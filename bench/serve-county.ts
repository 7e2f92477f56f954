/**
 * A process of its own that serves a county and, beside it, the bare limit: Fastify with one durable statement that updates a
 * task and adds an audit row, without sign-in, rights, validation, idempotency or chain. Prints its two ports.
 */
import fastify from 'fastify';
import pg from 'pg';
import { makeApp } from '@tongchuang/server/app.ts';
import { makeHouse } from './full-county.ts';

const [, , url = '', filesFolder = ''] = process.argv;
const app = await makeApp(makeHouse({ url, filesFolder }), false);
await app.listen({ port: 0, host: '127.0.0.1' });

const pool = new pg.Pool({ connectionString: url, max: 16 });
await pool.query(`
  create table if not exists bare_tasks (id uuid primary key, state text not null, progress int not null, version int not null);
  create table if not exists bare_audit (id uuid primary key, at timestamptz not null, act text not null, actor text not null, objects text[] not null,
                                         facts jsonb not null, hash text not null);
  insert into bare_tasks select id, state, 0, 1 from tasks on conflict do nothing`);
const ONE = {
  name: 'bare',
  text: `with changed as (update bare_tasks set state = 'in_progress', progress = $2, version = version + 1 where id = $1 returning id, version)
         insert into bare_audit (id, at, act, actor, objects, facts, hash)
         select $3, now(), 'task.report', 'somebody', array['task:' || id], $4::jsonb, 'x' from changed returning id`,
};
const bare = fastify();
bare.post<{ Params: { id: string }; Body: { progressBp: number; note: string } }>(
  '/tasks/:id/reports',
  async (request) => {
    const { progressBp, note } = request.body;
    const values = [
      request.params.id,
      progressBp,
      request.headers['idempotency-key'],
      JSON.stringify({ note }),
    ];
    const { rows } = await pool.query({ ...ONE, values });
    return { id: rows[0]?.id };
  },
);
const TREE = `select json_agg(json_build_object('id', t.id, 'no', t.no, 'text', t.text, 'state', t.state, 'due', t.due_on, 'units', p.units) order by t.position) as tasks
  from tasks t join (select task_id, json_agg(json_build_object('unitId', unit_id, 'role', role, 'claim', claim)) as units from task_units group by task_id) p
    on p.task_id = t.id`;
bare.get('/tree', async (_request, reply) => {
  const { rows } = await pool.query({ name: 'tree', text: `select (${TREE})::text as tasks` });
  return reply.type('application/json').send(rows[0]?.tasks);
});
await bare.listen({ port: 0, host: '127.0.0.1' });

const portOf = (server: { server: { address: () => unknown } }) =>
  (server.server.address() as { port: number }).port;
console.log(JSON.stringify({ house: portOf(app), bare: portOf(bare) }));
process.on('SIGTERM', () => process.exit(0));
