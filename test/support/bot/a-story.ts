import type { Bounds, BoundsAsked } from '../../../src/domain/bounds.js';
import type { Charter } from '../../../src/domain/charter/charter.js';
import type { Command, Submit } from '../../../src/domain/command.js';
import type { Context } from '../../../src/domain/context.js';
import { decide } from '../../../src/domain/decide.js';
import type { Directory } from '../../../src/domain/directory.js';
import type { Effect } from '../../../src/domain/effect.js';
import type { Handoff } from '../../../src/domain/handoff/handoff.js';
import { type Actor, agent, bot, handoffId, person, personId } from '../../../src/domain/ids.js';
import { boundsAsked } from '../../../src/domain/lifecycle/bounds-asked.js';
import type { HandoffEvent, Happened } from '../../../src/domain/log/event.js';
import type { Refusal } from '../../../src/domain/refusal.js';
import { aCharter } from '../a-charter.js';
import { aDirectory } from '../a-directory.js';

export const startAt = new Date('2026-10-01T09:00:00Z');
export const minute = 60_000;
export const hour = 60 * minute;

export const aSubmit = (change: Partial<Submit> = {}): Submit => ({
  type: 'submit',
  id: handoffId('h_1'),
  workspaceId: 'default',
  taskType: 'customer_reply',
  agent: 'support-agent',
  requester: null,
  account: 'Acme Corp',
  fields: {},
  submission: {
    summary: 'Client asked about custom pricing for 50+ seats',
    confidence: 0.72,
    flags: ['non-standard request', 'high-value account'],
    recommendedAction: 'send_with_modifications',
    options: ['approve', 'edit', 'reject', 'escalate_to_sales'],
    urgency: 'normal',
    text: null,
    draft: 'Hello, thank you for asking.',
    actions: [],
  },
  packet: { links: [] },
  nonce: 'nonce-1',
  ...change,
});

/** Answers exactly what was asked: nothing is paused, nothing is used up. */
export const holdingNothing = ({ isPauseAsked, calls, actions }: BoundsAsked): Bounds => ({
  paused: isPauseAsked ? [] : null,
  calls: calls.map((one) => ({ ...one, nthLatestAt: null })),
  actions: actions.map((one) => ({ ...one, count: 0 })),
});

/** A handoff led through its life by commands, with a clock that the test moves. */
export interface Story {
  now: Date;
  charter: Charter;
  directory: (now: Date) => Directory;
  /** In the place of the store's record. */
  gather: (asked: BoundsAsked) => Bounds;
  handoff: Handoff | null;
  readonly happened: Happened[];
  readonly effects: Effect[];
  refusal: Refusal | null;
  does(actor: Actor | string, command: Command): Story;
  /** The handoff; the story must have begun. */
  it(): Handoff;
  /** What a click on the newest card carries. */
  seen(): { revision: number; nonce: string };
  types(): HandoffEvent['type'][];
}

export const aStory = (charter: Charter = aCharter()): Story => {
  const story: Story = {
    now: startAt,
    charter,
    directory: (now) => aDirectory(now),
    gather: holdingNothing,
    handoff: null,
    happened: [],
    effects: [],
    refusal: null,
    does: (who, command) => {
      const actor = typeof who === 'string' ? person(personId(who)) : who;
      const { now, charter } = story;
      const bounds = story.gather(boundsAsked(story.handoff, command, { charter, now }));
      const context: Context = { actor, now, charter, directory: story.directory(now), bounds };
      const before = story.handoff?.version ?? 0;
      const verdict = decide(story.handoff, command, context);
      const id = story.handoff?.id ?? handoffId('h_1');
      for (const [at, event] of verdict.events.entries())
        story.happened.push({ handoffId: id, n: before + at + 1, at: now, actor, event });
      story.handoff = verdict.next;
      story.effects.push(...verdict.effects);
      story.refusal = verdict.refusal;
      return story;
    },
    it: () => {
      if (!story.handoff) throw new Error('The story has not begun.');
      return story.handoff;
    },
    seen: () => ({ revision: story.it().work.proposal?.revision ?? 0, nonce: story.it().consent.nonce }),
    types: () => story.happened.map(({ event }) => event.type),
  };
  return story;
};

export const theAgent = agent('support-agent');

/** Submitted and triaged: a card stands in the channel. */
export const inReview = (charter?: Charter, submit: Partial<Submit> = {}, gather = holdingNothing): Story => {
  const story = aStory(charter);
  story.gather = gather;
  story.does(theAgent, aSubmit(submit));
  return story.does(bot, {
    type: 'triage',
    packet: null,
    fields: {},
    before: [{ status: 'open' }, null],
    owner: { role: 'support', person: personId('U0ANA') },
    nonce: 'nonce-2',
  });
};

/** Approved by Ben and begun. */
export const executing = (charter?: Charter): Story => {
  const story = inReview(charter);
  return story.does('U0BEN', { type: 'approve', seen: story.seen() });
};

export const stepDone = (story: Story, step: number): Story =>
  story
    .does(bot, { type: 'start_step', step, key: `key-${step}`, prior: { status: 'open' } })
    .does(bot, { type: 'finish_step', step, status: 'done', result: { status: 'replied' }, detail: null });

export const done = (charter?: Charter): Story => stepDone(stepDone(executing(charter), 0), 1);
