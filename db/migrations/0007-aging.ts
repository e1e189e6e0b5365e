import { type Kysely, type Migration, sql } from 'kysely';

/** What is open, in the order in which it falls due, by kind, by team and by trouble. */
export const aging: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table handoffs add column requester text',
  'create index handoffs_open_of_requester on handoffs (requester, due_at, id) where is_open = 1',
  'create index handoffs_open_of_type on handoffs (task_type, due_at, id) where is_open = 1',
  'create index handoffs_open_of_role on handoffs (owner_role, due_at, id) where is_open = 1',
  "create index handoffs_in_exception on handoffs (due_at, id) where is_open = 1 and state = 'exception'",
];
