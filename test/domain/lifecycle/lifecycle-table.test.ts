import { unbounded } from '../../../src/domain/bounds.js';
import type { Command, CommandType } from '../../../src/domain/command.js';
import { decide, lifecycle } from '../../../src/domain/decide.js';
import { isOpen, type State, states } from '../../../src/domain/handoff/handoff.js';
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
} from '../../support/bot/a-story.js';

/** One way into every state, by commands alone. */
const ways: Record<State, () => Story> = {
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
const asked = (story: Story): Record<CommandType, { actor: Actor; command: Command }> => {
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
  };
};

/** Where each command leads from each state; what is not named is refused and leaves the state alone. */
const expected: Record<State, Partial<Record<CommandType, State>>> = {
  intake: { triage: 'review', cancel: 'cancelled', wake: 'intake', report_undeliverable: 'intake' },
  blocked: {
    supply_information: 'intake',
    take_over: 'taken_over',
    cancel: 'cancelled',
    wake: 'blocked',
    report_undeliverable: 'blocked',
  },
  review: {
    approve: 'executing',
    edit: 'review',
    override: 'executing',
    reject: 'rejected',
    escalate: 'review',
    ask_information: 'blocked',
    take_over: 'taken_over',
    snooze: 'review',
    cancel: 'cancelled',
    wake: 'review',
    report_undeliverable: 'exception',
  },
  executing: {
    start_step: 'executing',
    finish_step: 'executing',
    wake: 'executing',
    report_undeliverable: 'executing',
  },
  taken_over: {
    complete: 'resolved',
    hand_back: 'review',
    snooze: 'taken_over',
    cancel: 'cancelled',
    wake: 'taken_over',
    report_undeliverable: 'taken_over',
  },
  exception: {
    retry: 'executing',
    resolve: 'resolved',
    roll_back: 'executing',
    wake: 'exception',
    report_undeliverable: 'exception',
  },
  done: { roll_back: 'executing', report_undeliverable: 'done' },
  rejected: { report_undeliverable: 'rejected' },
  cancelled: { report_undeliverable: 'cancelled' },
  expired: { report_undeliverable: 'expired' },
  rolled_back: { report_undeliverable: 'rolled_back' },
  resolved: { report_undeliverable: 'resolved' },
};

const commandTypes = Object.keys(asked(inReview())) as CommandType[];

describe('the lifecycle', () => {
  it.each(states)('is reached by commands: %s', (state) => {
    expect(ways[state]().it().state).toBe(state);
  });

  const cells = states.flatMap((state) => commandTypes.map((command) => ({ state, command })));
  it.each(cells)('in $state answers $command as the table says', ({ state, command }) => {
    const story = ways[state]();
    const leadsTo = expected[state][command];
    const before = story.it();
    // A wake is only heard when its time has come.
    if (command === 'wake' && before.nextCheckAt) story.now = before.nextCheckAt;
    const { actor, command: given } = asked(story)[command];
    story.does(actor, given);
    expect({ refused: story.refusal !== null, state: story.it().state }).toEqual({
      refused: leadsTo === undefined,
      state: leadsTo ?? state,
    });
  });

  it('has a rule for exactly the cells that the table names', () => {
    for (const state of states)
      expect(Object.keys(lifecycle[state]).sort()).toEqual(Object.keys(expected[state]).sort());
  });

  it.each(states)('gives every open handoff an owner and a next check, and no ended one: %s', (state) => {
    const story = ways[state]();
    expect(story.it().owner.role).not.toBe('');
    if (isOpen(state)) expect(story.it().nextCheckAt?.getTime()).toBeGreaterThan(story.now.getTime());
    else expect(story.it().nextCheckAt).toBeNull();
  });

  it.each(states)('is rebuilt from its events alone: %s', async (state) => {
    const { evolve } = await import('../../../src/domain/log/evolve.js');
    const story = ways[state]();
    let rebuilt: ReturnType<typeof story.it> | null = null;
    for (const happened of story.happened) rebuilt = evolve(rebuilt, happened);
    expect(rebuilt).toEqual(story.it());
  });

  it('lets only the bot report its own work', () => {
    const story = executing();
    const context = {
      actor: theAgent,
      now: story.now,
      charter: story.charter,
      directory: story.directory(story.now),
      bounds: unbounded,
    };
    const verdict = decide(
      story.it(),
      { type: 'finish_step', step: 0, status: 'done', result: null, detail: null },
      context,
    );
    expect(verdict.refusal?.code).toBe('not_your_handoff');
  });

  it('knows nothing of a handoff that does not exist', () => {
    const story = aStory().does('U0BEN', { type: 'approve', seen: { revision: 1, nonce: 'x' } });
    expect(story.refusal?.code).toBe('not_found');
    expect(story.happened).toEqual([]);
  });
});
