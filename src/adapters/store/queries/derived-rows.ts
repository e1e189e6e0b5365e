import { each, first, sql, write } from './query.js';

/** The rows that follow from events: proposals, votes, decisions, attempts, prior values. */
export const proposalMade = write((p) =>
  sql
    .insertInto('proposals')
    .values({
      ...each(p, 'workspace_id', 'handoff_id', 'account', 'revision', 'hash', 'bytes'),
      made_at: p('at'),
    })
    .onConflict((conflict) => conflict.columns(['handoff_id', 'hash']).doNothing()),
);

export const frozenProposal = first(
  (p) =>
    sql
      .selectFrom('proposals')
      .select('bytes')
      .where('handoff_id', '=', p('handoff_id'))
      .where('hash', '=', p('hash')),
  ({ bytes }) => bytes,
);

export const voteGiven = write((p) =>
  sql
    .insertInto('votes')
    .values({ ...each(p, 'workspace_id', 'handoff_id', 'hash', 'person'), voted_at: p('at') }),
);

export const decisionMade = write((p) =>
  sql.insertInto('decisions').values({
    ...each(p, 'workspace_id', 'handoff_id', 'hash', 'verdict', 'decided_by_json'),
    decided_at: p('at'),
  }),
);

export const attemptStarted = write((p) =>
  sql.insertInto('attempts').values({
    ...each(p, 'workspace_id', 'handoff_id', 'kind', 'round', 'step', 'attempt', 'tool', 'task_type'),
    idempotency_key: p('key'),
    started_at: p('at'),
    finished_at: null,
    status: 'started',
    result_json: null,
    detail: null,
  }),
);

export const attemptEnded = write((p) =>
  sql
    .updateTable('attempts')
    .set({ finished_at: p('at'), status: p('status'), result_json: p('result_json'), detail: p('detail') })
    .where('handoff_id', '=', p('handoff_id'))
    .where('kind', '=', p('kind'))
    .where('round', '=', p('round'))
    .where('step', '=', p('step'))
    .where('finished_at', 'is', null),
);

export const priorKept = write((p) =>
  sql
    .insertInto('prior_values')
    .values({
      ...each(p, 'workspace_id', 'handoff_id', 'account', 'kind', 'round', 'step', 'values_json'),
      stored_at: p('at'),
    })
    .onConflict((conflict) => conflict.columns(['handoff_id', 'kind', 'round', 'step']).doNothing()),
);
