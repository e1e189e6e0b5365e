import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../db/sqlite.js';
import type { Transaction } from '../ours/executing.js';

/** About as long as what the log keeps of one step: facts, texts, and the row of the handoff. */
const facts = 'f'.repeat(400);
const texts = 't'.repeat(300);
const state = 's'.repeat(2_500);

/** The same transactions with rows of the same size, on bare better-sqlite3 and as durable. */
export function createRawTransactions() {
  const db = openSqlite(join(mkdtempSync(join(tmpdir(), 'bench-')), 'floor.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 8000');
  db.exec(`
    create table handoffs (id integer primary key, body text not null);
    create table events (seq integer primary key, handoff integer not null, facts text not null);
    create table contents (seq integer primary key, body text not null);
    create table outbox (id integer primary key, handoff integer not null, attempts integer not null);
  `);
  const put = db.prepare('insert into handoffs values (?, ?) on conflict do update set body = excluded.body');
  const event = db.prepare('insert into events (handoff, facts) values (?, ?)');
  const content = db.prepare('insert into contents (body) values (?)');
  const queue = db.prepare('insert into outbox (handoff, attempts) values (?, 0)');
  const begin = db.prepare('update outbox set attempts = attempts + 1 where id = ?');
  let handoff = 0;
  const change = db.transaction((handoffs: number) => {
    for (let at = 0; at < handoffs; at += 1) {
      handoff = (handoff + 1) % 1_000;
      put.run(handoff, state);
      event.run(handoff, facts);
      content.run(texts);
      queue.run(handoff);
    }
  });
  return {
    replay: (trace: readonly Transaction[]): void => {
      for (const { handoffs } of trace)
        if (handoffs > 0) change(handoffs);
        else begin.run(1);
    },
    close: () => db.close(),
  };
}
