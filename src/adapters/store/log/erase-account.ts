import type Database from 'better-sqlite3';
import { type Handoff, isOpen } from '../../../domain/handoff/handoff.js';
import { bot } from '../../../domain/ids.js';
import { withoutTexts } from '../../../domain/log/erasure.js';
import { createHandoffs } from '../queries/handoffs.js';
import { createOutboxRows } from '../queries/outbox.js';
import { openDatabase } from '../sqlite/open.js';
import { createEvents } from './events.js';

export type Erasure =
  | { readonly kind: 'unknown' }
  /** Work of this account goes on; nothing was erased. */
  | { readonly kind: 'refused'; readonly open: readonly string[]; readonly waiting: readonly string[] }
  /** Another process has the file open. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'erased'; readonly handoffs: number; readonly texts: number };

export interface ErasureOrder {
  readonly account: string;
  readonly at: Date;
  /** Counts, and changes nothing. */
  readonly isDryRun: boolean;
}

/**
 * Removes every text of an account from a database file in one transaction, adds an event to each of its handoffs,
 * and writes the file anew. The chains refer to texts by hash, so they still verify. SQLite leaves copies of rows in
 * pages that it once rearranged, even where it overwrites what it deletes; only a new file is certain to hold none.
 * That would keep a running bot waiting, so nobody else may have the file open.
 */
export const eraseAccount = async (file: string, order: ErasureOrder): Promise<Erasure> => {
  const db = await openDatabase(file);
  try {
    const planned = db.transaction(() => erase(db, { ...order, isDryRun: true }))();
    if (planned.kind !== 'erased' || order.isDryRun) return planned;
    if (!isAlone(db)) return { kind: 'busy' };
    const erasure = db.transaction(() => erase(db, order)).immediate();
    if (erasure.kind === 'erased') db.exec('vacuum');
    db.pragma('journal_mode = WAL');
    return erasure;
  } finally {
    db.close();
  }
};

/** Only the last connection may leave the WAL, which is copied into the file and removed then. */
const isAlone = (db: Database.Database): boolean => {
  try {
    return db.pragma('journal_mode = DELETE', { simple: true }) === 'delete';
  } catch (fault) {
    if ((fault as { readonly code?: unknown }).code === 'SQLITE_BUSY') return false;
    throw fault;
  }
};

const erase = (db: Database.Database, order: ErasureOrder): Erasure => {
  const handoffs = createHandoffs(db);
  const found = db
    .prepare<[string], { id: string }>('select id from handoffs where account = ? order by opened_at, id')
    .all(order.account)
    .flatMap(({ id }) => handoffs.find(id) ?? []);
  if (found.length === 0) return { kind: 'unknown' };
  const open = found.filter(({ handoff }) => isOpen(handoff.state)).map(({ handoff }) => handoff.id);
  const waiting = db
    .prepare<[string], { id: string }>(
      'select distinct handoff_id as id from outbox where handoff_id in (select id from handoffs where account = ?)',
    )
    .all(order.account)
    .map(({ id }) => id);
  if (open.length || waiting.length) return { kind: 'refused', open, waiting };
  const texts = db.prepare<[string], { n: number }>('select count(*) as n from contents where account = ?');
  const counted = { handoffs: found.length, texts: texts.get(order.account)?.n ?? 0 };
  if (!order.isDryRun) {
    // These find the handoffs by their account, which the events below take away.
    for (const statement of emptied) db.prepare(statement).run({ account: order.account });
    const append = appender(db, order.at);
    for (const { handoff, headHash } of found) append(handoff, headHash);
  }
  return { kind: 'erased', ...counted };
};

const ofAccount = 'handoff_id in (select id from handoffs where account = @account)';
/** Every column that keeps a text of a customer outside the handoff itself. */
const emptied = [
  `delete from contents where account = @account`,
  `update proposals set bytes = '', account = null where ${ofAccount}`,
  `update prior_values set values_json = 'null', account = null where ${ofAccount}`,
  `update attempts set result_json = null, detail = null where ${ofAccount}`,
  `update calls set account = null, request_json = null, response_json = null where ${ofAccount}`,
  // The agent chose the key, and the hash of a short body can be guessed.
  `delete from intake_keys where ${ofAccount}`,
  `update llm_calls set account = null where account = @account`,
];

const appender = (db: Database.Database, at: Date) => {
  const handoffs = createHandoffs(db);
  const events = createEvents(db);
  const outbox = createOutboxRows(db);
  const card = db.prepare<[string], unknown>('select 1 from cards where handoff_id = ?');
  const rename = db.prepare<[string | null, string]>('update handoffs set account = ? where id = ?');
  return (handoff: Handoff, head: string): void => {
    const n = handoff.version + 1;
    const event = { type: 'erased', data: {}, content: null } as const;
    const next = { ...withoutTexts(handoff), version: n };
    const hash = events.append({ handoffId: handoff.id, n, at, actor: bot, event }, next, head);
    handoffs.update(next, hash, handoff.version);
    rename.run(next.account, handoff.id);
    // The message in the chat shows the texts until the running bot has drawn it again.
    if (card.get(handoff.id) !== undefined) outbox.queue([{ type: 'show-card' }], next, at);
  };
};
