import { handoffId } from '../../../domain/ids.js';
import { all, sql } from '../queries/query.js';

export interface TimeRange {
  readonly from: Date;
  /** The first instant that does not belong to it. */
  readonly to: Date;
}

/** Handoffs that arrived in a period, oldest first. */
export const arrivedIn = all(
  (p) =>
    sql
      .selectFrom('handoffs')
      .select('id')
      .where('opened_at', '>=', p('from'))
      .where('opened_at', '<', p('to'))
      .orderBy('opened_at')
      .orderBy('id'),
  ({ id }) => handoffId(id),
);

/** Handoffs of which a step was finished in a period, by the first of those. */
export const actedIn = all(
  (p) =>
    sql
      .selectFrom('events')
      .select('handoff_id as id')
      .where('type', '=', 'step_finished')
      .where('at', '>=', p('from'))
      .where('at', '<', p('to'))
      .groupBy('handoff_id')
      .orderBy(({ fn }) => fn.min('seq')),
  ({ id }) => handoffId(id),
);
