import { openSqlite } from '../../../../db/sqlite.js';
import type { HandoffId } from '../../../domain/ids.js';
import { type ExecutedAction, executedActions } from '../../../domain/run/executed-action.js';
import type { RecordedEvent } from '../../../ports/store.js';
import { readEvents } from '../log/events.js';
import { actedIn, arrivedIn, type TimeRange } from '../log/in-period.js';
import type { Query } from '../queries/query.js';
import { ask } from '../queries/steps.js';
import { createFollow } from './runner.js';

/** The events of each handoff that arrived in a period, oldest first. Reads one snapshot, writes nothing. */
export function readStories(file: string, period: TimeRange): Generator<readonly RecordedEvent[]> {
  return histories(file, arrivedIn, period);
}

/** Everything that was carried out in a period, one handoff after the other. Reads one snapshot, writes nothing. */
export function* readActions(file: string, period: TimeRange): Generator<ExecutedAction> {
  for (const events of histories(file, actedIn, period))
    for (const { at, ...action } of executedActions(events))
      if (at >= period.from && at < period.to) yield action;
}

function* histories(
  file: string,
  which: Query<HandoffId[]>,
  { from, to }: TimeRange,
): Generator<readonly RecordedEvent[]> {
  const db = openSqlite(file, { readonly: true, fileMustExist: true });
  try {
    db.exec('begin');
    const follow = createFollow(db);
    const ids = follow(ask(which, { from: from.getTime(), to: to.getTime() }));
    for (const id of ids) yield follow(readEvents(id));
  } finally {
    db.close();
  }
}
