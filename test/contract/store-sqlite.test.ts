import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openSqlite, type Sqlite } from '../../db/sqlite.js';
import { createSqliteStore } from '../../src/adapters/store/sqlite/sqlite-store.js';
import type { StoredLink } from '../../src/domain/log/chain.js';
import { aWatch } from '../support/a-watch.js';
import { theAgent } from '../support/bot/a-story.js';
import { storeSuite } from './store.suite.js';

let file = '';
const raw = <T>(use: (db: Sqlite) => T): T => {
  const db = openSqlite(file);
  try {
    return use(db);
  } finally {
    db.close();
  }
};

storeSuite('SQLite', {
  open: () => {
    file = join(mkdtempSync(join(tmpdir(), 'store-')), 'data', 'countersign.db');
    return createSqliteStore({ file });
  },
  links: async (id) =>
    raw((db) =>
      db
        .prepare<[string], StoredLink>(
          `select handoff_id as handoffId, n, type, at, actor_json as actor, data_json as data,
             content_hash as contentHash, prev_hash as prevHash, hash from events where handoff_id = ? order by n`,
        )
        .all(id),
    ),
  head: async (id) =>
    raw(
      (db) =>
        db.prepare<[string], { h: string }>('select head_hash as h from handoffs where id = ?').get(id)?.h ??
        '',
    ),
  tryToChangeAnEvent: async () => raw((db) => void db.exec("update events set type = 'approved'")),
  tryToRemoveAnEvent: async () => raw((db) => void db.exec('delete from events')),
});

describe('a SQLite file', () => {
  it('keeps nothing of a change when the handoff is not at the version that was decided on', async () => {
    const watch = await aWatch();
    const [id] = await watch.open(1);
    if (!id) throw new Error('Nothing was opened.');
    const before = [await watch.store.handoff(id), await watch.store.events(id)];
    watch.plant(`create trigger another_writer after insert on events
      begin update handoffs set version = version + 1 where id = new.handoff_id; end`);
    const cancel = { handoffId: id, command: { type: 'cancel', reason: 'Late.' }, actor: theAgent } as const;
    await expect(watch.dispatch(cancel)).rejects.toThrow(`${id} was changed by somebody else`);
    expect([await watch.store.handoff(id), await watch.store.events(id)]).toEqual(before);
    watch.plant('drop trigger another_writer');
    expect((await watch.dispatch(cancel)).kind).toBe('changed');
    await watch.close();
  });

  it('is written durably: WAL with full synchronisation', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'store-')), 'a.db');
    const { openDatabase } = await import('../../src/adapters/store/sqlite/open.js');
    const db = await openDatabase(path);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    db.close();
  });

  it('may be opened by several processes at once', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'store-')), 'b.db');
    const opener = fileURLToPath(new URL('../support/bot/open-store.ts', import.meta.url));
    const open = () => promisify(execFile)(process.execPath, ['--import', 'tsx', opener, path]);
    const answers = await Promise.all([open(), open(), open()]);
    expect(answers.map(({ stdout }) => stdout.trim())).toEqual(['open', 'open', 'open']);
  });
});
