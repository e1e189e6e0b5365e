import type { EffectOutcome } from '../../../src/application/effect-outcome.js';
import { createNudge } from '../../../src/application/messages/nudge.js';
import type { TellOwner } from '../../../src/application/messages/recipient.js';
import { applyChange, type Handoff, type HandoffChange } from '../../../src/domain/handoff/handoff.js';
import { handoffId, personId } from '../../../src/domain/ids.js';
import type { Place } from '../../../src/ports/slack.js';
import type { OutboxItem } from '../../../src/ports/store.js';
import { aCharter } from '../../support/a-charter.js';
import { aDirectory, aPerson } from '../../support/a-directory.js';
import { done as doneStory, hour, inReview, minute, startAt } from '../../support/bot/a-story.js';

const ana = personId('U0ANA');
const effect: TellOwner = { type: 'tell-owner', why: 'nudge', owner: { role: 'support', person: ana } };

const livingIn = (timezone: string, now: Date) => {
  const directory = aDirectory(now);
  return {
    ...directory,
    people: { ...directory.people, U0ANA: aPerson('U0ANA', { timezone, readAt: now }) },
  };
};

/** A lane of reminders for Ana, and what she is told. */
const aLane = (handoffs: readonly Handoff[], { sentToday = 0, zone = 'Europe/Berlin' } = {}) => {
  let now = startAt;
  const items: OutboxItem[] = handoffs.map((handoff, index) => ({
    id: index + 1,
    handoffId: handoff.id,
    effect,
    lane: 'nudges:U0ANA',
    dueAt: startAt,
    attempts: 0,
    queuedAt: startAt,
  }));
  const said: { readonly about: readonly string[]; readonly key: string; readonly ts: string }[] = [];
  const counts: number[] = [];
  const sent: Date[] = Array.from({ length: sentToday }, () => startAt);
  const copies: string[] = [];
  let loseReply = false;
  const say = (about: readonly Handoff[], key: string): Place => {
    const ts = String(now.getTime() / 1_000);
    said.push({ about: about.map(({ id }) => id), key, ts });
    if (loseReply)
      throw Object.assign(new Error('The reply was lost.'), { kind: 'unknown', retryAfterMs: null });
    return { channel: 'D1', ts };
  };
  const remove = (id: number) => items.splice(0, items.length, ...items.filter((item) => item.id !== id));
  const nudge = createNudge({
    store: {
      outboxLane: async () => [...items],
      outboxDone: async (id: number) => remove(id),
      outboxAnew: async (ids: readonly number[], dueAt: Date) =>
        ids.forEach((id) => {
          const at = items.findIndex((item) => item.id === id);
          items[at] = { ...items[at]!, dueAt, queuedAt: dueAt };
        }),
      handoff: async (id: string) => handoffs.find((one) => one.id === id) ?? null,
      card: async (_id: string, surface: string) =>
        surface === 'card' ? { place: { channel: 'C1', ts: '1.0' } } : null,
      saveCard: async ({ surface }: { surface: string }) => void copies.push(surface),
      recordNudge: async ({ at, count }: { at: Date; count: number }) => {
        sent.push(at);
        counts.push(count);
      },
      nudgesSince: async (_person: string, since: Date) => sent.filter((at) => at >= since).length,
    },
    slack: {
      tell: async ({ handoff }: { handoff: Handoff }, { key }: { key: string }) => say([handoff], key),
      tellMany: async (reminders: readonly { handoff: Handoff }[], { key }: { key: string }) =>
        say(
          reminders.map(({ handoff }) => handoff),
          key,
        ),
      find: async (key: string) => {
        const found = said.find((one) => one.key === key);
        return found ? { channel: 'D1', ts: found.ts } : null;
      },
    },
    people: { directory: () => livingIn(zone, now) },
    charters: { current: () => aCharter() },
    clock: { now: () => now, newId: () => 'id' },
    dispatch: async () => {
      throw new Error('Nothing is dispatched here.');
    },
  } as never);
  const perform = async (): Promise<EffectOutcome | null> => {
    const item = items[0];
    if (!item) return null;
    const begun = { ...item, attempts: item.attempts + 1 };
    items[0] = begun;
    const handoff = handoffs.find((one) => one.id === item.handoffId)!;
    const outcome = await nudge({ ...item, effect }, handoff);
    if (outcome.kind === 'done') remove(item.id);
    return outcome;
  };
  const all = async () => {
    while ((await perform())?.kind === 'done');
  };
  return {
    items,
    said,
    counts,
    copies,
    perform,
    all,
    at: (when: Date) => {
      now = when;
    },
    loses: (is: boolean) => {
      loseReply = is;
    },
  };
};
const waiting = (count: number, change: (index: number) => HandoffChange = () => ({})): Handoff[] =>
  Array.from({ length: count }, (_, index) => ({
    ...applyChange(inReview().it(), change(index)),
    id: handoffId(`h_${index}`),
  }));

