import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openSqlite, type Sqlite } from '../../../db/sqlite.js';
import { createSqliteStore } from '../../../src/adapters/store/sqlite/sqlite-store.js';
import { type Anchor, anchored, anchorRoot, anchorStart } from '../../../src/domain/log/anchor.js';
import { chainStart, eventHash, type Head, type StoredLink } from '../../../src/domain/log/chain.js';
import { aLog, audit, does, finishing, opening, tamper } from '../../support/targets/a-log.js';

/** Three anchors: two handoffs opened; one finished; a third opened. What came last is not anchored. */
const anAnchoredLog = async (): Promise<{ file: string; outside: string }> => {
  const file = await aLog();
  const outside = join(dirname(file), 'anchors.jsonl');
  const anchor = async () => {
    const { code } = await audit(['anchor', file], { ANCHOR_TO: outside });
    if (code !== 0) throw new Error('The log could not be anchored.');
  };
  const writes = async (id: string, commands: Parameters<typeof does>[2]['commands']) => {
    const store = await createSqliteStore({ file });
    await does(store, id, { commands });
    await store.close();
  };
  await anchor();
  await writes('h_1', finishing('h_1'));
  await anchor();
  await writes('h_3', opening('h_3'));
  await anchor();
  await writes('h_3', finishing('h_3'));
  return { file, outside };
};
const verify = (file: string, outside?: string) =>
  audit(['verify', file, ...(outside === undefined ? [] : ['--anchors', outside])]);

/** Writes the hashes of one chain again, so that it fits together, and its head with it. */
const rewriteChain = (db: Sqlite, id: string): void => {
  const links = db
    .prepare<[string], StoredLink & { seq: number }>(
      `select seq, handoff_id as handoffId, n, type, at, actor_json as actor, data_json as data,
       content_hash as contentHash, prev_hash as prevHash, hash from events where handoff_id = ? order by seq`,
    )
    .all(id);
  let head = chainStart;
  for (const [index, link] of links.entries()) {
    const previous = head;
    head = eventHash(previous, { ...link, n: index + 1 });
    db.prepare('update events set n = ?, prev_hash = ?, hash = ? where seq = ?').run(
      index + 1,
      previous,
      head,
      link.seq,
    );
  }
  db.prepare('update handoffs set head_hash = ? where id = ?').run(head, id);
};
/** Closes the gaps that removed events left. */
const renumber = (db: Sqlite): void => {
  const rows = db.prepare<[], { seq: number }>('select seq from events order by seq').all();
  rows.forEach(({ seq }, index) => {
    db.prepare('update events set seq = ? where seq = ?').run(index + 1, seq);
  });
};
/** Makes anchors over whatever stands there now, at the same times. */
const rewriteAnchors = (db: Sqlite): void => {
  const anchors = db
    .prepare<[], { n: number; at: number; events: number }>('select n, at, events from anchors')
    .all();
  let [from, prevHash, heads] = [0, anchorStart, 0];
  for (const { n, at, events } of anchors) {
    const moved = new Map<string, Head>();
    const rows = db
      .prepare<[number, number], { id: string } & Head>(
        'select handoff_id as id, n, hash from events where seq > ? and seq <= ? order by seq',
      )
      .all(from, events);
    for (const row of rows) {
      if (row.n === 1) heads += 1;
      moved.set(row.id, { n: row.n, hash: row.hash });
    }
    const { root, hash } = anchored({ n, at, events, heads, root: anchorRoot(moved), prevHash });
    db.prepare('update anchors set root = ?, heads = ?, prev_hash = ?, hash = ? where n = ?').run(
      root,
      heads,
      prevHash,
      hash,
      n,
    );
    [from, prevHash] = [events, hash];
  }
};
const readAnchors = (db: Sqlite): Anchor[] =>
  db
    .prepare<[], Anchor>(
      'select n, at, events, heads, root, prev_hash as prevHash, hash from anchors order by n',
    )
    .all();
const forgeTime = (db: Sqlite): void => {
  db.exec(`update events set at = at + 60000 where handoff_id = 'h_1' and n = 3`);
  rewriteChain(db, 'h_1');
};

