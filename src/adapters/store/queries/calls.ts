import type Database from 'better-sqlite3';
import type { Selectable } from 'kysely';
import type { CallRow } from '../../../../db/schema.js';
import { handoffId } from '../../../domain/ids.js';
import type { CallRecord, CallStore } from '../../../ports/calls.js';
import { each, prepare, sql } from '../sqlite/prepared.js';

/** Each call of a tool, with what was sent and answered. */
export const createCalls = (db: Database.Database): CallStore => {
  const insert = prepare(db, (p) =>
    sql.insertInto('calls').values({ ...each(p, ...columns), workspace_id: 'default' }),
  );
  const ofHandoff = prepare(db, (p) =>
    sql.selectFrom('calls').selectAll().where('handoff_id', '=', p('handoff_id')).orderBy('id'),
  );
  const record = db.transaction((calls: readonly CallRecord[]): void => {
    for (const call of calls)
      insert.run({
        handoff_id: call.handoffId,
        account: call.account,
        kind: call.kind,
        tool: call.tool,
        attempt: call.attempt,
        idempotency_key: call.key,
        started_at: call.startedAt.getTime(),
        duration_ms: call.durationMs,
        request_json: call.request,
        response_json: call.response,
        outcome: call.outcome,
        cost: call.cost,
      });
  });
  return {
    recordCalls: async (calls) => record.immediate(calls),
    calls: async (id) => ofHandoff.all({ handoff_id: id }).map(callOf),
  };
};

const callOf = (row: Selectable<CallRow>): CallRecord => ({
  handoffId: handoffId(row.handoff_id),
  account: row.account,
  kind: row.kind as CallRecord['kind'],
  tool: row.tool,
  attempt: row.attempt,
  key: row.idempotency_key,
  startedAt: new Date(row.started_at),
  durationMs: row.duration_ms,
  request: row.request_json,
  response: row.response_json,
  outcome: row.outcome,
  cost: row.cost,
});

const columns = [
  ...(['handoff_id', 'account', 'kind', 'tool', 'attempt', 'idempotency_key', 'started_at'] as const),
  ...(['duration_ms', 'request_json', 'response_json', 'outcome', 'cost'] as const),
] as const;
