import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.js';
import { auditCommand } from '../../../src/cli/audit.js';
import { decide } from '../../../src/domain/decide.js';
import { bot, handoffId } from '../../../src/domain/ids.js';
import { aCharter } from '../../support/a-charter.js';
import { aDirectory } from '../../support/a-directory.js';
import { aSubmit, startAt, theAgent } from '../../support/a-story.js';

const aLog = async (): Promise<string> => {
  const file = join(mkdtempSync(join(tmpdir(), 'log-')), 'log.db');
  const store = await createSqliteStore({ file });
  for (const id of ['h_1', 'h_2'])
    for (const [actor, command] of [
      [theAgent, aSubmit({ id: handoffId(id) })],
      [bot, { type: 'triage', packet: null, fields: {}, before: [], owner: null }],
    ] as const)
      await store.change([
        {
          handoffId: handoffId(id),
          actor,
          at: startAt,
          intake: null,
          settles: null,
          decide: (handoff) =>
            decide(handoff, command, {
              actor,
              now: startAt,
              charter: aCharter(),
              directory: aDirectory(startAt),
            }),
        },
      ]);
  await store.close();
  return file;
};
const verify = (file: string) => {
  const lines: string[] = [];
  return { code: auditCommand(['verify', file], (line) => lines.push(line)), said: lines.join('\n') };
};
/** Somebody with the file in their hands, who also removes the triggers. */
const tamper = (file: string, sql: string): void => {
  const db = new Database(file);
  db.pragma('foreign_keys = off');
  db.exec('drop trigger events_stay; drop trigger events_remain;');
  db.exec(sql);
  db.close();
};

describe('the log', () => {
  it('verifies when a text was erased', async () => {
    const file = await aLog();
    tamper(file, 'delete from contents');
    expect(verify(file).code).toBe(0);
  });

  it('verifies as it was written', async () => {
    expect(verify(await aLog())).toEqual({ code: 0, said: '4 events of 2 handoffs verify.' });
  });

  it.each([
    ['changed facts', `update events set data_json = replace(data_json, 'review', 'blocked') where n = 2`],
    [
      'another actor',
      `update events set actor_json = '{"id":"U0BEN","kind":"person"}' where handoff_id = 'h_2' and n = 2`,
    ],
    ['another time', 'update events set at = at + 1 where n = 1'],
    ['another type', `update events set type = 'approved' where n = 2`],
    ['another text', `update events set content_hash = 'x' where n = 1`],
    ['a new hash for changed facts', `update events set type = 'approved', hash = 'x' where n = 2`],
    ['another predecessor', `update events set prev_hash = 'x' where n = 2`],
    ['a removed event', 'delete from events where n = 1'],
    ['a cut tail', 'delete from events where n = 2'],
    [
      'an event of another handoff',
      `update events set handoff_id = 'h_1', n = 3 where handoff_id = 'h_2' and n = 2`,
    ],
    ['another text behind the same hash', `update contents set body = replace(body, 'Client', 'Nobody')`],
    ['another order', 'update events set n = 9 - n'],
    [
      'a removed handoff',
      `delete from events where handoff_id = 'h_1'; delete from handoffs where id = 'h_1'`,
    ],
    ['a handoff that nobody knows', `delete from handoffs where id = 'h_2'`],
  ])('does not verify with %s', async (_what, sql) => {
    const file = await aLog();
    tamper(file, sql);
    const { code, said } = verify(file);
    expect(code).toBe(1);
    expect(said).toMatch(/^The log does not verify: event \d+ of h_[12]: .+\.$/);
  });
});
