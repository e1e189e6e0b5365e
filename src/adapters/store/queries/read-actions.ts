import { openSqlite } from '../../../../db/sqlite.js';
import { type ExecutedAction, executedActions } from '../../../domain/run/executed-action.js';
import { createEvents } from '../log/events.js';

export interface Period {
  readonly from: Date;
  /** The first instant that does not belong to it. */
  readonly to: Date;
}

/** Everything that was carried out in a period, one handoff after the other. Reads one snapshot, writes nothing. */
export function* readActions(file: string, { from, to }: Period): Generator<ExecutedAction> {
  const db = openSqlite(file, { readonly: true, fileMustExist: true });
  try {
    db.exec('begin');
    const events = createEvents(db);
    const handoffs = db
      .prepare<[number, number], { id: string }>(
        `select handoff_id as id from events where type = 'step_finished' and at >= ? and at < ?
         group by handoff_id order by min(seq)`,
      )
      .all(from.getTime(), to.getTime());
    for (const { id } of handoffs)
      for (const { at, ...action } of executedActions(events.read(id)))
        if (at >= from && at < to) yield action;
  } finally {
    db.close();
  }
}
