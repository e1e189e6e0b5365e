import type Database from 'better-sqlite3';
import type { StoredLink } from '../../domain/chain.js';

/** An event as it stands in the file, with its place in the whole log. */
export interface LoggedLink extends StoredLink {
  readonly seq: number;
}
export interface StoredText {
  readonly place: number;
  readonly hash: string;
  readonly handoffId: string;
  readonly body: string;
}

/** A page is fast and small enough; one row at a time costs twice as much, all at once needs all the memory. */
const pageSize = 2_000;

/** Every event in the order of writing, so that the file is read from its beginning to its end once. */
export const eachLink = (db: Database.Database): Generator<LoggedLink> =>
  paged(
    db.prepare<[number, number], LoggedLink>(
      `select seq, handoff_id as handoffId, n, type, at, actor_json as actor, data_json as data,
         content_hash as contentHash, prev_hash as prevHash, hash
       from events where seq > ? order by seq limit ?`,
    ),
    ({ seq }) => seq,
  );

export const eachText = (db: Database.Database): Generator<StoredText> =>
  paged(
    db.prepare<[number, number], StoredText>(
      `select rowid as place, hash, handoff_id as handoffId, body
       from contents where rowid > ? order by rowid limit ?`,
    ),
    ({ place }) => place,
  );

function* paged<Row>(
  page: Database.Statement<[number, number], Row>,
  placeOf: (row: Row) => number,
): Generator<Row> {
  let after = 0;
  for (;;) {
    const rows = page.all(after, pageSize);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = placeOf(last);
  }
}
