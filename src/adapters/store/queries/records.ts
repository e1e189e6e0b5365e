import type { CharterRecord, LlmCall } from '../../../ports/store.js';
import { each, first, sql, write } from './query.js';
import { ask, type Steps } from './steps.js';

/** What is kept beside the handoffs: calls of the model, charters and levels over time. */
export function recordLlmCall(call: LlmCall): Steps<number> {
  return ask(llmCall, {
    handoff_id: call.handoffId,
    account: call.account,
    model: call.model,
    input_tokens: call.inputTokens,
    output_tokens: call.outputTokens,
    called_at: call.at.getTime(),
  });
}

export function* recordCharter({ hash, text, levels, at }: CharterRecord): Steps<void> {
  yield* ask(charter, { hash, body: text, at: at.getTime() });
  for (const [task_type, newLevel] of Object.entries(levels))
    if ((yield* ask(levelNow, { task_type })) !== newLevel)
      yield* ask(level, { task_type, level: newLevel, evidence: hash, at: at.getTime() });
}

const llmCall = write((p) =>
  sql
    .insertInto('llm_calls')
    .values(each(p, 'handoff_id', 'account', 'model', 'input_tokens', 'output_tokens', 'called_at')),
);
const charter = write((p) =>
  sql
    .insertInto('charters')
    .values({ hash: p('hash'), body: p('body'), first_seen_at: p('at') })
    .onConflict((conflict) => conflict.column('hash').doNothing()),
);
const levelNow = first(
  (p) =>
    sql
      .selectFrom('levels')
      .select('level')
      .where('task_type', '=', p('task_type'))
      .orderBy('since', 'desc')
      .limit(1),
  (row) => row.level,
);
const level = write((p) =>
  sql.insertInto('levels').values({ ...each(p, 'task_type', 'level', 'evidence'), since: p('at') }),
);
