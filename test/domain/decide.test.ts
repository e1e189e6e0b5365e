import { unbounded } from '../../src/domain/bounds.js';
import type { CommandType, Verb } from '../../src/domain/command.js';
import { decide, lifecycle } from '../../src/domain/decide.js';
import { isOpen, type State, states } from '../../src/domain/handoff/handoff.js';
import { bot, personId } from '../../src/domain/ids.js';
import { evolve } from '../../src/domain/log/evolve.js';
import { sentence } from '../../src/domain/refusal.js';
import { aStory, executing, inReview, type Story, theAgent } from '../support/bot/a-story.js';
import { asked, ways } from '../support/bot/every-state.js';

/** Where each command leads from each state; what is not named is refused and leaves the state alone. */
const expected: Record<State, Partial<Record<CommandType, State>>> = {
  intake: {
    triage: 'review',
    cancel: 'cancelled',
    wake: 'intake',
    report_undeliverable: 'intake',
    report_failing: 'exception',
  },
  blocked: {
    supply_information: 'intake',
    take_over: 'taken_over',
    cancel: 'cancelled',
    wake: 'blocked',
    report_undeliverable: 'blocked',
    report_failing: 'exception',
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
    report_failing: 'exception',
  },
  executing: {
    start_step: 'executing',
    finish_step: 'executing',
    wake: 'executing',
    report_undeliverable: 'executing',
    report_failing: 'exception',
  },
  taken_over: {
    complete: 'resolved',
    hand_back: 'review',
    snooze: 'taken_over',
    cancel: 'cancelled',
    wake: 'taken_over',
    report_undeliverable: 'taken_over',
    report_failing: 'exception',
  },
  exception: {
    retry: 'executing',
    resolve: 'resolved',
    roll_back: 'executing',
    wake: 'exception',
    report_undeliverable: 'exception',
    report_failing: 'exception',
  },
  done: { roll_back: 'executing', report_undeliverable: 'done', report_failing: 'done' },
  rejected: { report_undeliverable: 'rejected', report_failing: 'rejected' },
  cancelled: { report_undeliverable: 'cancelled', report_failing: 'cancelled' },
  expired: { report_undeliverable: 'expired', report_failing: 'expired' },
  rolled_back: { report_undeliverable: 'rolled_back', report_failing: 'rolled_back' },
  resolved: { report_undeliverable: 'resolved', report_failing: 'resolved' },
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
    if (command === 'wake' && before.clock.nextCheckAt) story.now = before.clock.nextCheckAt;
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
    if (isOpen(state)) expect(story.it().clock.nextCheckAt?.getTime()).toBeGreaterThan(story.now.getTime());
    else expect(story.it().clock.nextCheckAt).toBeNull();
  });

  it.each(states)('is rebuilt from its events alone: %s', (state) => {
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

const nothing = 'There is nothing here that you may see.';
const opens = (story: Story, who: string, seen = story.seen(), verb: Verb = 'read') =>
  story.does(who, { type: 'open', verb, seen });

describe('opening something to read it', () => {
  it('changes nothing for whoever may', () => {
    const story = inReview();
    const before = story.it().version;
    expect(opens(story, 'U0ANA').refusal).toBeNull();
    expect(story.it().version).toBe(before);
  });

  it('keeps in the log that reading was refused, and not a deed that nobody meant', () => {
    const story = opens(inReview(), 'U0KIM');
    expect(sentence(story.refusal!)).toBe(nothing);
    expect(story.happened.at(-1)?.event).toEqual({
      type: 'refused',
      data: { command: 'read', code: 'nothing_to_see' },
      content: null,
    });
  });

  it('does not tell a stranger that the card is an old one', () => {
    const old = { revision: 0, nonce: 'nonce-1' };
    expect(sentence(opens(inReview(), 'U0KIM', old).refusal!)).toBe(nothing);
    expect(opens(inReview(), 'U0ANA', old).refusal?.code).toBe('old_card');
  });

  it.each(['U0KIM', 'U0ANA'])('says the same to %s of a handoff that does not exist', (who) => {
    const story = opens(aStory(), who, { revision: 1, nonce: 'nonce-1' });
    expect(sentence(story.refusal!)).toBe(nothing);
    expect(story.happened).toEqual([]);
  });
});

describe('a refusal', () => {
  it('is kept in the log for whoever asked, and not for the bot, who looks again anyway', () => {
    const [person, clock] = [inReview(), inReview()];
    const { version } = clock.it();
    person.does('U0KIM', { type: 'approve', seen: person.seen() });
    clock.does(bot, { type: 'wake' });
    expect([person.types().at(-1), person.it().version]).toEqual(['refused', version + 1]);
    expect([clock.refusal?.code, clock.it().version]).toEqual(['not_now', version]);
  });
});

describe('a press on a card', () => {
  it('that is an old one changes nothing but the log', () => {
    const story = inReview();
    const old = story.seen();
    story.does('U0ANA', { type: 'edit', seen: old, draft: 'Hi!', changes: [], nonce: 'nonce-2' });
    const before = story.it();
    story.does('U0BEN', { type: 'approve', seen: old });
    expect(story.refusal?.code).toBe('old_card');
    expect(story.it()).toEqual({ ...before, version: before.version + 1 });
    expect(story.types().at(-1)).toBe('refused');
  });

  it('with a guessed nonce is refused', () => {
    const story = inReview();
    story.does('U0BEN', { type: 'approve', seen: { revision: 1, nonce: 'guess' } });
    expect(story.refusal?.code).toBe('old_card');
  });

  it('on a message that does not stand for it any more is refused', () => {
    const story = inReview();
    story.does('U0BEN', { type: 'approve', seen: { ...story.seen(), isElsewhere: true } });
    expect(story.refusal?.code).toBe('old_card');
  });

  it('that comes after the decision hears that it was decided, and every other deed the state', () => {
    const story = executing();
    const seen = story.seen();
    story.does('U0OWN', { type: 'approve', seen });
    expect(story.refusal?.code).toBe('already_decided');
    story.does('U0OWN', { type: 'take_over', seen });
    expect(story.refusal?.code).toBe('not_now');
  });
});

describe('what somebody has just done', () => {
  it('is not told to themselves', () => {
    const story = inReview();
    story.does('U0MEG', { type: 'escalate', seen: story.seen(), option: 'manager', note: null });
    expect(story.it().owner.person).toBe('U0MEG');
    expect(story.effects.at(-1)).not.toMatchObject({ type: 'tell-owner' });
    const other = inReview();
    other.does('U0ANA', { type: 'escalate', seen: other.seen(), option: 'manager', note: null });
    expect(other.effects.at(-1)).toMatchObject({ type: 'tell-owner', owner: { person: personId('U0MEG') } });
  });
});
