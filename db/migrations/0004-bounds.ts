import { type Kysely, type Migration, sql } from 'kysely';

/** What holds the bot back: pauses, limits counted from attempts, effects that wait; and a log of each call. */
export const bounds: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table switches (
    id integer primary key, workspace_id text not null, scope text not null, is_paused integer not null,
    person text not null, at bigint not null, reason text)`,
  `create trigger switches_stay before update on switches begin select raise(abort, 'switches are never changed'); end`,
  `create trigger switches_remain before delete on switches
    begin select raise(abort, 'switches are never removed'); end`,
  'alter table outbox add column is_held integer not null default 0',
  // What a tool and a kind of work have used up is counted from here.
  `alter table attempts add column tool text not null default ''`,
  `alter table attempts add column task_type text not null default ''`,
  `update attempts set
    task_type = (select task_type from handoffs where id = attempts.handoff_id),
    tool = coalesce((select json_extract(body, '$.proposal.actions[' || attempts.step || '].tool')
      from handoffs where id = attempts.handoff_id), '')
    where kind = 'write'`,
  `create index attempts_of_tool on attempts (tool, started_at) where kind = 'write'`,
  `create index attempts_of_type on attempts (task_type, started_at) where kind = 'write'`,
  `create table calls (
    id integer primary key, workspace_id text not null, handoff_id text not null references handoffs, account text,
    kind text not null, tool text not null, attempt integer, idempotency_key text, started_at bigint not null,
    duration_ms integer not null, request_json text, response_json text, outcome text not null, cost real)`,
  'create index calls_of_handoff on calls (handoff_id, id)',
  'create index outbox_held on outbox (id) where is_held = 1',
];
