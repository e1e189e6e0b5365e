import type { Charter } from '../domain/charter.js';

/** The charter in force. */
export interface Charters {
  current(): Charter;
}
