import { type Anchor, anchored, anchorRoot, anchorStart } from '../../../domain/log/anchor.js';
import type { Head } from '../../../domain/log/chain.js';
import { all, each, first, sql, write } from '../queries/query.js';
import { ask, type Steps } from '../queries/steps.js';

/** One anchor covers at most so many events: reading them keeps clicks waiting for some milliseconds. */
const mostEvents = 5_000;

export const lastAnchor = (): Steps<Anchor | null> => ask(last);

/** Anchors what has happened since the last anchor; null while the log is empty. */
export function* addAnchor(
  at: Date,
): Steps<{ readonly anchor: Anchor; readonly isComplete: boolean } | null> {
  const previous = yield* lastAnchor();
  const newest = yield* ask(newestEvent);
  if (newest === null) return null;
  const events = Math.min(newest, (previous?.events ?? 0) + mostEvents);
  const covered = yield* ask(between, { from: previous?.events ?? 0, to: events });
  const anchor = anchored({
    n: (previous?.n ?? 0) + 1,
    at: at.getTime(),
    events,
    heads: (previous?.heads ?? 0) + covered.filter(({ n }) => n === 1).length,
    root: anchorRoot(new Map(covered.map(({ handoff_id, ...head }): [string, Head] => [handoff_id, head]))),
    prevHash: previous?.hash ?? anchorStart,
  });
  const { prevHash, ...facts } = anchor;
  yield* ask(insert, { ...facts, prev_hash: prevHash });
  return { anchor, isComplete: events === newest };
}

/** Oldest first. */
export function* undeliveredAnchors(keeper: string, limit: number): Steps<Anchor[]> {
  return yield* ask(after, { n: (yield* ask(delivered, { keeper })) ?? 0, limit });
}

export function recordDelivery(keeper: string, { n }: Anchor, at: Date): Steps<number> {
  return ask(deliver, { keeper, n, at: at.getTime() });
}

function toAnchor({
  prev_hash: prevHash,
  ...facts
}: Omit<Anchor, 'prevHash'> & { readonly prev_hash: string }): Anchor {
  return { ...facts, prevHash };
}

const columns = ['n', 'at', 'events', 'heads', 'root', 'prev_hash', 'hash'] as const;

const last = first(() => sql.selectFrom('anchors').select(columns).orderBy('n', 'desc').limit(1), toAnchor);
const newestEvent = first(
  () => sql.selectFrom('events').select('seq').orderBy('seq', 'desc').limit(1),
  ({ seq }) => seq,
);
const between = all(
  (p) =>
    sql
      .selectFrom('events')
      .select(['handoff_id', 'n', 'hash'])
      .where('seq', '>', p('from'))
      .where('seq', '<=', p('to'))
      .orderBy('seq'),
  (row) => row,
);
const insert = write((p) => sql.insertInto('anchors').values(each(p, ...columns)));
const after = all(
  (p) => sql.selectFrom('anchors').select(columns).where('n', '>', p('n')).orderBy('n').limit(p('limit')),
  toAnchor,
);
const delivered = first(
  (p) => sql.selectFrom('anchor_deliveries').select('n').where('keeper', '=', p('keeper')),
  ({ n }) => n,
);
const deliver = write((p) =>
  sql
    .insertInto('anchor_deliveries')
    .values({ ...each(p, 'keeper', 'n'), delivered_at: p('at') })
    .onConflict((conflict) =>
      conflict.column('keeper').doUpdateSet((eb) => ({
        n: eb.ref('excluded.n'),
        delivered_at: eb.ref('excluded.delivered_at'),
      })),
    ),
);

/** All of them, for whoever checks them. */
export const everyAnchor = all(() => sql.selectFrom('anchors').select(columns).orderBy('n'), toAnchor);
/** How far the anchors were handed out, to whichever keeper. */
export const furthestDelivery = first(
  () => sql.selectFrom('anchor_deliveries').select(({ fn }) => fn.max<number | null>('n').as('n')),
  ({ n }) => n,
);
