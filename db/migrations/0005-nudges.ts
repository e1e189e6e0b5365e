import { type Kysely, type Migration, sql } from 'kysely';

/** Reminders that reached somebody: one row for each message. */
export const nudges: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'create table nudges (person text not null, sent_at bigint not null, handoffs integer not null)',
  'create index nudges_of_person on nudges (person, sent_at)',
];
