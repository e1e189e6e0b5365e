import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemaAfter } from '../../../../db/migrate.js';
import { migrations } from '../../../../db/migrations/index.js';
import { openSqlite } from '../../../../db/sqlite.js';
import { claimDatabase, holderElsewhere } from '../../../../src/adapters/store/sqlite/claim.js';
import { createSqliteStore } from '../../../../src/adapters/store/sqlite/sqlite-store.js';
import { startAt } from '../../../support/bot/a-story.js';
import { aFolder } from '../../../support/targets/a-log.js';

const now = { at: startAt, waitMs: 0 };

describe('the claim on a database file', () => {
  let file: string;
  const others: ChildProcess[] = [];
  beforeEach(() => {
    file = join(aFolder(), 'a.db');
  });
  afterEach(() => {
    for (const other of others.splice(0)) other.kill('SIGKILL');
  });

  /** Another process with the file; resolves when it has it. */
  const another = (): Promise<ChildProcess> => {
    const claimer = fileURLToPath(new URL('../../../support/bot/claim-store.ts', import.meta.url));
    const other = fork(claimer, [file], { execArgv: ['--import', 'tsx'], env: { PATH: process.env.PATH } });
    others.push(other);
    return new Promise((resolve) => {
      other.once('message', () => resolve(other));
    });
  };
  const dead = (other: ChildProcess): Promise<unknown> =>
    new Promise((resolve) => {
      other.once('exit', resolve);
    });

  it('is refused while another process has it, who is named, and nobody’s bytes are changed', async () => {
    const other = await another();
    const refusal = {
      code: 'IN_USE',
      message: expect.stringMatching(
        new RegExp(
          `^\\S+a\\.db is in use by a running bot \\(process ${other.pid} on \\S+, since 2026-01-01T00:00:00\\.000Z\\): stop .*\\.$`,
        ),
      ),
    };
    await expect(createSqliteStore({ file, claim: now })).rejects.toMatchObject(refusal);
    expect(holderElsewhere(file)).toMatchObject({ pid: other.pid });
  });

  it('lets command lines read and ask beside it', async () => {
    await another();
    const store = await createSqliteStore({ file });
    await expect(store.outboxState()).resolves.toMatchObject({ waiting: 0 });
    await store.close();
  });

  it('keeps a newer version’s command line from changing the schema under the bot', async () => {
    const db = openSqlite(file);
    await schemaAfter(db, Object.keys(migrations).at(-2) ?? null);
    await another();
    const version = () => db.prepare('select max(name) from kysely_migration').pluck().get();
    const before = version();
    await expect(createSqliteStore({ file })).rejects.toMatchObject({ code: 'IN_USE' });
    expect(version()).toBe(before);
    db.close();
  });

  it('dies with its process', async () => {
    const other = await another();
    const death = dead(other);
    other.kill('SIGKILL');
    await death;
    const release = await claimDatabase(file, now);
    expect(holderElsewhere(file)).toBeNull();
    release();
  });

  it('is waited for while the other one stops', async () => {
    const other = await another();
    const claimed = claimDatabase(file, { at: startAt, waitMs: 600_000 });
    // It has tried and failed by now, since it tries at once.
    other.kill('SIGKILL');
    (await claimed)();
  });

  it('comes to one of several that ask at once', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 5 }, () => claimDatabase(file, { at: startAt, waitMs: 500 })),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of asked) if (one.status === 'fulfilled') one.value();
    (await claimDatabase(file, now))();
  });
});
