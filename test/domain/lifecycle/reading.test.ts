import type { Verb } from '../../../src/domain/command.js';
import { sentence } from '../../../src/domain/refusal.js';
import { aStory, inReview, type Story } from '../../support/bot/a-story.js';

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
