import Database from 'better-sqlite3';
import { contentHash, endFault, type Head, linkFault } from '../../domain/chain.js';
import { eachLink, eachText } from './log-rows.js';

/** Where the log stops to fit. */
export interface ChainBreak {
  readonly handoffId: string;
  readonly n: number;
  readonly why: string;
}
export interface Verified {
  readonly events: number;
  readonly handoffs: number;
  readonly broken: ChainBreak | null;
}

/** Reads the whole log of a database file and checks every chain. Writes nothing. */
export const verifyLog = (file: string): Verified => {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    // One snapshot: what the running bot writes meanwhile is not half seen.
    return db.transaction(() => verify(db))();
  } finally {
    db.close();
  }
};

const verify = (db: Database.Database): Verified => {
  const heads = new Map<string, Head>();
  let events = 0;
  for (const link of eachLink(db)) {
    events += 1;
    const fault = link.seq === events ? linkFault(heads.get(link.handoffId), link) : gap(events, link.n);
    if (fault) return { events, handoffs: heads.size, broken: { handoffId: link.handoffId, ...fault } };
    heads.set(link.handoffId, { n: link.n, hash: link.hash });
  }
  return { events, handoffs: heads.size, broken: changedEnd(db, heads) ?? changedText(db) };
};

/** Places are given one after the other and never again, so a gap is something removed. */
const gap = (place: number, n: number) => ({
  n,
  why: `the event that stood before it, at place ${place} of the whole log, is missing`,
});

const changedEnd = (db: Database.Database, heads: ReadonlyMap<string, Head>): ChainBreak | null => {
  const rows = db
    .prepare<[], { id: string; head: string }>('select id, head_hash as head from handoffs order by id')
    .all();
  for (const { id, head } of rows) {
    const fault = endFault(heads.get(id), head);
    if (fault) return { handoffId: id, ...fault };
  }
  if (rows.length === heads.size) return null;
  const known = new Set(rows.map(({ id }) => id));
  const handoffId = [...heads.keys()].find((id) => !known.has(id)) ?? '';
  return { handoffId, n: 1, why: 'the handoff that the event belongs to is missing' };
};

/** A text may be gone, because somebody erased it; it may never be another one. */
const changedText = (db: Database.Database): ChainBreak | null => {
  const bound = db.prepare<[string], { handoffId: string; n: number }>(
    'select handoff_id as handoffId, n from events where content_hash = ? order by seq limit 1',
  );
  for (const { hash, handoffId, body } of eachText(db)) {
    if (contentHash(handoffId, body) === hash) continue;
    const at = bound.get(hash) ?? { handoffId, n: 1 };
    return { ...at, why: 'its text was changed' };
  }
  return null;
};
