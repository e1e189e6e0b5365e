import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../db/sqlite.js';
import { createSqliteStore } from '../../src/adapters/store/sqlite/sqlite-store.js';
import { agent, bot } from '../../src/domain/ids.js';
import { benchCharter, changeOf, submitCommand, triageCommand } from './prepared-store.js';

const model = 'h_00000000000000000000';
export const idOf = (index: number): string => `h_${String(index).padStart(20, '0')}`;

/** A file with so many handoffs in review, none of them due; only what a sweep reads is there of each. */
export async function openHandoffs(count: number): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'bench-')), 'open.db');
  const store = await createSqliteStore({ file });
  const change = changeOf(benchCharter());
  await store.change([change(model, agent('support-agent'), submitCommand(model))]);
  await store.change([change(model, bot, triageCommand)]);
  await store.close();
  const db = openSqlite(file);
  db.pragma('synchronous = OFF');
  const columns = db
    .prepare<[], { name: string }>("select name from pragma_table_info('handoffs')")
    .all()
    .map(({ name }) => name);
  const values = columns.map((name) =>
    name === 'id' ? '?' : name === 'body' ? 'replace(body, ?, ?)' : name,
  );
  const copy = db.prepare(
    `insert into handoffs (${columns.join()}) select ${values.join()} from handoffs where id = '${model}'`,
  );
  db.transaction(() => {
    for (let index = 1; index < count; index += 1) copy.run(idOf(index), model, idOf(index));
    db.exec(`update handoffs set next_check_at = ${farAway}; delete from outbox`);
  })();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return file;
}

const farAway = Date.UTC(2100, 0, 1);

/** Makes so many of them due, from one index on; every one of them was due by its own words long ago. */
export function makeDue(
  file: string,
  { from, count }: { readonly from: number; readonly count: number },
): void {
  const db = openSqlite(file);
  db.prepare('update handoffs set next_check_at = 1 where id >= ? and id < ?').run(
    idOf(from),
    idOf(from + count),
  );
  db.close();
}