describe('reminding somebody', () => {
  it('of one thing shows its card, and keeps where that stands', async () => {
    const lane = aLane(waiting(1));
    await lane.all();
    expect([lane.said.length, lane.copies, lane.items.length]).toEqual([1, ['private:U0ANA'], 0]);
  });

  it('of two hundred things that fall due at once is one message', async () => {
    const lane = aLane(waiting(200));
    await lane.all();
    expect([lane.said.length, lane.said[0]?.about.length, lane.items.length]).toEqual([1, 200, 0]);
  });

  it('names the most urgent first', async () => {
    const urgency = ['low', 'critical', 'normal', 'high'] as const;
    const lane = aLane(
      waiting(4, (index) => ({
        origin: { submission: { ...inReview().it().origin.submission, urgency: urgency[index]! } },
      })),
    );
    await lane.all();
    expect(lane.said[0]?.about).toEqual(['h_1', 'h_3', 'h_2', 'h_0']);
  });

  it('says nothing of what is settled meanwhile', async () => {
    const lane = aLane([{ ...doneStory().it(), id: handoffId('h_9') }]);
    await lane.all();
    expect([lane.said, lane.items.length]).toEqual([[], 0]);
  });

  it('waits for the full hour once somebody was reminded often enough today, and gathers', async () => {
    const lane = aLane(waiting(2), { sentToday: 20 });
    lane.at(new Date(startAt.getTime() + 10 * minute));
    const nextHour = new Date(startAt.getTime() + hour);
    expect(await lane.perform()).toEqual({ kind: 'anew', dueAt: nextHour });
    expect([lane.said.length, lane.items[1]?.dueAt]).toEqual([0, nextHour]);
    lane.at(nextHour);
    await lane.all();
    expect(lane.said.map(({ about }) => about)).toEqual([['h_0', 'h_1']]);
  });

  it('does not say it twice when the reply to a message was lost', async () => {
    const lane = aLane(waiting(5));
    lane.loses(true);
    expect((await lane.perform())?.kind).toBe('later');
    lane.loses(false);
    await lane.all();
    expect([lane.said.length, lane.items.length]).toEqual([1, 0]);
  });

  it('counts the day of the person, not that of the company', async () => {
    // In Auckland the first of October ends at eleven in the morning, as the clock of the company has it at one.
    const at = new Date(startAt.getTime() + 2 * hour + 10 * minute);
    const lane = aLane(waiting(1), { sentToday: 20, zone: 'Pacific/Auckland' });
    lane.at(at);
    expect(await lane.perform()).toEqual({ kind: 'done' });
    const here = aLane(waiting(1), { sentToday: 20 });
    here.at(at);
    expect(await here.perform()).toMatchObject({ kind: 'anew' });
  });

  it('still says what was queued after the message whose reply was lost', async () => {
    const lane = aLane(waiting(6));
    const [late] = lane.items.splice(5, 1);
    lane.loses(true);
    await lane.perform();
    lane.loses(false);
    lane.items.push({ ...late!, queuedAt: new Date(startAt.getTime() + minute) });
    lane.at(new Date(startAt.getTime() + 2 * minute));
    await lane.all();
    expect(lane.said.map(({ about }) => about.length)).toEqual([5, 1]);
    expect([lane.said[1]?.about, lane.items.length]).toEqual([['h_5'], 0]);
  });

  it('counts each thing of a gathered message as one reminder', async () => {
    const lane = aLane(waiting(7));
    await lane.all();
    const single = aLane(waiting(1));
    await single.all();
    expect([lane.counts, single.counts]).toEqual([[7], [1]]);
  });
});
