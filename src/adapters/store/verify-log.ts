import Database from 'better-sqlite3';
import { contentHash, firstBreak, type StoredLink } from '../../domain/chain.js';

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
    const texts = db.prepare<[string], StoredText>('select hash, body from contents where handoff_id = ?');
    let events = 0;
    for (const { id, head } of heads) {
      const chain = links.all(id);
      events += chain.length;
      const found = firstBreak(chain, head) ?? changedText(chain, texts.all(id));
      if (found) return { events, handoffs: heads.length, broken: { handoffId: id, ...found } };
    }
    return { events, handoffs: heads.length, broken: null };
  } finally {
    db.close();
  }
};

interface StoredText {
  readonly hash: string;
  readonly body: string;
}

/** A text may be gone, because somebody erased it; it may never be another one. */
const changedText = (chain: readonly StoredLink[], texts: readonly StoredText[]) => {
  const bodies = new Map(texts.map(({ hash, body }) => [hash, body]));
  const changed = chain.find((link) => {
    const body = link.contentHash === null ? undefined : bodies.get(link.contentHash);
    return body !== undefined && contentHash(link.handoffId, body) !== link.contentHash;
  });
  return changed ? { n: changed.n, why: 'its text was changed' } : null;
};

const linksOf = `select handoff_id as handoffId, n, type, at, actor_json as actor, data_json as data,
  content_hash as contentHash, prev_hash as prevHash, hash from events where handoff_id = ? order by n`;
