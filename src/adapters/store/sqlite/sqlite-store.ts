import type { Sqlite } from '../../../../db/sqlite.js';
import type { Store } from '../../../ports/store.js';
import type { Steps } from '../queries/steps.js';
import { createStore, type Engine } from '../store.js';
import { createBatch } from './batch.js';
import type { ClaimTerms } from './claim.js';
import { type Claimed, openClaimed } from './open.js';
import { createRoom } from './room.js';
import { createFollow } from './runner.js';

export interface SqliteOptions {
  readonly file: string;
  /** Given: no other bot may run on this file meanwhile. */
  readonly claim?: ClaimTerms;
}

/**
 * The store in one SQLite file. Every statement runs synchronously and to the end; the promises are the port's,
 * which an engine across a network shares. A failure rejects the promise like any other.
 */
export async function createSqliteStore({ file, claim }: SqliteOptions): Promise<Store> {
  return createStore(createEngine(file, await openClaimed(file, claim)));
}

function createEngine(file: string, { db, release }: Claimed): Engine {
  const follow = createFollow(db);
  const inOne = db.transaction(follow);
  return {
    run: async (steps) => follow(steps),
    // The type of a transaction forgets that what it answers follows from what it is given.
    transact: async <Answer>(steps: Steps<Answer>) => inOne.immediate(steps) as Answer,
    transactAll: createBatch(db, follow),
    changedElsewhere: createEar(db),
    ...createRoom(file, db),
    close: async () => {
      db.close();
      release();
    },
  };
}

/** SQLite counts, for each connection, the commits of others that it has seen. */
function createEar(db: Sqlite): Engine['changedElsewhere'] {
  const version = (): unknown => db.pragma('data_version', { simple: true });
  let seen = version();
  return async () => {
    const before = seen;
    seen = version();
    return seen !== before;
  };
}