describe('the anchors', () => {
  it('verify, in the database and against the file outside', async () => {
    const { file, outside } = await anAnchoredLog();
    const { code, said } = await verify(file, outside);
    expect(said).toContain('3 anchors verify');
    expect(said).toContain(`${outside} agrees with the database.`);
    expect(code).toBe(0);
    const lines = readFileSync(outside, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      anchor: 1,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      count: 4,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  it('cost what has happened since the last one', async () => {
    const { file } = await anAnchoredLog();
    const db = openSqlite(file);
    const anchors = db
      .prepare<[], { events: number; heads: number }>('select events, heads from anchors')
      .all();
    db.close();
    expect(anchors).toEqual([
      { events: 4, heads: 2 },
      { events: expect.any(Number), heads: 2 },
      { events: expect.any(Number), heads: 3 },
    ]);
  });

  it.each(['events', 'anchors'])('and the log are never changed, removed or replaced: %s', async (table) => {
    const { file } = await anAnchoredLog();
    const db = openSqlite(file);
    expect(() => db.exec(`update ${table} set at = at + 1`)).toThrow(`${table} are never changed`);
    expect(() => db.exec(`delete from ${table}`)).toThrow(`${table} are never removed`);
    expect(() => db.exec(`replace into ${table} select * from ${table}`)).toThrow(
      `${table} are never replaced`,
    );
    db.close();
  });

  it('and an event is not replaced under another number of the whole log', async () => {
    const { file } = await anAnchoredLog();
    const db = openSqlite(file);
    const columns =
      'workspace_id, handoff_id, n, type, at, actor_json, data_json, content_hash, prev_hash, hash';
    expect(() =>
      db.exec(`replace into events (${columns}) select ${columns} from events where seq = 1`),
    ).toThrow('events are never replaced');
    db.close();
  });

  it.each<[string, (db: Sqlite) => void, RegExp]>([
    [
      'a chain that was rewritten and fits together',
      forgeTime,
      /anchor 2: the events from 5 to \d+ of the whole log/,
    ],
    [
      'a cut tail with the head set back',
      (db) => {
        db.exec(`delete from events where handoff_id = 'h_3'  and n > 1`);
        renumber(db);
        rewriteChain(db, 'h_3');
      },
      /anchor 3: it covers \d+ events, and the log has \d+/,
    ],
    [
      'a handoff that was removed without a gap',
      (db) => {
        db.exec(`delete from events where handoff_id = 'h_2'; delete from handoffs where id = 'h_2'`);
        renumber(db);
      },
      /anchor 1: /,
    ],
    [
      'an event that was inserted into a chain that fits together',
      (db) => {
        db.exec(`update events set n = -n, seq = -seq - 1 where seq > 2`);
        db.exec(`update events set n = -n, seq = -seq where seq < 0`);
        db.exec(`insert into events (seq, workspace_id, handoff_id, n, type, at, actor_json, data_json, prev_hash, hash)
          select 3, workspace_id, handoff_id, 999, 'checked', at, actor_json, '{}', '', '' from events where seq = 1`);
        db.exec(`update events set n = n + 100 where handoff_id = 'h_1'`);
        rewriteChain(db, 'h_1');
      },
      /anchor 1: /,
    ],
    [
      'a changed anchor',
      (db) => db.exec('update anchors set at = at + 1 where n = 2'),
      /anchor 2: it was changed/,
    ],
    [
      'an anchor that was changed and hashed again',
      (db) => {
        const first = readAnchors(db)[0] as Anchor;
        const { hash } = anchored({ ...first, at: first.at + 1 });
        db.prepare('update anchors set at = at + 1, hash = ? where n = 1').run(hash);
      },
      /anchor 2: it does not follow the anchor before it/,
    ],
    ['a removed anchor', (db) => db.exec('delete from anchors where n = 2'), /anchor 3: /],
    [
      'the newest anchor removed',
      (db) => db.exec('delete from anchors where n = 3'),
      /anchor 3: it was handed out and is missing/,
    ],
    [
      'an anchor that counts other handoffs',
      (db) => db.exec('update anchors set heads = 9 where n = 3'),
      /anchor 3: it counts 9 handoffs, and there were 3/,
    ],
  ])('find %s', async (_what, change, why) => {
    const { file } = await anAnchoredLog();
    tamper(file, change);
    const { code, said } = await verify(file);
    expect(said).toMatch(/^The log does not verify: /);
    expect(said).toMatch(why);
    expect(code).toBe(1);
  });

  it.each(['root', 'heads'] as const)(
    'find another %s in the second of two over the same events',
    async (fact) => {
      const { file, outside } = await anAnchoredLog();
      const anchor = () => audit(['anchor', file], { ANCHOR_TO: outside });
      await anchor();
      await anchor();
      expect((await verify(file)).said).toContain('5 anchors verify');
      tamper(file, (db) => {
        const second = readAnchors(db)[4];
        if (!second) throw new Error('There is no second one.');
        const { root, heads, hash } = anchored({
          ...second,
          [fact]: fact === 'root' ? anchorRoot(new Map([['h_9', second]])) : 9,
        });
        db.prepare('update anchors set root = ?, heads = ?, hash = ? where n = 5').run(root, heads, hash);
      });
      const { code, said } = await verify(file);
      expect(said).toMatch(/^The log does not verify: anchor 5: /);
      expect(code).toBe(1);
    },
  );

  it('find a database that was rewritten wholly, by the file outside only', async () => {
    const { file, outside } = await anAnchoredLog();
    tamper(file, (db) => {
      forgeTime(db);
      rewriteAnchors(db);
    });
    expect((await verify(file)).code).toBe(0);
    const { code, said } = await verify(file, outside);
    expect(said).toContain(`anchor 2: line 2 of ${outside} says something else`);
    expect(code).toBe(1);
  });

  it('find a database without its anchors by the file outside', async () => {
    const { file, outside } = await anAnchoredLog();
    tamper(file, 'delete from anchors; delete from anchor_deliveries');
    expect((await verify(file, outside)).said).toContain('anchor 1: line 1 of');
  });

  it('say which line of the file outside is none', async () => {
    const { file, outside } = await anAnchoredLog();
    appendFileSync(outside, 'hello\n');
    expect(await verify(file, outside)).toEqual({ code: 2, said: `Line 4 of ${outside} is not an anchor.` });
    writeFileSync(outside, '');
    expect(await verify(file, outside)).toEqual({ code: 2, said: `${outside} holds no anchor.` });
    expect((await verify(file, join(outside, 'x'))).code).toBe(2);
  });
});

describe('the command', () => {
  it('says how it is used, and what is not there', async () => {
    expect(await audit(['constructor'])).toMatchObject({
      code: 2,
      said: expect.stringContaining('Usage: npm run audit -- verify'),
    });
    expect(await audit(['verify', '--loud'])).toMatchObject({
      code: 2,
      said: expect.stringContaining('Usage:'),
    });
    expect(await audit(['verify', '/nowhere/log.db'])).toEqual({
      code: 2,
      said: 'There is no database at /nowhere/log.db.',
    });
    expect(await audit(['verify'], { DATABASE_URL: 'sqlite:/nowhere/x.db' })).toMatchObject({
      said: 'There is no database at /nowhere/x.db.',
    });
  });
});
