import { aLog, audit, tamper } from '../../support/targets/a-log.js';

const verify = (file: string) => audit(['verify', file]);

describe('the log', () => {
  it('verifies as it was written', async () => {
    const { code, said } = await verify(await aLog());
    expect(code).toBe(0);
    expect(said).toMatch(/^4 events of 2 handoffs verify \(\d+ a second\)\.\nThere is no anchor yet/);
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
    ['a text removed without a record', 'delete from contents'],
    ['another order', 'update events set n = 9 - n'],
    [
      'a removed handoff',
      `delete from events where handoff_id = 'h_1'; delete from handoffs where id = 'h_1'`,
    ],
    ['a handoff that nobody knows', `delete from handoffs where id = 'h_2'`],
  ])('does not verify with %s', async (_what, sql) => {
    const file = await aLog();
    tamper(file, sql);
    const { code, said } = await verify(file);
    expect(code).toBe(1);
    expect(said).toMatch(/^The log does not verify: event \d+ of h_[12]: .+\.$/);
  });
});
