import type Database from 'better-sqlite3';
import type { PersonId } from '../../../domain/ids.js';
import { prepare, sql } from '../sqlite/prepared.js';

/** How often each person was reminded, so that nobody is reminded too often. */
export const createNudges = (db: Database.Database) => {
  const insert = prepare(db, (p) =>
    sql.insertInto('nudges').values({ person: p('person'), sent_at: p('at'), handoffs: p('count') }),
  );
  const since = prepare(db, (p) =>
    sql
      .selectFrom('nudges')
      .select(({ fn }) => fn.countAll<number>().as('sent'))
      .where('person', '=', p('person'))
      .where('sent_at', '>=', p('since')),
  );
  return {
    record: ({
      person,
      at,
      count,
    }: {
      readonly person: PersonId;
      readonly at: Date;
      readonly count: number;
    }) => void insert.run({ person, at: at.getTime(), count }),
    since: (person: PersonId, from: Date): number =>
      since.first({ person, since: from.getTime() })?.sent ?? 0,
  };
};
