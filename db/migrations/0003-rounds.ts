import { type Kysely, type Migration, sql } from 'kysely';

/** A run may begin from the start after everything was taken back, so that its steps come again in another round. */
export const rounds: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const attempts = `workspace_id, handoff_id, kind, step, attempt, idempotency_key, started_at, finished_at, status,
  result_json, detail`;
const priorValues = 'workspace_id, handoff_id, account, kind, step, values_json, stored_at';

const statements = [
  'alter table attempts rename to attempts_before',
  `create table attempts (
    workspace_id text not null, handoff_id text not null references handoffs, kind text not null,
    round integer not null default 0, step integer not null, attempt integer not null, idempotency_key text not null,
    started_at bigint not null, finished_at bigint, status text not null, result_json text, detail text,
    primary key (handoff_id, kind, round, step, attempt))`,
  `insert into attempts (${attempts}) select ${attempts} from attempts_before`,
  'drop table attempts_before',
  'alter table prior_values rename to prior_values_before',
  `create table prior_values (
    workspace_id text not null, handoff_id text not null references handoffs, account text, kind text not null,
    round integer not null default 0, step integer not null, values_json text not null, stored_at bigint not null,
    primary key (handoff_id, kind, round, step))`,
  `insert into prior_values (${priorValues}) select ${priorValues} from prior_values_before`,
  'drop table prior_values_before',
  'create index attempts_by_start on attempts (started_at)',
];
