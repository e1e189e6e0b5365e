import type { ClaimTerms } from '../adapters/store/sqlite/claim.js';
import { createSqliteStore } from '../adapters/store/sqlite/sqlite-store.js';
import type { Store } from '../ports/store.js';

/** Opens a database. With a claim no other bot may run on it meanwhile. */
export function openStore(file: string, claim?: ClaimTerms): Promise<Store> {
  return createSqliteStore({ file, ...(claim ? { claim } : {}) });
}
