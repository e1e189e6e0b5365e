import type { Charter } from '../domain/charter/charter.js';

/** The charter in force. */
export interface Charters {
  current(): Charter;
}
