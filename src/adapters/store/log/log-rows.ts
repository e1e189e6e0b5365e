import { sql as raw } from 'kysely';
import type { StoredLink } from '../../../domain/log/chain.js';
import { lists, sql } from '../queries/query.js';
import { ask, type Steps } from '../queries/steps.js';

/** An event as it stands in the database, with its place in the whole log. */
export interface LoggedLink extends StoredLink {
  readonly seq: number;
}
export interface StoredText {
  readonly hash: string;
  readonly handoffId: string;
  readonly body: string;
}

/** A page is fast and small enough; one row at a time costs twice as much, all at once needs all the memory. */
const pageSize = 1_000;

/** Looks at every event in the order of writing, so that the log is read once, until there is something to say. */
export function* lookAtLinks<Fault>(look: (link: LoggedLink) => Fault | null): Steps<Fault | null> {
  for (let last = 0; ; ) {
    const rows = yield* ask(linksAfter, { after: last, limit: pageSize });
    for (const [seq, handoffId, n, type, at, actor, data, contentHash, prevHash, hash] of rows) {
      const fault = look({ seq, handoffId, n, type, at, actor, data, contentHash, prevHash, hash });
      if (fault) return fault;
      last = seq;
    }
    if (rows.length < pageSize) return null;
  }
}

/** The same with every text that the log refers to. */
export function* lookAtTexts<Fault>(look: (text: StoredText) => Fault | null): Steps<Fault | null> {
  for (let last = 0; ; ) {
    const rows = yield* ask(textsAfter, { after: last, limit: pageSize });
    for (const [place, hash, handoffId, body] of rows) {
      const fault = look({ hash, handoffId, body });
      if (fault) return fault;
      last = place;
    }
    if (rows.length < pageSize) return null;
  }
}

type LinkRow = [number, string, number, string, number, string, string, string | null, string, string];

const linksAfter = lists<LinkRow>((p) =>
  sql
    .selectFrom('events')
    .select(['seq', 'handoff_id', 'n', 'type', 'at', 'actor_json', 'data_json', 'content_hash'])
    .select(['prev_hash', 'hash'])
    .where('seq', '>', p('after'))
    .orderBy('seq')
    .limit(p('limit')),
);

const rowid = raw.ref('rowid');
const textsAfter = lists<[number, string, string, string]>((p) =>
  sql
    .selectFrom('contents')
    .select([rowid.as('place'), 'hash', 'handoff_id', 'body'])
    .where(rowid, '>', p('after'))
    .orderBy(rowid)
    .limit(p('limit')),
);
