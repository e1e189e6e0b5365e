import { type Kysely, type Migration, sql } from 'kysely';

/** The first schema. A migration that has shipped is never changed; the next one mends it. */
export const initial: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table handoffs (
    id text primary key, workspace_id text not null, account text, agent text not null, task_type text not null,
    state text not null, is_open integer not null, owner_role text not null, owner_person text,
    version integer not null, head_hash text not null, opened_at bigint not null, due_at bigint,
    next_check_at bigint, body text not null)`,
  // Cost grows with what is due and what is open, not with all there ever was.
  'create index handoffs_due on handoffs (next_check_at) where next_check_at is not null',
  'create index handoffs_open on handoffs (due_at, id) where is_open = 1',
  'create index handoffs_of_person on handoffs (owner_person) where is_open = 1',
  'create index handoffs_by_age on handoffs (opened_at, id)',
  `create table proposals (
    workspace_id text not null, handoff_id text not null references handoffs, account text, revision integer not null,
    hash text not null, bytes text not null, made_at bigint not null, primary key (handoff_id, hash))`,
  `create table votes (
    workspace_id text not null, handoff_id text not null references handoffs, hash text not null, person text not null,
    voted_at bigint not null, primary key (handoff_id, hash, person))`,
  `create table decisions (
    workspace_id text not null, handoff_id text not null references handoffs, hash text not null,
    verdict text not null, decided_by_json text not null, decided_at bigint not null, primary key (handoff_id, hash))`,
  `create table attempts (
    workspace_id text not null, handoff_id text not null references handoffs, kind text not null, step integer not null,
    attempt integer not null, idempotency_key text not null, started_at bigint not null, finished_at bigint,
    status text not null, result_json text, detail text, primary key (handoff_id, kind, step, attempt))`,
  `create table prior_values (
    workspace_id text not null, handoff_id text not null references handoffs, account text, kind text not null,
    step integer not null, values_json text not null, stored_at bigint not null, primary key (handoff_id, kind, step))`,
  `create table outbox (
    id integer primary key autoincrement, workspace_id text not null, handoff_id text not null references handoffs,
    type text not null, effect_json text not null, lane text not null, queued_at bigint not null,
    due_at bigint not null, attempts integer not null default 0)`,
  'create index outbox_by_lane on outbox (lane, id)',
  'create index outbox_of_handoff on outbox (handoff_id, type)',
  `create table cards (
    workspace_id text not null, handoff_id text not null references handoffs, surface text not null,
    channel text not null, place_channel text, ts text, message_key text not null, shown_version integer not null,
    primary key (handoff_id, surface))`,
  `create table events (
    seq integer primary key, workspace_id text not null, handoff_id text not null, n integer not null,
    type text not null, at bigint not null, actor_json text not null, data_json text not null, content_hash text,
    prev_hash text not null, hash text not null, unique (handoff_id, n))`,
  `create trigger events_stay before update on events begin select raise(abort, 'events are never changed'); end`,
  `create trigger events_remain before delete on events begin select raise(abort, 'events are never removed'); end`,
  `create table contents (
    hash text primary key, workspace_id text not null, handoff_id text not null, account text, body text not null)`,
  'create index contents_of_account on contents (account) where account is not null',
  `create table llm_calls (
    handoff_id text not null, account text, model text not null, input_tokens integer not null,
    output_tokens integer not null, called_at bigint not null)`,
  `create table intake_keys (
    agent text not null, intake_key text not null, body_hash text not null, handoff_id text not null,
    primary key (agent, intake_key))`,
  'create table charters (hash text primary key, body text not null, first_seen_at bigint not null)',
  `create table levels (
    task_type text not null, level integer not null, evidence text not null, since bigint not null,
    primary key (task_type, since))`,
  'create table people (id text primary key, body text not null, read_at bigint not null)',
];
