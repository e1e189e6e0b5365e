import type Database from 'better-sqlite3';
import type { Handoff } from '../../../domain/handoff/handoff.js';
import { type Actor, handoffId } from '../../../domain/ids.js';
import { contentHash, eventHash } from '../../../domain/log/chain.js';
import type { Happened } from '../../../domain/log/event.js';
import type { RecordedEvent } from '../../../ports/store.js';
import { canonical } from '../rows/canonical.js';
import { eventFrom } from '../rows/event-codec.js';
import { each, prepare, sql } from '../sqlite/prepared.js';

/** The append-only log. */
export const createEvents = (db: Database.Database) => {
  const { insert, keep, ofHandoff } = statementsOf(db);

  /** Returns the hash of the appended event: the new head of the chain. */
  const append = ({ event, n, at, actor }: Happened, handoff: Handoff, prevHash: string): string => {
    const owner = { workspace_id: handoff.workspaceId, handoff_id: handoff.id };
    const content = event.content === null ? null : canonical(event.content);
    const content_hash = content === null ? null : contentHash(handoff.id, content);
    if (content !== null && content_hash !== null)
      keep.run({ ...owner, hash: content_hash, account: handoff.account, body: content });
    const { type, data } = event;
    return link({ ...owner, n, type, at, actor, data, content_hash }, prevHash);
  };

  const link = ({ actor, data, at, ...facts }: Facts, prevHash: string): string => {
    const row = {
      ...facts,
      at: at.getTime(),
      actor_json: canonical(actor),
      data_json: canonical(data),
    };
    const hash = eventHash(prevHash, {
      ...row,
      handoffId: row.handoff_id,
      actor: row.actor_json,
      data: row.data_json,
      contentHash: row.content_hash,
    });
    insert.run({ ...row, prev_hash: prevHash, hash });
    return hash;
  };

  const read = (id: string): RecordedEvent[] =>
    ofHandoff.all({ handoff_id: id }).map((row) => ({
      handoffId: handoffId(id),
      n: row.n,
      at: new Date(row.at),
      actor: JSON.parse(row.actor_json) as Actor,
      event: eventFrom(row.type, row.data_json, contentOf(row)),
      hash: row.hash,
      prevHash: row.prev_hash,
    }));
  return { append, link, read };
};

/** An event as it is chained; `handoff_id` names what the chain is about. */
export interface Facts {
  readonly workspace_id: string;
  readonly handoff_id: string;
  readonly n: number;
  readonly type: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly data: unknown;
  readonly content_hash: string | null;
}

const contentOf = (row: { readonly content: string | null; readonly content_hash: string | null }) => {
  if (row.content !== null) return { text: row.content };
  return row.content_hash === null ? null : 'erased';
};

const statementsOf = (db: Database.Database) => ({
  insert: prepare(db, (p) => sql.insertInto('events').values(each(p, ...eventsColumns))),
  keep: prepare(db, (p) =>
    sql
      .insertInto('contents')
      .values(each(p, ...contentsColumns))
      .onConflict((conflict) => conflict.column('hash').doNothing()),
  ),
  ofHandoff: prepare(db, (p) =>
    sql
      .selectFrom('events')
      .leftJoin('contents', 'contents.hash', 'events.content_hash')
      .select([
        'n',
        'type',
        'at',
        'actor_json',
        'data_json',
        'content_hash',
        'prev_hash',
        'events.hash as hash',
        'contents.body as content',
      ])
      .where('events.handoff_id', '=', p('handoff_id'))
      .orderBy('n'),
  ),
});

const eventsColumns = [
  'workspace_id',
  'handoff_id',
  'n',
  'type',
  'at',
  'actor_json',
  'data_json',
  'content_hash',
  'prev_hash',
  'hash',
] as const;
const contentsColumns = ['hash', 'workspace_id', 'handoff_id', 'account', 'body'] as const;
