import { done, later } from '../../../src/application/effect-outcome.js';
import { deliverOnce, type Message } from '../../../src/application/messages/deliver-once.js';
import type { DispatchRequest } from '../../../src/ports/dispatch.js';
import type { DeliveryFault, Place } from '../../../src/ports/slack.js';
import type { OutboxItem } from '../../../src/ports/store.js';
import { inReview, startAt } from '../../support/bot/a-story.js';

const handoff = inReview().it();
const itemOf = (attempts: number): OutboxItem => ({
  ...{ id: 3, handoffId: handoff.id, effect: { type: 'show-card' }, lane: 'l' },
  ...{ dueAt: startAt, attempts, queuedAt: startAt },
});
const aFault = (kind: DeliveryFault['kind'], retryAfterMs: number | null = null): DeliveryFault =>
  Object.assign(new Error(`It was answered “${kind}”.`), { kind, retryAfterMs });

const aDelivery = ({ attempts = 0, earlier = null as Place | null, fault = null as Error | null } = {}) => {
  const calls: string[] = [];
  const reported: DispatchRequest[] = [];
  const message = (more: Partial<Message> = {}): Message => ({
    ...{ item: itemOf(attempts), handoff, key: 'k', where: { channel: 'C1' }, surface: 'card' },
    post: async () => {
      calls.push('post');
      if (fault) throw fault;
      return done;
    },
    ...more,
  });
  const deps = {
    slack: {
      find: async (key: string, where: object) => {
        calls.push(`find ${key} ${JSON.stringify(where)}`);
        return earlier;
      },
    },
    dispatch: async (request: DispatchRequest) => {
      reported.push(request);
      return { kind: 'key_reused' };
    },
  };
  return { calls, reported, deliver: (more?: Partial<Message>) => deliverOnce(message(more), deps as never) };
};

describe('a message that is to arrive once', () => {
  it('is posted at the first try without a look', async () => {
    const first = aDelivery();
    expect([await first.deliver(), first.calls]).toEqual([done, ['post']]);
  });

  it('is looked for at every later try, since it was queued, and posted when it is not there', async () => {
    const second = aDelivery({ attempts: 1 });
    await second.deliver();
    expect(second.calls).toEqual([`find k {"channel":"C1","since":"${startAt.toISOString()}"}`, 'post']);
  });

  it('is not posted again when an earlier try got through', async () => {
    const found: Place[] = [];
    const place = { channel: 'C1', ts: '1.0' };
    const second = aDelivery({ attempts: 1, earlier: place });
    const keep = async (at: Place) => {
      found.push(at);
      return done;
    };
    await second.deliver({ found: keep });
    expect([second.calls.includes('post'), found]).toEqual([false, [place]]);
    expect(await aDelivery({ attempts: 1, earlier: place }).deliver()).toEqual(done);
  });

  it.each<[DeliveryFault, number, object]>([
    [aFault('later', 7_000), 0, later(7_000)],
    [aFault('later'), 3, later(8_000)],
    [aFault('unknown'), 2, later(4_000)],
    [aFault('down'), 9, later(60_000)],
  ])('waits after $kind (try %#)', async (fault, attempts, outcome) => {
    const delivery = aDelivery({ attempts, fault });
    expect([await delivery.deliver(), delivery.reported]).toEqual([outcome, []]);
  });

  it.each([
    [aFault('elsewhere'), 0],
    [aFault('never'), 0],
    [aFault('gone'), 0],
    [aFault('unknown'), 16],
  ])('is reported as undeliverable, with its outbox item, after $kind', async (fault, attempts) => {
    const delivery = aDelivery({ attempts, fault });
    expect(await delivery.deliver()).toEqual(done);
    const command = { type: 'report_undeliverable', surface: 'card', detail: fault.message };
    expect(delivery.reported).toEqual([
      { handoffId: handoff.id, command, actor: { kind: 'bot' }, settles: 3 },
    ]);
  });

  it('may have another way when what it was to be put on is gone', async () => {
    const delivery = aDelivery({ fault: aFault('gone') });
    expect(await delivery.deliver({ gone: async () => later(0) })).toEqual(later(0));
    expect(delivery.reported).toEqual([]);
  });

  it('throws on what is no fault of the workspace', async () => {
    await expect(aDelivery({ fault: new Error('A bug.') }).deliver()).rejects.toThrow('A bug.');
  });
});
