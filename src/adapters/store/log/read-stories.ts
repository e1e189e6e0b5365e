import { openSqlite } from '../../../../db/sqlite.js';
import type { RecordedEvent } from '../../../ports/store.js';
import type { Period } from '../queries/read-actions.js';
import { createEvents } from './events.js';

/** The events of each handoff that arrived in a period, oldest first. Reads one snapshot, writes nothing. */
export function* readStories(file: string, { from, to }: Period): Generator<readonly RecordedEvent[]> {
  const db = openSqlite(file, { readonly: true, fileMustExist: true });
  try {
    db.exec('begin');
    const events = createEvents(db);
    const handoffs = db
      .prepare<[number, number], { id: string }>(
        'select id from handoffs where opened_at >= ? and opened_at < ? order by opened_at, id',
      )
      .all(from.getTime(), to.getTime());
    for (const { id } of handoffs) yield events.read(id);
  } finally {
    db.close();
  }
}
