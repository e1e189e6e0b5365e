import type Database from 'better-sqlite3';
import { type Anchor, anchored, anchorStart, rootOf } from '../../../domain/log/anchor.js';
import type { Head } from '../../../domain/log/chain.js';
import { each, prepare, sql } from '../sqlite/prepared.js';

/** One anchor covers at most so many events: reading them keeps clicks waiting for some milliseconds. */
const mostEvents = 5_000;

/** Rows of anchors; triggers refuse to change or remove one. */
export const createAnchors = (db: Database.Database) => {
  const statements = statementsOf(db);
  const last = (): Anchor | null => toAnchor(statements.last.first());
  const add = db.transaction((at: Date) => {
    const previous = last();
    const from = previous?.events ?? 0;
    const newest = statements.newest.first()?.seq ?? 0;
    if (newest === 0) return null;
    const events = Math.min(newest, from + mostEvents);
    const moved = new Map<string, Head>();
    let heads = previous?.heads ?? 0;
    for (const { handoff_id, n, hash } of statements.between.all({ from, to: events })) {
      if (n === 1) heads += 1;
      moved.set(handoff_id, { n, hash });
    }
    const anchor = anchored({
      n: (previous?.n ?? 0) + 1,
      at: at.getTime(),
      events,
      heads,
      root: rootOf(moved),
      prevHash: previous?.hash ?? anchorStart,
    });
    const { prevHash, ...facts } = anchor;
    statements.insert.run({ ...facts, prev_hash: prevHash });
    return { anchor, isComplete: events === newest };
  });
  return {
    last,
    add: (at: Date) => add.immediate(at),
    undelivered: (keeper: string, limit: number): Anchor[] =>
      statements.after
        .all({ n: statements.delivered.first({ keeper })?.n ?? 0, limit })
        .flatMap((row) => toAnchor(row) ?? []),
    delivered: (keeper: string, { n }: Anchor, at: Date): void =>
      void statements.deliver.run({ keeper, n, at: at.getTime() }),
  };
};

type Row = Omit<Anchor, 'prevHash'> & { readonly prev_hash: string };

const toAnchor = (row: Row | undefined): Anchor | null => {
  if (!row) return null;
  const { prev_hash: prevHash, ...facts } = row;
  return { ...facts, prevHash };
};

const columns = ['n', 'at', 'events', 'heads', 'root', 'prev_hash', 'hash'] as const;

const statementsOf = (db: Database.Database) => ({
  last: prepare(db, () => sql.selectFrom('anchors').select(columns).orderBy('n', 'desc').limit(1)),
  newest: prepare(db, () => sql.selectFrom('events').select('seq').orderBy('seq', 'desc').limit(1)),
  between: prepare(db, (p) =>
    sql
      .selectFrom('events')
      .select(['handoff_id', 'n', 'hash'])
      .where('seq', '>', p('from'))
      .where('seq', '<=', p('to'))
      .orderBy('seq'),
  ),
  insert: prepare(db, (p) => sql.insertInto('anchors').values(each(p, ...columns))),
  after: prepare(db, (p) =>
    sql.selectFrom('anchors').select(columns).where('n', '>', p('n')).orderBy('n').limit(p('limit')),
  ),
  delivered: prepare(db, (p) =>
    sql.selectFrom('anchor_deliveries').select('n').where('keeper', '=', p('keeper')),
  ),
  deliver: prepare(db, (p) =>
    sql
      .insertInto('anchor_deliveries')
      .values({ ...each(p, 'keeper', 'n'), delivered_at: p('at') })
      .onConflict((conflict) =>
        conflict.column('keeper').doUpdateSet((eb) => ({
          n: eb.ref('excluded.n'),
          delivered_at: eb.ref('excluded.delivered_at'),
        })),
      ),
  ),
});
