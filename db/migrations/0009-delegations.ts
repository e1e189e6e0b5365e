import { type Kysely, type Migration, sql } from 'kysely';

/** Who let whom act in their place: append-only, each row with its event in the log. Rows from before the log knew of it are the 0th. */
export const delegations: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

function ms(path: string): string {
  return `unixepoch(json_extract(body, '${path}')) * 1000 + cast(substr(strftime('%f', json_extract(body, '${path}')), 4) as integer)`;
}

const statements = [
  `create table delegations (
    id integer primary key, workspace_id text not null, from_person text not null, to_person text not null,
    starts_at bigint not null, ends_at bigint not null, n integer not null, head_hash text not null,
    unique (from_person, n))`,
  `insert into delegations (workspace_id, from_person, to_person, starts_at, ends_at, n, head_hash)
    select 'default', json_extract(body, '$.from'), json_extract(body, '$.to'), ${ms('$.startsAt')}, ${ms('$.endsAt')}, 0, ''
    from people where id like 'delegation:%' order by id`,
  `create trigger delegations_stay before update on delegations
    begin select raise(abort, 'delegations are never changed'); end`,
  `create trigger delegations_remain before delete on delegations
    begin select raise(abort, 'delegations are never removed'); end`,
  `create trigger delegations_are_new before insert on delegations
    when exists (select 1 from delegations where id = new.id or (from_person = new.from_person and n = new.n))
    begin select raise(abort, 'delegations are never replaced'); end`,
];
