import type { EffectOutcome } from '../../../src/application/effect-outcome.js';
import { createRunStep } from '../../../src/application/execution/run-step.js';
import type { Charter } from '../../../src/domain/charter/charter.js';
import { laneOf } from '../../../src/domain/effect.js';
import { freeze, frozenBytes } from '../../../src/domain/handoff/proposal.js';
import type { Connector } from '../../../src/ports/connector.js';
import type { Dispatch } from '../../../src/ports/dispatch.js';
import type { OutboxItem, RecordedEvent } from '../../../src/ports/store.js';
import { executing, minute, type Story } from '../../support/bot/a-story.js';

const frozenIn = (story: Story, hash: string): string | null => {
  const contents = story.happened.flatMap(({ event }) =>
    event.content && 'proposal' in event.content && event.content.proposal ? [event.content.proposal] : [],
  );
  const found = contents.find((content) => freeze(content).hash === hash);
  return found ? frozenBytes(found) : null;
};

/** A story whose steps are carried out, with an outbox of one item. */
export interface Carrying {
  readonly story: Story;
  /** Performs the waiting item once; null when none waits. */
  once(): Promise<EffectOutcome | null>;
  /** Performs until nothing waits, moving the clock by what it is told to wait. */
  all(): Promise<readonly number[]>;
  /** What a new process knows: only what was stored. */
  restart(): void;
  /** Of the waiting item; null: that of the record. */
  lane: string | null;
  /** What the store gives for the approved bytes. */
  stored: (bytes: string | null) => string | null;
  /** Called before and after each commit; may throw, as a crash would. */
  reached: (point: string) => void;
}

export const carrying = (charter: Charter, target: Connector): Carrying => {
  const story = executing(charter);
  const items: OutboxItem[] = [];
  let taken = 0;
  const take = (): void => {
    for (const effect of story.effects.slice(taken))
      if (effect.type === 'run-step')
        items.splice(0, 1, {
          id: taken,
          handoffId: story.it().id,
          effect,
          lane: laneOf(effect, story.it()),
          dueAt: story.now,
          attempts: 0,
          queuedAt: story.now,
        });
    taken = story.effects.length;
  };
  const dispatch: Dispatch = async ({ actor, command, settles }) => {
    carried.reached(`before ${command.type}`);
    const before = story.happened.length;
    story.does(actor, command);
    if (settles !== undefined) items.length = 0;
    take();
    carried.reached(`after ${command.type}`);
    const handoff = story.it();
    if (story.refusal) return { kind: 'refused', handoff, refusal: story.refusal };
    const events = story.happened.slice(before).map(({ event }) => event);
    return {
      kind: 'changed',
      before: handoff,
      handoff,
      verdict: { events, next: handoff, effects: [], refusal: null },
      queued: 0,
    };
  };
  const create = () =>
    createRunStep({
      connectors: { http: target },
      dispatch,
      store: {
        events: async () => story.happened as RecordedEvent[],
        frozen: async (_id, hash) => carried.stored(frozenIn(story, hash)),
      },
      people: { directory: () => story.directory(story.now) },
      charters: { current: () => story.charter },
      clock: { now: () => story.now, newId: () => 'id' },
    });
  let perform = create();
  const carried: Carrying = {
    story,
    lane: null,
    stored: (bytes) => bytes,
    reached: () => {},
    restart: () => {
      perform = create();
    },
    once: async () => {
      take();
      const item = items[0];
      if (!item) return null;
      items[0] = { ...item, attempts: item.attempts + 1 };
      const outcome = await perform(
        { ...item, lane: carried.lane ?? item.lane, effect: { type: 'run-step' } },
        story.it(),
      );
      if (outcome.kind === 'done' && items[0]?.id === item.id) items.length = 0;
      return outcome;
    },
    all: async () => {
      const waits: number[] = [];
      for (;;) {
        const outcome = await carried.once();
        if (!outcome) return waits;
        if ('afterMs' in outcome) {
          waits.push(outcome.afterMs);
          story.now = new Date(story.now.getTime() + outcome.afterMs);
        }
        if (waits.length > 20) throw new Error('It never ends.');
      }
    },
  };
  return carried;
};

/** A person asks for the undo a minute later. */
export const askUndo = (story: Story): Story => {
  story.now = new Date(story.now.getTime() + minute);
  return story.does('U0ANA', { type: 'roll_back', reason: 'It was the wrong account.' });
};
