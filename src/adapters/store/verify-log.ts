import Database from 'better-sqlite3';
import { firstBreak, type StoredLink } from '../../domain/chain.js';

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
    const heads = db
      .prepare<[], { id: string; head: string }>('select id, head_hash as head from handoffs')
      .all();
    const links = db.prepare<[string], StoredLink>(linksOf);
    let events = 0;
    for (const { id, head } of heads) {
      const chain = links.all(id);
      events += chain.length;
      const found = firstBreak(chain, head);
      if (found) return { events, handoffs: heads.length, broken: { handoffId: id, ...found } };
    }
    return { events, handoffs: heads.length, broken: null };
  } finally {
    db.close();
  }
};

const linksOf = `select handoff_id as handoffId, n, type, at, actor_json as actor, data_json as data,
  content_hash as contentHash, prev_hash as prevHash, hash from events where handoff_id = ? order by n`;
