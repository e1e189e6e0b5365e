import type { Sqlite } from '../../../../db/sqlite.js';
import { handoffId } from '../../../domain/ids.js';
import { prepare, sql } from '../sqlite/prepared.js';
import type { createHandoffs } from './handoffs.js';
import type { createOutboxRows } from './outbox.js';

interface Rows {
  readonly handoffs: ReturnType<typeof createHandoffs>;
  readonly outbox: ReturnType<typeof createOutboxRows>;
}

/** Queues an update of every message in a channel that shows an earlier version; answers with how many. */
export function createShowingAgain(
  db: Sqlite,
  { handoffs, outbox }: Rows,
): (channel: string, at: Date) => number {
  const stale = prepare(db, (p) =>
    sql
      .selectFrom('cards')
      .innerJoin('handoffs', 'handoffs.id', 'cards.handoff_id')
      .select(['cards.handoff_id', 'cards.surface'])
      .where('cards.place_channel', '=', p('channel'))
      .where('cards.surface', 'in', ['card', 'exception'])
      .whereRef('cards.shown_version', '<', 'handoffs.version'),
  );
  const queue = (channel: string, at: Date): number => {
    let queued = 0;
    for (const row of stale.all({ channel })) {
      const stored = handoffs.find(handoffId(row.handoff_id));
      const type = row.surface === 'card' ? 'show-card' : 'show-exception';
      if (stored) queued += outbox.queue([{ type }], stored.handoff, at);
    }
    return queued;
  };
  return db.transaction(queue).immediate;
}
