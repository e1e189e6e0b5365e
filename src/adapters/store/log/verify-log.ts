import { openSqlite, type Sqlite } from '../../../../db/sqlite.js';
import type { Anchor } from '../../../domain/log/anchor.js';
import { contentHash, endFault, type Head, linkFault } from '../../../domain/log/chain.js';
import { type AnchorBreak, anchorChainBreak, createAnchorCheck, readAnchors } from './check-anchors.js';
import { eachLink, eachText } from './log-rows.js';
import { outsideBreak } from './outside-anchors.js';

/** The first event that does not fit. */
export interface ChainBreak {
  readonly handoffId: string;
  readonly n: number;
  readonly why: string;
}
export interface Verified {
  readonly events: number;
  readonly handoffs: number;
  readonly anchors: readonly Anchor[];
  readonly broken: ChainBreak | AnchorBreak | null;
}

/**
 * Reads the whole log of a database file and checks every chain, every text and every anchor, and the anchors
 * against a file that was kept outside. Writes nothing. Throws when a file cannot be read.
 */
export const verifyLog = (file: string, outside: string | null = null): Verified => {
  const db = openSqlite(file, { readonly: true, fileMustExist: true });
  try {
    // One snapshot: what the running bot writes meanwhile is not half seen.
    return db.transaction(() => verify(db, outside))();
  } finally {
    db.close();
  }
};

const verify = (db: Sqlite, outside: string | null): Verified => {
  const anchors = readAnchors(db);
  const check = createAnchorCheck(anchors);
  const heads = new Map<string, Head>();
  let events = 0;
  const result = (broken: Verified['broken']): Verified => ({
    events,
    handoffs: [...heads.keys()].filter((id) => !isOfDelegations(id)).length,
    anchors,
    broken,
  });
  for (const link of eachLink(db)) {
    const { handoffId, n, hash } = link;
    events += 1;
    const fault = link.seq === events ? linkFault(heads.get(handoffId), link) : gap(events, n);
    if (fault) return result({ handoffId, ...fault });
    heads.set(handoffId, { n, hash });
    const broken = check.see(link);
    if (broken) return result(broken);
  }
  return result(
    changedEnd(db, heads) ??
      changedText(db) ??
      missingText(db) ??
      anchorChainBreak(db, anchors) ??
      check.end(events) ??
      (outside === null ? null : outsideBreak(outside, anchors)),
  );
};

/** Places are given one after the other and never again, so a gap is something removed. */
const gap = (place: number, n: number) => ({
  n,
  why: `the event that stood before it, at place ${place} of the whole log, is missing`,
});

const changedEnd = (db: Sqlite, heads: ReadonlyMap<string, Head>): ChainBreak | null => {
  const rows = [...ends(db, 'select id, head_hash as head from handoffs order by id'), ...lentEnds(db)];
  for (const { id, head } of rows) {
    const fault = endFault(heads.get(id), head);
    if (fault) return { handoffId: id, ...fault };
  }
  if (rows.length === heads.size) return null;
  const known = new Set(rows.map(({ id }) => id));
  const handoffId = [...heads.keys()].find((id) => !known.has(id)) ?? '';
  return { handoffId, n: 1, why: 'the handoff that the event belongs to is missing' };
};

interface End {
  readonly id: string;
  readonly head: string;
}

const ends = (db: Sqlite, query: string): End[] => db.prepare<[], End>(query).all();

/** Where the chain of each person's delegations ends; none in a file from before they were in the log. */
const lentEnds = (db: Sqlite): End[] => {
  const tables = ends(db, "select name as id, '' as head from sqlite_master where name = 'delegations'");
  if (tables.length === 0) return [];
  return ends(
    db,
    `select 'delegations:' || from_person as id, head_hash as head from delegations
     where n > 0 and id in (select max(id) from delegations group by from_person) order by id`,
  );
};

const isOfDelegations = (id: string): boolean => id.startsWith('delegations:');

const changedText = (db: Sqlite): ChainBreak | null => {
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

/** A text may be gone, but only where an erasure is on record after it. */
const missingText = (db: Sqlite): ChainBreak | null => {
  const at = db
    .prepare<[], { handoffId: string; n: number }>(
      `select handoff_id as handoffId, n from events
       where content_hash is not null
         and not exists (select 1 from contents where contents.hash = events.content_hash)
         and not exists (select 1 from events later
           where later.handoff_id = events.handoff_id and later.n > events.n and later.type = 'erased')
       order by seq limit 1`,
    )
    .get();
  return at ? { ...at, why: 'its text is missing, and no erasure is on record' } : null;
};
