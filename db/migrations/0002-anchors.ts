import { type Kysely, type Migration, sql } from 'kysely';

/** How far the log had come at one moment, and up to which anchor a keeper outside has them. */
export const anchors: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table anchors (
    n integer primary key, at bigint not null, events bigint not null, heads bigint not null, root text not null,
    prev_hash text not null, hash text not null)`,
  `create trigger anchors_stay before update on anchors begin select raise(abort, 'anchors are never changed'); end`,
  `create trigger anchors_remain before delete on anchors begin select raise(abort, 'anchors are never removed'); end`,
  // REPLACE removes the row in its way without the trigger above, unless whoever writes asked for recursive triggers.
  `create trigger anchors_are_new before insert on anchors when exists (select 1 from anchors where n = new.n)
    begin select raise(abort, 'anchors are never replaced'); end`,
  `create trigger events_are_new before insert on events
    when exists (select 1 from events where seq = new.seq)
      or exists (select 1 from events where handoff_id = new.handoff_id and n = new.n)
    begin select raise(abort, 'events are never replaced'); end`,
  `create table anchor_deliveries (keeper text primary key, n integer not null, delivered_at bigint not null)`,
];
