import type { Migration } from 'kysely';
import { initial } from './0001-initial.js';
import { anchors } from './0002-anchors.js';
import { rounds } from './0003-rounds.js';
import { bounds } from './0004-bounds.js';
import { nudges } from './0005-nudges.js';
import { watch } from './0006-watch.js';
import { aging } from './0007-aging.js';
import { concerns } from './0008-concerns.js';
import { delegations } from './0009-delegations.js';

/** Every migration by its name, in order. */
export const migrations: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-anchors': anchors,
  '0003-rounds': rounds,
  '0004-bounds': bounds,
  '0005-nudges': nudges,
  '0006-watch': watch,
  '0007-aging': aging,
  '0008-concerns': concerns,
  '0009-delegations': delegations,
};
