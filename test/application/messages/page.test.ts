import { createPaging } from '../../../src/application/messages/page.js';
import type { PagingWay } from '../../../src/domain/charter/paging.js';
import type { WriteResult } from '../../../src/ports/connector.js';
import type { DispatchRequest } from '../../../src/ports/dispatch.js';
import { aCharter } from '../../support/a-charter.js';
import { inReview, startAt } from '../../support/bot/a-story.js';

const webhook = { urlEnv: 'PAGER_URL', secretEnv: 'PAGER_SECRET', hosts: [] };
const charter = aCharter({ paging: { default: { webhook, email: null }, roles: {} } });
const done: WriteResult = { outcome: 'done', result: {} };
const unknown: WriteResult = { outcome: 'unknown', detail: 'It broke off.' };
const refused: WriteResult = { outcome: 'refused', detail: 'It said no.' };

const begun = (...answers: WriteResult[]) => {
  const keys: string[] = [];
  const reported: DispatchRequest[] = [];
  const handoff = inReview(charter).it();
  const paging = createPaging({
    pager: {
      page: ({ key }) => {
        keys.push(key);
        return Promise.resolve(answers.shift() ?? done);
      },
    },
    charters: { current: () => charter },
    dispatch: (request) => {
      reported.push(request);
      return Promise.resolve({ kind: 'repeated', handoff });
    },
  });
  const effect = { type: 'page', way: 'webhook' as PagingWay, owner: handoff.owner } as const;
  const item = {
    id: 7,
    handoffId: handoff.id,
    effect,
    lane: 'page',
    dueAt: startAt,
    queuedAt: startAt,
    attempts: 0,
  };
  return {
    keys,
    reported,
    paging,
    perform: (attempts = 0) => paging.perform({ ...item, attempts }, handoff),
    handoff,
    item,
  };
};

describe('paging', () => {
  it('tries again under the same key, and is in order once it got through', async () => {
    const { keys, paging, perform } = begun(unknown, done);
    expect(await perform(0)).toEqual({ kind: 'later', afterMs: 1_000 });
    expect(await perform(1)).toEqual({ kind: 'done' });
    expect(new Set(keys).size).toBe(1);
    expect(paging.trouble()).toBeNull();
  });

  it('waits as long as the receiver asks', async () => {
    const { perform } = begun({ outcome: 'busy', detail: 'Later.', retryAfterMs: 9_000 });
    expect(await perform(0)).toEqual({ kind: 'later', afterMs: 9_000 });
  });

  it('reports a refusal at once and silence after a minute, and is in trouble until a page gets through', async () => {
    const { reported, paging, perform } = begun(refused, unknown, done);
    expect(await perform(0)).toEqual({ kind: 'done' });
    expect(await perform(5)).toEqual({ kind: 'done' });
    expect(reported.map(({ command, settles }) => ({ command, settles }))).toEqual([
      { command: { type: 'report_undeliverable', surface: 'pager', detail: 'It said no.' }, settles: 7 },
      { command: { type: 'report_undeliverable', surface: 'pager', detail: 'It broke off.' }, settles: 7 },
    ]);
    expect(paging.trouble()).toMatch(/did not get through: It broke off/);
    await perform(0);
    expect(paging.trouble()).toBeNull();
  });

  it('wakes nobody for what has been decided meanwhile', async () => {
    const { keys, paging, handoff, item } = begun();
    await paging.perform(item, { ...handoff, state: 'rejected' });
    expect(keys).toEqual([]);
  });
});
