import type Database from 'better-sqlite3';
import type { Handoff } from '../../../domain/handoff/handoff.js';
import { frozenBytes, type ProposalContent } from '../../../domain/handoff/proposal.js';
import type { HandoffId } from '../../../domain/ids.js';
import type { HandoffEvent, Happened } from '../../../domain/log/event.js';
import { canonical } from '../rows/canonical.js';
import { each, prepare, sql } from '../sqlite/prepared.js';

/**
 * Rows that follow from events, written in the same transaction. Their keys say again what the domain decided:
 * one vote of a person on a proposal, one decision on it, one row of prior values for a step.
 */
export const createProjections = (db: Database.Database) => {
  const statements = prepareAll(db);
  return {
    frozen: (id: HandoffId, hash: string): string | null =>
      statements.frozen.first({ handoff_id: id, hash })?.bytes ?? null,
    write: (happened: Happened, after: Handoff): void => {
      const writer = writers[happened.event.type] as Writer | undefined;
      writer?.({ happened, after, event: happened.event, statements });
    },
  };
};

const prepareAll = (db: Database.Database) => ({ ...ofDeciding(db), ...ofRunning(db) });

const ofDeciding = (db: Database.Database) => ({
  proposal: prepare(db, (p) =>
    sql
      .insertInto('proposals')
      .values({
        ...each(p, ...proposalsColumns),
        made_at: p('at'),
      })
      .onConflict((conflict) => conflict.columns(['handoff_id', 'hash']).doNothing()),
  ),
  frozen: prepare(db, (p) =>
    sql
      .selectFrom('proposals')
      .select('bytes')
      .where('handoff_id', '=', p('handoff_id'))
      .where('hash', '=', p('hash')),
  ),
  vote: prepare(db, (p) =>
    sql.insertInto('votes').values({ ...each(p, ...votesColumns), voted_at: p('at') }),
  ),
  decision: prepare(db, (p) =>
    sql.insertInto('decisions').values({
      ...each(p, ...decisionsColumns),
      decided_at: p('at'),
    }),
  ),
});

const ofRunning = (db: Database.Database) => ({
  attempt: prepare(db, (p) =>
    sql.insertInto('attempts').values({
      ...each(p, ...attemptsColumns),
      idempotency_key: p('key'),
      started_at: p('at'),
      finished_at: null,
      status: 'started',
      result_json: null,
      detail: null,
    }),
  ),
  attemptEnded: prepare(db, (p) =>
    sql
      .updateTable('attempts')
      .set({ finished_at: p('at'), status: p('status'), result_json: p('result_json'), detail: p('detail') })
      .where('handoff_id', '=', p('handoff_id'))
      .where('kind', '=', p('kind'))
      .where('round', '=', p('round'))
      .where('step', '=', p('step'))
      .where('finished_at', 'is', null),
  ),
  prior: prepare(db, (p) =>
    sql
      .insertInto('prior_values')
      .values({
        ...each(p, ...priorColumns),
        stored_at: p('at'),
      })
      .onConflict((conflict) => conflict.columns(['handoff_id', 'kind', 'round', 'step']).doNothing()),
  ),
});

interface Writing<E extends HandoffEvent = HandoffEvent> {
  readonly happened: Happened;
  readonly after: Handoff;
  readonly event: E;
  readonly statements: ReturnType<typeof prepareAll>;
}
type Writer<E extends HandoffEvent = HandoffEvent> = (writing: Writing<E>) => void;
type Writers = { readonly [Type in HandoffEvent['type']]?: Writer<Extract<HandoffEvent, { type: Type }>> };

const common = ({ happened, after }: Pick<Writing, 'happened' | 'after'>) => ({
  workspace_id: after.workspaceId,
  handoff_id: after.id,
  at: happened.at.getTime(),
});

const writeProposal = (
  writing: Pick<Writing, 'happened' | 'after' | 'statements'>,
  content: ProposalContent | null,
): void => {
  const { proposal, account } = writing.after;
  if (!proposal || !content) return;
  const { revision, hash } = proposal;
  writing.statements.proposal.run({
    ...common(writing),
    account,
    revision,
    hash,
    bytes: frozenBytes(content),
  });
};

const writeDecision = (
  writing: Pick<Writing, 'happened' | 'after' | 'statements'>,
  decision: { readonly hash: string; readonly verdict: string; readonly by: unknown },
): void => {
  const { hash, verdict, by } = decision;
  writing.statements.decision.run({ ...common(writing), hash, verdict, decided_by_json: canonical(by) });
};

const runOf = ({ after }: Pick<Writing, 'after'>) => ({
  kind: after.run?.kind ?? 'write',
  round: after.run?.round ?? 0,
});

const writers: Writers = {
  triaged: (writing) => writeProposal(writing, writing.event.content.proposal),
  edited: (writing) => writeProposal(writing, writing.event.content.proposal),
  asked_again: (writing) => writeProposal(writing, writing.event.content.proposal),
  voted: (writing) => {
    const { actor } = writing.happened;
    if (actor.kind === 'person')
      writing.statements.vote.run({ ...common(writing), hash: writing.event.data.hash, person: actor.id });
  },
  approved: (writing) => writeDecision(writing, { ...writing.event.data, verdict: 'approved' }),
  rejected: (writing) => {
    const { actor } = writing.happened;
    const by = actor.kind === 'person' ? [actor.id] : [];
    writeDecision(writing, { hash: writing.event.data.hash ?? '', verdict: 'rejected', by });
  },
  step_started: (writing) => {
    const { data, content } = writing.event;
    const at = { ...common(writing), ...runOf(writing), step: data.step };
    const { run, proposal, taskType } = writing.after;
    const tool = proposal?.actions[run?.steps[data.step]?.action ?? -1]?.tool ?? '';
    const counted = { attempt: data.attempt, key: data.key, tool, task_type: taskType };
    writing.statements.attempt.run({ ...at, ...counted });
    if (content.prior)
      writing.statements.prior.run({
        ...at,
        account: writing.after.account,
        values_json: canonical(content.prior),
      });
  },
  step_finished: (writing) => {
    const { data, content } = writing.event;
    writing.statements.attemptEnded.run({
      ...common(writing),
      ...runOf(writing),
      step: data.step,
      status: data.status,
      result_json: content.result === null ? null : canonical(content.result),
      detail: content.detail,
    });
  },
};

const proposalsColumns = ['workspace_id', 'handoff_id', 'account', 'revision', 'hash', 'bytes'] as const;
const votesColumns = ['workspace_id', 'handoff_id', 'hash', 'person'] as const;
const decisionsColumns = ['workspace_id', 'handoff_id', 'hash', 'verdict', 'decided_by_json'] as const;
const attemptsColumns = [
  'workspace_id',
  'handoff_id',
  'kind',
  'round',
  'step',
  'attempt',
  'tool',
  'task_type',
] as const;
const priorColumns = [
  'workspace_id',
  'handoff_id',
  'account',
  'kind',
  'round',
  'step',
  'values_json',
] as const;
