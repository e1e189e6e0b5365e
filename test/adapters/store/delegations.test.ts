import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openSqlite } from '../../../db/sqlite.js';
import { createSqliteStore } from '../../../src/adapters/store/sqlite/sqlite-store.js';
import { verifyFile } from '../../../src/adapters/store/sqlite/verify-file.js';
import type { Delegation } from '../../../src/domain/directory.js';
import { person, personId } from '../../../src/domain/ids.js';
import type { Store } from '../../../src/ports/store.js';
import { aDirectory } from '../../support/a-directory.js';
import { hour, startAt } from '../../support/bot/a-story.js';
import { aFolder } from '../../support/targets/a-log.js';

const lends = (from: string, to: string, hours = 8): Delegation => ({
  from: personId(from),
  to: personId(to),
  startsAt: startAt,
  endsAt: new Date(startAt.getTime() + hours * hour),
});
const record = (store: Store, data: Delegation, type: 'delegated' | 'delegation_ended' = 'delegated') =>
  store.recordDelegation({ event: { type, data }, by: person(data.from), at: startAt });
const run = (file: string, words: string): void => {
  const db = openSqlite(file);
  try {
    db.exec(words);
  } finally {
    db.close();
  }
};

describe('delegations in the store', () => {
  const opened = async (
    use: (store: Store, file: string) => Promise<void>,
    earlier?: Buffer,
  ): Promise<string> => {
    const file = join(aFolder(), 'a.db');
    if (earlier) writeFileSync(file, earlier);
    const store = await createSqliteStore({ file });
    await use(store, file);
    await store.close();
    return file;
  };
  const three = (): Promise<string> =>
    opened(async (store) => {
      await record(store, lends('U0BEN', 'U0KIM'));
      await record(store, lends('U0ANA', 'U0SAM'));
      await record(store, lends('U0BEN', 'U0SAL', 2));
      await record(store, lends('U0ANA', 'U0SAM', 0), 'delegation_ended');
      await store.addAnchor(startAt);
    });

  it('count by the newest of each person, also after a restart, and beside a directory that is read anew', async () => {
    const file = await three();
    const store = await createSqliteStore({ file });
    await store.savePeople(aDirectory(startAt));
    const standing = [lends('U0ANA', 'U0SAM', 0), lends('U0BEN', 'U0SAL', 2)];
    expect(await store.delegations()).toEqual(standing);
    expect((await store.people()).delegations).toEqual(standing);
    await store.close();
  });

  it('stand in the log, whose chains and anchors cover them and which counts no handoff for them', async () => {
    expect(verifyFile(await three())).toMatchObject({ broken: null, events: 4, handoffs: 0 });
  });

  it.each([
    ['changed', "update delegations set to_person = 'U0EVE'"],
    ['removed', 'delete from delegations'],
    ['replaced', 'insert or replace into delegations select * from delegations where id = 1'],
  ])('are never %s', async (_how, words) => {
    const file = await three();
    expect(() => run(file, words)).toThrow(/delegations are never/);
  });

  it.each([
    ['a person’s newest is cut off', 'delete from events where seq = 3; delete from events where seq = 4'],
    ['a fact is changed', `update events set data_json = replace(data_json, 'U0KIM', 'U0EVE')`],
    ['the row is cut off and the event is not', 'delete from delegations where id = 4'],
    ['all of a person is cut off', "delete from delegations where from_person = 'U0ANA'"],
  ])('break the log when %s', async (_how, words) => {
    const file = await three();
    const triggers = ['events_stay', 'events_remain', 'delegations_remain'];
    run(file, `${triggers.map((name) => `drop trigger ${name};`).join('')}${words}`);
    expect(verifyFile(file).broken).not.toBeNull();
  });

  it('of an earlier version stay, count, and are followed by events', async () => {
    const earlier = gunzipSync(readFileSync('test/fixtures/earlier-log.db.gz'));
    const file = await opened(async (store) => {
      expect(await store.delegations()).toEqual([lends('U0BEN', 'U0KIM', 72)]);
      await record(store, lends('U0BEN', 'U0KIM', 0), 'delegation_ended');
      expect(await store.delegations()).toEqual([lends('U0BEN', 'U0KIM', 0)]);
    }, earlier);
    expect(verifyFile(file)).toMatchObject({ broken: null, events: 256, handoffs: 48 });
    const db = openSqlite(file, { readonly: true });
    const rows = db.prepare("select id from people where id like 'delegation:%'").all();
    db.close();
    expect(rows).toEqual([{ id: 'delegation:U0BEN' }]);
  });
});
