import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../../../db/migrate.js';
import { migrations } from '../../../../db/migrations/index.js';
import { openSqlite, type Sqlite } from '../../../../db/sqlite.js';
import { examineDatabase } from '../../../../src/adapters/store/sqlite/examine-database.js';
import { createSqliteStore } from '../../../../src/adapters/store/sqlite/sqlite-store.js';
import { startAt } from '../../../support/bot/a-story.js';
import { aFolder } from '../../../support/targets/a-log.js';

const using = (file: string, use: (db: Sqlite) => void): void => {
  const db = openSqlite(file);
  use(db);
  db.close();
};

const whole = async (file: string): Promise<void> => {
  const db = openSqlite(file);
  await migrate(file, db);
  db.close();
};

/** Each makes a file at the path that is no database of this version. */
const bad: readonly [string, string, (file: string) => Promise<void> | void][] = [
  ['a letter', 'is not a database', (file) => writeFileSync(file, 'A letter.'.repeat(500))],
  ['a folder', 'is a folder', (file) => void mkdirSync(file)],
  [
    'the file of another program',
    'belongs to another program',
    (file) => using(file, (db) => db.exec('create table songs (title text)')),
  ],
  [
    'one from a newer version',
    'was written by a newer version',
    async (file) => {
      await whole(file);
      using(file, (db) => db.exec("insert into kysely_migration values ('9999-later', '2030-01-01')"));
    },
  ],
  [
    'one whose first update was cut off',
    'was left half-way by an update',
    (file) =>
      using(file, (db) =>
        db.exec(
          'create table kysely_migration (name varchar(255), timestamp varchar(255)); create table handoffs (id text)',
        ),
      ),
  ],
  [
    'one whose newest update was cut off',
    'was left half-way by an update',
    async (file) => {
      await whole(file);
      const last = Object.keys(migrations).at(-1);
      using(file, (db) => db.prepare('delete from kysely_migration where name = ?').run(last));
    },
  ],
  [
    'one that has lost a table',
    'was left half-way by an update',
    async (file) => {
      await whole(file);
      const last = Object.keys(migrations).at(-1);
      using(file, (db) => {
        db.prepare('delete from kysely_migration where name = ?').run(last);
        db.exec('drop table calls');
      });
    },
  ],
];

describe('a file that cannot be the database', () => {
  it.each(bad)('%s is told in one sentence, and nothing is written', async (_what, sentence, make) => {
    const file = join(aFolder(), 'a.db');
    await make(file);
    const bytes = () => (statSync(file).isDirectory() ? readdirSync(file) : readFileSync(file));
    const before = bytes();
    const beside = readdirSync(join(file, '..'));
    for (const claim of [undefined, { at: startAt, waitMs: 0 }])
      await expect(createSqliteStore({ file, ...(claim ? { claim } : {}) })).rejects.toMatchObject({
        code: expect.stringMatching(/^[A-Z_]+$/),
        message: expect.stringMatching(new RegExp(`^\\S+a\\.db ${sentence}[^\\n]*\\.$`)),
      });
    expect(bytes()).toEqual(before);
    expect(readdirSync(join(file, '..')).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(beside);
    expect(await examineDatabase(file)).toMatchObject({ health: 'bad', says: expect.any(String) });
  });

  it('is not one with an index of somebody’s own', async () => {
    const file = join(aFolder(), 'a.db');
    await whole(file);
    using(file, (db) => {
      db.exec('create index mine on handoffs (account)');
      db.prepare('delete from kysely_migration where name = ?').run('none');
    });
    const store = await createSqliteStore({ file });
    await expect(store.ping()).resolves.toBeUndefined();
    await store.close();
  });
});

describe('an update of the schema', () => {
  it('happens wholly or not at all', async () => {
    const file = join(aFolder(), 'a.db');
    const db = openSqlite(file);
    // In the way of the second table that the update makes.
    db.exec('create table proposals (id text)');
    await expect(migrate(file, db)).rejects.toThrow('could not be brought to the newest schema');
    const tables = db.prepare("select name from sqlite_master where type = 'table'").all();
    expect(tables).toEqual([{ name: 'proposals' }]);
    db.close();
  });
});
