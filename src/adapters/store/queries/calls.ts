import type { Selectable } from 'kysely';
import type { CallRow } from '../../../../db/schema.js';
import { type HandoffId, handoffId } from '../../../domain/ids.js';
import type { CallRecord } from '../../../ports/calls.js';
import { all, each, sql, write } from './query.js';
import { ask, type Steps, tell } from './steps.js';

/** Each call of a tool, with what was sent and answered. */
export function recordCalls(calls: readonly CallRecord[]): Steps<void> {
  return tell(calls.map((call) => ({ query: insert, values: toRow(call) })));
}

export const callsOf = (id: HandoffId): Steps<CallRecord[]> => ask(ofHandoff, { handoff_id: id });

function toRow(call: CallRecord) {
  return {
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
  };
}

function toCall(row: Selectable<CallRow>): CallRecord {
  return {
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
  };
}

const columns = [
  ...(['handoff_id', 'account', 'kind', 'tool', 'attempt', 'idempotency_key', 'started_at'] as const),
  ...(['duration_ms', 'request_json', 'response_json', 'outcome', 'cost'] as const),
] as const;

const insert = write((p) =>
  sql.insertInto('calls').values({ ...each(p, ...columns), workspace_id: 'default' }),
);
const ofHandoff = all(
  (p) => sql.selectFrom('calls').selectAll().where('handoff_id', '=', p('handoff_id')).orderBy('id'),
  toCall,
);
