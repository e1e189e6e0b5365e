import type { Command, CommandType } from '../../../src/domain/command.js';
import type { State } from '../../../src/domain/handoff/handoff.js';
import { type Actor, bot, person, personId } from '../../../src/domain/ids.js';
import {
  aStory,
  aSubmit,
  done,
  executing,
  hour,
  inReview,
  type Story,
  stepDone,
  theAgent,
} from './a-story.js';

/** One way into every state, by commands alone. */
export const ways: Record<State, () => Story> = {
  intake: () => aStory().does(theAgent, aSubmit()),
  blocked: () => {
    const story = inReview();
    return story.does('U0ANA', {
      type: 'ask_information',
      seen: story.seen(),
      question: 'How many seats?',
      fields: [],
    });
  },
  review: () => inReview(),
  executing: () => executing(),
  taken_over: () => {
    const story = inReview();
    return story.does('U0ANA', { type: 'take_over', seen: story.seen() });
  },
  exception: () => inDoubtAt(executing(), 1),
  done: () => done(),
  rejected: () => {
    const story = inReview();
    return story.does('U0BEN', { type: 'reject', seen: story.seen(), category: 'tone', reason: 'Too stiff' });
  },
  cancelled: () => inReview().does(theAgent, { type: 'cancel', reason: 'Not needed any more' }),
  expired: () => {
    const story = inReview();
    story.now = new Date(story.now.getTime() + 15 * 24 * hour);
    return story.does(bot, { type: 'wake' });
  },
  rolled_back: () => {
    const story = done().does('U0BEN', { type: 'roll_back', reason: 'Wrong client' });
    stands(story, 0);
    return stepDone(story, 1);
  },
  resolved: () =>
    inDoubtAt(executing(), 1).does('U0MEG', {
      type: 'resolve',
      outcome: 'done_by_hand',
      reason: 'Sent it myself',
    }),
};

const inDoubtAt = (story: Story, step: number): Story => {
  for (let before = 0; before < step; before += 1) stepDone(story, before);
  return story
    .does(bot, { type: 'start_step', step, key: `key-${step}`, prior: null })
    .does(bot, { type: 'finish_step', step, status: 'in_doubt', result: null, detail: 'No answer came' });
};
const stands = (story: Story, step: number): Story =>
  story.does(bot, {
    type: 'finish_step',
    step,
    status: 'stands',
    result: null,
    detail: 'The message stays sent',
  });

/** Each command as somebody who may give it, and valid in every state that takes it. */
export const asked = (story: Story): Record<CommandType, { actor: Actor; command: Command }> => {
  const seen = story.seen();
  const ana = person(personId('U0ANA'));
  const ben = person(personId('U0BEN'));
  return {
    submit: { actor: theAgent, command: aSubmit() },
    triage: {
      actor: bot,
      command: { type: 'triage', packet: null, fields: {}, before: [], owner: null, nonce: 'nonce-2' },
    },
    supply_information: { actor: ana, command: { type: 'supply_information', fields: {}, answer: 'Sixty' } },
    approve: { actor: ben, command: { type: 'approve', seen } },
    edit: {
      actor: ana,
      command: { type: 'edit', seen, draft: 'Hi, thanks!', changes: [], nonce: 'nonce-2' },
    },
    override: {
      actor: person(personId('U0MEG')),
      command: { type: 'override', seen, reason: 'The customer is on the phone' },
    },
    reject: { actor: ben, command: { type: 'reject', seen, category: 'tone', reason: 'Too stiff' } },
    escalate: { actor: ana, command: { type: 'escalate', seen, option: 'escalate_to_sales', note: null } },
    ask_information: {
      actor: ana,
      command: { type: 'ask_information', seen, question: 'How many?', fields: [] },
    },
    take_over: { actor: ana, command: { type: 'take_over', seen } },
    snooze: { actor: ana, command: { type: 'snooze', until: new Date(story.now.getTime() + 60_000) } },
    hand_back: { actor: ana, command: { type: 'hand_back', note: null } },
    complete: { actor: ana, command: { type: 'complete', note: null } },
    cancel: { actor: theAgent, command: { type: 'cancel', reason: 'Not needed' } },
    wake: { actor: bot, command: { type: 'wake' } },
    start_step: { actor: bot, command: { type: 'start_step', step: 0, key: 'key', prior: null } },
    finish_step: {
      actor: bot,
      command: { type: 'finish_step', step: 0, status: 'done', result: null, detail: null },
    },
    retry: { actor: ben, command: { type: 'retry' } },
    resolve: { actor: ben, command: { type: 'resolve', outcome: 'given_up', reason: 'Too late' } },
    roll_back: { actor: ben, command: { type: 'roll_back', reason: 'Wrong client' } },
    report_undeliverable: {
      actor: bot,
      command: { type: 'report_undeliverable', surface: 'card', detail: 'archived' },
    },
    report_failing: {
      actor: bot,
      command: { type: 'report_failing', effect: 'add-note', detail: 'It broke' },
    },
  };
};
