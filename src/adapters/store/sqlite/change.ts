import type Database from 'better-sqlite3';
import { nothingAsked } from '../../../domain/bounds.js';
import type { Handoff } from '../../../domain/handoff/handoff.js';
import { chainStart } from '../../../domain/log/chain.js';
import { evolve } from '../../../domain/log/evolve.js';
import type { Change, Changed, Verdict } from '../../../ports/store.js';
import type { createEvents } from '../log/events.js';
import type { createBounds } from '../queries/bounds.js';
import type { createHandoffs, StoredHandoff } from '../queries/handoffs.js';
import type { createOutboxRows } from '../queries/outbox.js';
import type { createProjections } from '../queries/projections.js';
import { prepare, sql } from './prepared.js';

export interface ChangeRows {
  readonly handoffs: ReturnType<typeof createHandoffs>;
  readonly events: ReturnType<typeof createEvents>;
  readonly projections: ReturnType<typeof createProjections>;
  readonly outbox: ReturnType<typeof createOutboxRows>;
  readonly bounds: ReturnType<typeof createBounds>;
}

/**
 * The one transaction that writes handoffs: state, log, derived rows and outbox together or not at all. It is
 * synchronous from BEGIN IMMEDIATE to COMMIT. When a change throws, the batch runs again with a savepoint around
 * each, so that only the one at fault is undone.
 */
export const createChange = (db: Database.Database, rows: ChangeRows) => {
  const intake = createIntake(db);
  const one = (change: Change): Changed => {
    if (change.settles !== null && !rows.outbox.exists(change.settles)) return { kind: 'settled' };
    const earlier = change.intake && intake.earlier(change.intake);
    if (earlier && earlier.body_hash !== change.intake?.bodyHash) return { kind: 'key_reused' };
    const stored = rows.handoffs.find(earlier ? earlier.handoff_id : change.handoffId);
    if (earlier && stored) return { kind: 'repeated', handoff: stored.handoff };
    const changed = write(change, stored, rows);
    if (change.intake && changed.kind === 'changed') intake.remember(change.intake, changed.handoff.id);
    if (change.settles !== null) rows.outbox.remove(change.settles);
    return changed;
  };
  const together = db.transaction((changes: readonly Change[]) => changes.map(one));
  const guarded = db.transaction(one);
  const oneByOne = db.transaction((changes: readonly Change[]) =>
    changes.map((change) => attempt(guarded, change)),
  );

  return (changes: readonly Change[]): readonly (Changed | Error)[] => {
    try {
      return together.immediate(changes);
    } catch {
      // Not lost: the same changes run again below, and the one at fault answers with its own error.
      return oneByOne.immediate(changes);
    }
  };
};

const attempt = (run: (change: Change) => Changed, change: Change): Changed | Error => {
  try {
    return run(change);
  } catch (fault) {
    return fault instanceof Error ? fault : new Error(String(fault));
  }
};

const write = (change: Change, stored: StoredHandoff | null, rows: ChangeRows): Changed => {
  const handoff = stored?.handoff ?? null;
  const verdict = change.decide(handoff, rows.bounds.gather(change.asks?.(handoff) ?? nothingAsked));
  if (verdict.next) append(change, { stored, verdict, next: verdict.next }, rows);
  if (verdict.refusal) return { kind: 'refused', handoff: verdict.next, refusal: verdict.refusal };
  if (!verdict.next) throw new Error('A command was granted and led to no handoff.');
  const queued = rows.outbox.queue(verdict.effects, verdict.next, change.at);
  return { kind: 'changed', before: stored?.handoff ?? null, handoff: verdict.next, verdict, queued };
};

const append = (
  change: Change,
  {
    stored,
    verdict,
    next,
  }: { readonly stored: StoredHandoff | null; readonly verdict: Verdict; readonly next: Handoff },
  rows: ChangeRows,
): void => {
  if (verdict.events.length === 0) return;
  const wasVersion = stored?.handoff.version ?? 0;
  // Rows of a new handoff refer to it, so it is inserted first and its head set once the chain is written.
  if (!stored) rows.handoffs.insert(next, chainStart);
  let head = stored?.headHash ?? chainStart;
  let after = stored?.handoff ?? null;
  for (const [index, event] of verdict.events.entries()) {
    const happened = {
      handoffId: next.id,
      n: wasVersion + index + 1,
      at: change.at,
      actor: change.actor,
      event,
    };
    head = rows.events.append(happened, next, head);
    after = verdict.events.length === 1 ? next : evolve(after, happened);
    rows.projections.write(happened, after);
  }
  rows.handoffs.update(next, head, stored ? wasVersion : next.version);
};

const createIntake = (db: Database.Database) => {
  const find = prepare(db, (p) =>
    sql
      .selectFrom('intake_keys')
      .select(['body_hash', 'handoff_id'])
      .where('agent', '=', p('agent'))
      .where('intake_key', '=', p('key')),
  );
  const insert = prepare(db, (p) =>
    sql.insertInto('intake_keys').values({
      agent: p('agent'),
      intake_key: p('key'),
      body_hash: p('body_hash'),
      handoff_id: p('handoff_id'),
    }),
  );
  return {
    earlier: ({ agent, key }: { readonly agent: string; readonly key: string }) => find.first({ agent, key }),
    remember: (intake: { agent: string; key: string; bodyHash: string }, handoffId: string): void => {
      insert.run({ agent: intake.agent, key: intake.key, body_hash: intake.bodyHash, handoff_id: handoffId });
    },
  };
};
