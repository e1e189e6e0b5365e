import { editedAndAsked, prepared, questionCharter } from '../../support/bot/a-question.js';
import { inReview, theAgent } from '../../support/bot/a-story.js';

describe('what is proposed after an answer', () => {
  it('comes back as the next version with new buttons, and old buttons are dead', () => {
    const story = editedAndAsked();
    const old = { revision: 2, nonce: 'nonce-edit' };
    prepared(story.does(theAgent, { type: 'supply_information', fields: { seats: 60 }, answer: 'Sixty' }));
    expect(story.it()).toMatchObject({
      state: 'review',
      consent: { nonce: 'nonce-after-answer' },
      work: { proposal: { revision: 3 }, question: { answer: 'Sixty' } },
      owner: { person: 'U0ANA' },
    });
    story.does('U0BEN', { type: 'approve', seen: old });
    expect(story.refusal?.code).toBe('old_card');
    expect(story.does('U0BEN', { type: 'approve', seen: story.seen() }).it().state).toBe('executing');
  });

  it('keeps what people had changed, what was suggested first, and takes the new value', () => {
    const story = editedAndAsked();
    const { suggested } = story.it().work;
    const supplied = { type: 'supply_information', fields: { topic: 'licences' }, answer: null } as const;
    prepared(story.does(theAgent, supplied));
    expect(story.it().work.suggested).toEqual(suggested);
    expect(story.it().work.proposal?.actions.map((action) => action.arguments)).toEqual([
      { id: 'Acme Corp', status: 'licences' },
      { to: 'Acme Corp', body: 'Hi!' },
    ]);
  });

  it('takes the answer to a field, although somebody had edited that very value before', () => {
    const story = inReview(questionCharter, { fields: { topic: 'pricing' } });
    const changes = [{ action: 0, argument: 'status', value: 'discounts' }];
    story.does('U0ANA', { type: 'edit', seen: story.seen(), draft: null, changes, nonce: 'nonce-edit' });
    story.does('U0BEN', {
      type: 'ask_information',
      seen: story.seen(),
      question: 'About?',
      fields: ['topic'],
    });
    prepared(
      story.does(theAgent, { type: 'supply_information', fields: { topic: 'licences' }, answer: null }),
    );
    expect(story.it().work.proposal?.actions[0]?.arguments.status).toBe('licences');
  });

  it('keeps an edited value about which nothing was answered', () => {
    const story = inReview(questionCharter, { fields: { topic: 'pricing' } });
    const changes = [{ action: 0, argument: 'id', value: 'Globex' }];
    story.does('U0ANA', { type: 'edit', seen: story.seen(), draft: null, changes, nonce: 'nonce-edit' });
    story.does('U0BEN', { type: 'ask_information', seen: story.seen(), question: 'Seats?', fields: [] });
    prepared(story.does(theAgent, { type: 'supply_information', fields: { seats: 60 }, answer: null }));
    expect(story.it().work.proposal?.actions[0]?.arguments).toEqual({ id: 'Globex', status: 'pricing' });
  });
});
