import type { Sqlite } from '../../../../db/sqlite.js';
import type { Steps } from '../queries/steps.js';
import type { Engine } from '../store.js';
import type { Follow } from './runner.js';

/**
 * Several pieces of work in one transaction, synchronous from BEGIN IMMEDIATE to COMMIT. When one throws, they run
 * again with a savepoint around each, so that only the one at fault is undone.
 */
export function createBatch(db: Sqlite, follow: Follow): Engine['transactAll'] {
  const guarded = db.transaction(follow);
  const together = db.transaction((works: readonly (() => Steps<unknown>)[]) =>
    works.map((work) => follow(work())),
  );
  const oneByOne = db.transaction((works: readonly (() => Steps<unknown>)[]) =>
    works.map((work) => attempt(() => guarded(work()))),
  );
  return async <Answer>(works: readonly (() => Steps<Answer>)[]) => {
    try {
      return together.immediate(works) as Answer[];
    } catch {
      // Not lost: the same work runs again below, and the one at fault answers with its own error.
      return oneByOne.immediate(works) as (Answer | Error)[];
    }
  };
}

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (fault) {
    return fault instanceof Error ? fault : new Error(String(fault));
  }
}
