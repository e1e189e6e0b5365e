import { type Kysely, type Migration, sql } from 'kysely';

/** What is open and how much of it; what is open and nobody would ever look at. */
export const watch: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'create index handoffs_by_kind on handoffs (task_type, state) where is_open = 1',
  `create index handoffs_unwatched on handoffs (id) where is_open = 1 and (next_check_at is null or owner_role = '')`,
];
