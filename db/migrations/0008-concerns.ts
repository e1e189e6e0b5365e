import { type Kysely, type Migration, sql } from 'kysely';

/** Whom a handoff concerns, so that a list holds only what its reader may see; null until the store is opened. */
export const concerns: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql.raw('alter table handoffs add column concerns_json text').execute(db);
  },
};
