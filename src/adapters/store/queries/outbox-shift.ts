import type { Sqlite } from '../../../../db/sqlite.js';
import { prepare, sql } from '../sqlite/prepared.js';

/** Everything that waits is due earlier by this much: the clock went back, and the waits go on as they were. */
export function createOutboxShift(db: Sqlite): (byMs: number) => void {
  const shift = prepare(db, (p) =>
    sql.updateTable('outbox').set((eb) => ({
      due_at: eb('due_at', '-', p('by')),
      queued_at: eb('queued_at', '-', p('by')),
    })),
  );
  return (byMs) => void shift.run({ by: byMs });
}
