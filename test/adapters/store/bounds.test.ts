import { join } from 'node:path';
import { createSqliteStore } from '../../../src/adapters/store/sqlite/sqlite-store.js';
import { type Bounds, type BoundsAsked, nothingGathered } from '../../../src/domain/bounds.js';
import { bot, handoffId, person, personId } from '../../../src/domain/ids.js';
import { refusal } from '../../../src/domain/refusal.js';
import type { Store } from '../../../src/ports/store.js';
import { minute, startAt } from '../../support/bot/a-story.js';
import { aFolder, does, finishing, opening } from '../../support/targets/a-log.js';

const at = (ms: number) => new Date(startAt.getTime() + ms);
const tool = 'crm.update_account';
const taskType = 'customer_reply';

describe('what the store gathers for a decision', () => {
  let store: Store;
  beforeEach(async () => {
    store = await createSqliteStore({ file: join(aFolder(), 'a.db') });
  });
  afterEach(() => store.close());

  const gathered = async (asks?: () => BoundsAsked): Promise<Bounds | undefined> => {
    let seen: Bounds | undefined;
    const decide = (_: unknown, bounds: Bounds) => {
      seen = bounds;
      return { events: [], next: null, effects: [], refusal: refusal('not_found') };
    };
    const around = { actor: bot, at: startAt, intake: null, settles: null };
    await store.change([{ ...around, handoffId: handoffId('h_x'), ...(asks ? { asks } : {}), decide }]);
    return seen;
  };

  it('is nothing when nothing is asked', async () => {
    expect(await gathered()).toEqual(nothingGathered);
  });

  it('is the pauses that stand', async () => {
    const by = personId('U0MEG');
    for (const [scope, isPaused] of [
      ['all', true],
      ['tool mail.send', true],
      ['all', false],
    ] as const)
      await store.recordSwitch({ scope, isPaused, by, at: startAt, reason: null });
    expect(await gathered(() => ({ isPauseAsked: true, calls: [], actions: [] }))).toEqual({
      ...nothingGathered,
      paused: [{ scope: 'tool mail.send', by, since: startAt, reason: null }],
    });
  });

  it('is when calls began, and how many actions began or are on their way', async () => {
    // Each calls the tool at its fourth minute.
    await does(store, 'h_1', { commands: [...opening('h_1'), ...finishing('h_1')] });
    await does(store, 'h_2', { commands: [...opening('h_2'), ...finishing('h_2')], at: at(10 * minute) });
    const approve = { type: 'approve', seen: { revision: 1, nonce: 'nonce-h_3' } } as const;
    await does(store, 'h_3', {
      commands: [...opening('h_3'), [person(personId('U0BEN')), approve]],
      at: at(20 * minute),
    });
    const since = at(minute);
    const calls = [1, 2, 3].map((n) => ({ tool, n, since }));
    const actions = [since, at(4 * minute)].map((from) => ({ taskType, since: from }));
    const bounds = await gathered(() => ({ isPauseAsked: false, calls, actions }));
    expect(bounds?.paused).toBeNull();
    expect(bounds?.calls.map(({ nthLatestAt }) => nthLatestAt)).toEqual([
      at(13 * minute),
      at(3 * minute),
      null,
    ]);
    // Four were begun, one of them before the later instant; two more are on their way.
    expect(bounds?.actions.map(({ count }) => count)).toEqual([6, 5]);
  });
});
