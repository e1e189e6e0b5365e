import type Database from 'better-sqlite3';
import type { StoredLink } from '../../../domain/log/chain.js';

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
const pageSize = 1_000;

/** Every event in the order of writing, so that the file is read from its beginning to its end once. */
export function* eachLink(db: Database.Database): Generator<LoggedLink> {
  // Rows as lists: naming ten columns of a million rows costs more than hashing them.
  const page = db
    .prepare(
      `select seq, handoff_id, n, type, at, actor_json, data_json, content_hash, prev_hash, hash
       from events where seq > ? order by seq limit ?`,
    )
    .raw();
  for (const rows of pages(
    (after) => page.all(after, pageSize) as LinkRow[],
    ([seq]) => seq,
  ))
    for (const [seq, handoffId, n, type, at, actor, data, contentHash, prevHash, hash] of rows)
      yield { seq, handoffId, n, type, at, actor, data, contentHash, prevHash, hash };
}

type LinkRow = [number, string, number, string, number, string, string, string | null, string, string];

export function* eachText(db: Database.Database): Generator<StoredText> {
  const page = db.prepare<[number, number], StoredText>(
    `select rowid as place, hash, handoff_id as handoffId, body
     from contents where rowid > ? order by rowid limit ?`,
  );
  for (const rows of pages(
    (after) => page.all(after, pageSize),
    ({ place }) => place,
  ))
    yield* rows;
}

function* pages<Row>(read: (after: number) => Row[], placeOf: (row: Row) => number): Generator<Row[]> {
  for (let after = 0; ; ) {
    const rows = read(after);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = placeOf(last);
  }
}
