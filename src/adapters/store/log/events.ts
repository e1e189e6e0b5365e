import type { Handoff } from '../../../domain/handoff/handoff.js';
import { type Actor, handoffId } from '../../../domain/ids.js';
import { contentHash, eventHash } from '../../../domain/log/chain.js';
import type { Happened } from '../../../domain/log/event.js';
import type { RecordedEvent } from '../../../ports/store.js';
import { all, each, sql, write } from '../queries/query.js';
import { ask, type Steps } from '../queries/steps.js';
import { canonical } from '../rows/canonical.js';
import { eventFrom } from '../rows/event-codec.js';

/** Appends to the log of a handoff. Answers the hash of the event: the new head of the chain. */
export function* appendEvent(happened: Happened, handoff: Handoff, prevHash: string): Steps<string> {
  const { event, n, at, actor } = happened;
  const { type, data } = event;
  const owner = { workspace_id: handoff.workspaceId, handoff_id: handoff.id };
  const content = event.content === null ? null : canonical(event.content);
  const content_hash = content === null ? null : contentHash(handoff.id, content);
  if (content !== null)
    yield* ask(keep, { ...owner, hash: content_hash, account: handoff.origin.account, body: content });
  return yield* chainEvent({ ...owner, n, type, at, actor, data, content_hash }, prevHash);
}

/** An event as it is chained; `handoff_id` names what the chain is about. */
export interface EventFacts {
  readonly workspace_id: string;
  readonly handoff_id: string;
  readonly n: number;
  readonly type: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly data: unknown;
  readonly content_hash: string | null;
}

/** Adds an event to its chain. Answers its hash. */
export function* chainEvent({ actor, data, at, ...facts }: EventFacts, prevHash: string): Steps<string> {
  const row = { ...facts, at: at.getTime(), actor_json: canonical(actor), data_json: canonical(data) };
  const hash = eventHash(prevHash, {
    ...row,
    handoffId: row.handoff_id,
    actor: row.actor_json,
    data: row.data_json,
    contentHash: row.content_hash,
  });
  yield* ask(insert, { ...row, prev_hash: prevHash, hash });
  return hash;
}

/** The whole history of a handoff. */
export function* readEvents(id: string): Steps<RecordedEvent[]> {
  return (yield* ask(ofHandoff, { handoff_id: id })).map((row) => ({
    handoffId: handoffId(id),
    n: row.n,
    at: new Date(row.at),
    actor: JSON.parse(row.actor_json) as Actor,
    event: eventFrom(row.type, row.data_json, contentOf(row)),
    hash: row.hash,
    prevHash: row.prev_hash,
  }));
}

function contentOf(row: { readonly content: string | null; readonly content_hash: string | null }) {
  if (row.content !== null) return { text: row.content };
  return row.content_hash === null ? null : 'erased';
}

const columns = ['n', 'type', 'at', 'actor_json', 'data_json', 'content_hash', 'prev_hash'] as const;

const insert = write((p) =>
  sql.insertInto('events').values(each(p, 'workspace_id', 'handoff_id', ...columns, 'hash')),
);
const keep = write((p) =>
  sql
    .insertInto('contents')
    .values(each(p, 'hash', 'workspace_id', 'handoff_id', 'account', 'body'))
    .onConflict((conflict) => conflict.column('hash').doNothing()),
);
const ofHandoff = all(
  (p) =>
    sql
      .selectFrom('events')
      .leftJoin('contents', 'contents.hash', 'events.content_hash')
      .select([...columns, 'events.hash as hash', 'contents.body as content'])
      .where('events.handoff_id', '=', p('handoff_id'))
      .orderBy('n'),
  (row) => row,
);
