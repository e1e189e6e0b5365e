import { type Handoff, isOpen } from '../../../domain/handoff/handoff.js';
import { type HandoffId, handoffId } from '../../../domain/ids.js';
import { handoffFromText, handoffToText } from '../rows/handoff-codec.js';
import { concernsText } from './concerns.js';
import { all, each, first, sql, write } from './query.js';
import { ask, type Steps } from './steps.js';

export interface StoredHandoff {
  readonly handoff: Handoff;
  readonly headHash: string;
}

/** Raised when somebody else changed the handoff in between; with one writer that is a bug or a second writer. */
export class VersionConflict extends Error {
  constructor(id: string) {
    super(`The handoff ${id} was changed by somebody else in the meantime.`);
  }
}

export const findHandoff = (id: string): Steps<StoredHandoff | null> => ask(find, { id });

export function insertHandoff(handoff: Handoff, headHash: string): Steps<number> {
  return ask(insert, toRow(handoff, headHash));
}

/** Compare-and-swap on the version. */
export function* updateHandoff(handoff: Handoff, headHash: string, wasVersion: number): Steps<void> {
  const changed = yield* ask(update, { ...toRow(handoff, headHash), was_version: wasVersion });
  if (changed !== 1) throw new VersionConflict(handoff.id);
}

/** Everything of an account, oldest first. */
export const handoffsOfAccount = (account: string): Steps<StoredHandoff[]> => ask(ofAccount, { account });

/** Ids whose next check is due, oldest first. */
export function dueHandoffs(now: Date, limit: number): Steps<HandoffId[]> {
  return ask(due, { now: now.getTime(), limit });
}

export function* loadOfPeople(): Steps<ReadonlyMap<string, number>> {
  return new Map(yield* ask(openPerPerson));
}

const fixed = ['id', 'workspace_id', 'account', 'agent', 'requester', 'task_type', 'opened_at'] as const;
/** Only these are set again: naming a key in an update makes SQLite look at everything that refers to it. */
const changing = [
  ...(['state', 'is_open', 'owner_role', 'owner_person', 'version', 'head_hash'] as const),
  ...(['due_at', 'next_check_at', 'concerns_json', 'body'] as const),
] as const;

function toRow(handoff: Handoff, headHash: string) {
  return {
    id: handoff.id,
    workspace_id: handoff.workspaceId,
    account: handoff.origin.account,
    agent: handoff.origin.agent,
    requester: handoff.origin.requester,
    task_type: handoff.origin.taskType,
    state: handoff.state,
    is_open: isOpen(handoff.state) ? 1 : 0,
    owner_role: handoff.owner.role,
    owner_person: handoff.owner.person,
    version: handoff.version,
    head_hash: headHash,
    opened_at: handoff.origin.openedAt.getTime(),
    due_at: handoff.clock.dueAt?.getTime() ?? null,
    next_check_at: handoff.clock.nextCheckAt?.getTime() ?? null,
    concerns_json: concernsText(handoff),
    body: handoffToText(handoff),
  };
}

function toStored(row: { readonly body: string; readonly head_hash: string }): StoredHandoff {
  return {
    handoff: handoffFromText(row.body),
    headHash: row.head_hash,
  };
}

const find = first(
  (p) => sql.selectFrom('handoffs').select(['body', 'head_hash']).where('id', '=', p('id')),
  toStored,
);
const ofAccount = all(
  (p) =>
    sql
      .selectFrom('handoffs')
      .select(['body', 'head_hash'])
      .where('account', '=', p('account'))
      .orderBy('opened_at')
      .orderBy('id'),
  toStored,
);
const insert = write((p) => sql.insertInto('handoffs').values(each(p, ...fixed, ...changing)));
const update = write((p) =>
  sql
    .updateTable('handoffs')
    .set(each(p, ...changing))
    .where('id', '=', p('id'))
    .where('version', '=', p('was_version')),
);
const due = all(
  (p) =>
    sql
      .selectFrom('handoffs')
      .select('id')
      .where('next_check_at', 'is not', null)
      .where('next_check_at', '<=', p('now'))
      .orderBy('next_check_at')
      .limit(p('limit')),
  ({ id }) => handoffId(id),
);
const openPerPerson = all(
  () =>
    sql
      .selectFrom('handoffs')
      .select(({ fn }) => ['owner_person', fn.countAll<number>().as('open')])
      .where('is_open', '=', 1)
      .where('owner_person', 'is not', null)
      .groupBy('owner_person'),
  (row) => [row.owner_person ?? '', row.open] as const,
);
