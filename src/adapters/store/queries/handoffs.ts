import type Database from 'better-sqlite3';
import { type Handoff, isOpen } from '../../../domain/handoff/handoff.js';
import { type HandoffId, handoffId } from '../../../domain/ids.js';
import type { ListFilter } from '../../../ports/store.js';
import { handoffFromText, handoffToText } from '../rows/handoff-codec.js';
import { each, prepare, runOnce, sql } from '../sqlite/prepared.js';
import { concernsText } from './concerns.js';

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

export const createHandoffs = (db: Database.Database) => {
  const { load, insert, update, due, openPerPerson } = statementsOf(db);

  const find = (id: string): StoredHandoff | null => {
    const row = load.first({ id });
    return row ? { handoff: handoffFromText(row.body), headHash: row.head_hash } : null;
  };
  return {
    find,
    insert: (handoff: Handoff, headHash: string): void => void insert.run(toRow(handoff, headHash)),
    /** Compare-and-swap on the version. */
    update: (handoff: Handoff, headHash: string, wasVersion: number): void => {
      const changed = update.run({ ...toRow(handoff, headHash), was_version: wasVersion });
      if (changed !== 1) throw new VersionConflict(handoff.id);
    },
    due: (now: Date, limit: number): HandoffId[] =>
      due.all({ now: now.getTime(), limit }).map(({ id }) => handoffId(id)),
    load: (): Map<string, number> =>
      new Map(openPerPerson.all().map((row) => [row.owner_person ?? '', row.open])),
    list: (filter: ListFilter) => list(db, filter),
  };
};

const fixed = ['id', 'workspace_id', 'account', 'agent', 'requester', 'task_type', 'opened_at'] as const;
/** Only these are set again: naming a key in an update makes SQLite look at everything that refers to it. */
const changing = [
  'state',
  'is_open',
  'owner_role',
  'owner_person',
  'version',
  'head_hash',
  'due_at',
  'next_check_at',
  'concerns_json',
  'body',
] as const;

const toRow = (handoff: Handoff, headHash: string) => ({
  id: handoff.id,
  workspace_id: handoff.workspaceId,
  account: handoff.account,
  agent: handoff.agent,
  requester: handoff.requester,
  task_type: handoff.taskType,
  state: handoff.state,
  is_open: isOpen(handoff.state) ? 1 : 0,
  owner_role: handoff.owner.role,
  owner_person: handoff.owner.person,
  version: handoff.version,
  head_hash: headHash,
  opened_at: handoff.openedAt.getTime(),
  due_at: handoff.dueAt?.getTime() ?? null,
  next_check_at: handoff.nextCheckAt?.getTime() ?? null,
  concerns_json: concernsText(handoff),
  body: handoffToText(handoff),
});

/** Newest first; the cursor is the place of the last row. */
const list = (db: Database.Database, filter: ListFilter) => {
  let query = sql.selectFrom('handoffs').select(['body', 'opened_at', 'id']);
  if (filter.states) query = query.where('state', 'in', filter.states);
  if (filter.taskType) query = query.where('task_type', '=', filter.taskType);
  if (filter.ownerRole) query = query.where('owner_role', '=', filter.ownerRole);
  if (filter.person) query = query.where('owner_person', '=', filter.person);
  if (filter.agent) query = query.where('agent', '=', filter.agent);
  const after = /^(?<openedAt>\d+)\.(?<id>.+)$/.exec(filter.cursor ?? '')?.groups;
  if (after?.openedAt && after.id) {
    const [openedAt, id] = [Number(after.openedAt), after.id];
    query = query.where(({ or, and, eb }) =>
      or([eb('opened_at', '<', openedAt), and([eb('opened_at', '=', openedAt), eb('id', '<', id)])]),
    );
  }
  const rows = runOnce(
    db,
    query
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(filter.limit + 1),
  );
  const page = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? page.at(-1) : undefined;
  return {
    handoffs: page.map((row) => handoffFromText(row.body)),
    cursor: last ? `${last.opened_at}.${last.id}` : null,
  };
};

const statementsOf = (db: Database.Database) => ({
  load: prepare(db, (p) =>
    sql.selectFrom('handoffs').select(['body', 'head_hash']).where('id', '=', p('id')),
  ),
  insert: prepare(db, (p) => sql.insertInto('handoffs').values(each(p, ...fixed, ...changing))),
  update: prepare(db, (p) =>
    sql
      .updateTable('handoffs')
      .set(each(p, ...changing))
      .where('id', '=', p('id'))
      .where('version', '=', p('was_version')),
  ),
  due: prepare(db, (p) =>
    sql
      .selectFrom('handoffs')
      .select('id')
      .where('next_check_at', 'is not', null)
      .where('next_check_at', '<=', p('now'))
      .orderBy('next_check_at')
      .limit(p('limit')),
  ),
  openPerPerson: prepare(db, () =>
    sql
      .selectFrom('handoffs')
      .select(({ fn }) => ['owner_person', fn.countAll<number>().as('open')])
      .where('is_open', '=', 1)
      .where('owner_person', 'is not', null)
      .groupBy('owner_person'),
  ),
});
