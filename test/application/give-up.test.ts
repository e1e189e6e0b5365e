import { SettledElsewhere } from '../../src/application/dispatch.js';
import { done, type Perform } from '../../src/application/effect-outcome.js';
import { givingUp } from '../../src/application/give-up.js';
import type { DispatchRequest } from '../../src/ports/dispatch.js';
import type { OutboxItem } from '../../src/ports/store.js';
import { inReview, startAt } from '../support/bot/a-story.js';

const item: OutboxItem & { readonly effect: { readonly type: 'prepare' } } = {
  ...{ id: 7, handoffId: inReview().it().id, effect: { type: 'prepare' }, lane: 'l' },
  ...{ dueAt: startAt, attempts: 0, queuedAt: startAt },
};

/** One effect that meets these faults in turn; what was reported, and how many tries were thrown on. */
const meeting = async (faults: readonly (Error | null)[]) => {
  const reported: DispatchRequest[] = [];
  const left = [...faults];
  const perform: Perform = async () => {
    const fault = left.shift();
    if (fault) throw fault;
    return done;
  };
  const effects = givingUp(
    new Proxy({} as Parameters<typeof givingUp>[0], {
      ownKeys: () => ['prepare'],
      get: () => perform,
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    }),
    {
      dispatch: async (request) => {
        reported.push(request);
        return { kind: 'key_reused' };
      },
      log: { error: () => {}, warn: () => {}, info: () => {} } as never,
    },
  );
  let thrown = 0;
  while (left.length > 0 && reported.length === 0)
    await effects.prepare(item, inReview().it()).catch(() => {
      thrown += 1;
    });
  return { reported, thrown };
};
const alike = (times: number, words = 'It broke.') => Array.from({ length: times }, () => new Error(words));

describe('an effect that keeps failing', () => {
  it('is reported with its outbox item after the fifth time in the same way, not before', async () => {
    expect(await meeting(alike(4))).toEqual({ reported: [], thrown: 4 });
    const { reported, thrown } = await meeting(alike(5));
    expect(thrown).toBe(4);
    expect(reported).toEqual([
      {
        ...{ handoffId: item.handoffId, actor: { kind: 'bot' }, settles: 7 },
        command: { type: 'report_failing', effect: 'prepare', detail: 'It broke.' },
      },
    ]);
  });

  it('fails the same way whatever numbers it names', async () => {
    const faults = [1, 22, 333, 4_444, 5].map((n) => new Error(`Try ${n} at 10:0${n} broke.`));
    expect((await meeting(faults)).reported).toHaveLength(1);
  });

  it('is tried longer when each time is another, and not for ever', async () => {
    const faults = Array.from({ length: 20 }, (_, n) => new Error(String.fromCharCode(97 + n)));
    expect((await meeting(faults.slice(1))).reported).toEqual([]);
    expect((await meeting(faults)).reported).toHaveLength(1);
  });

  it('begins to count anew once it got through', async () => {
    expect((await meeting([...alike(4), null, ...alike(4)])).reported).toEqual([]);
  });

  it('is not at fault when somebody else settled it', async () => {
    const elsewhere = Array.from({ length: 9 }, () => new SettledElsewhere());
    expect((await meeting(elsewhere)).reported).toEqual([]);
  });
});
