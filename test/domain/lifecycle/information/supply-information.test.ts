import { bot } from '../../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../../support/a-charter.js';
import { editedAndAsked, prepared } from '../../../support/bot/a-question.js';
import { inReview, type Story, theAgent } from '../../../support/bot/a-story.js';

describe('answering a question', () => {
  it('needs an answer or a value, and counts whoever gives a value as an editor', () => {
    const story = editedAndAsked();
    story.does(theAgent, { type: 'supply_information', fields: {}, answer: ' ' });
    expect(story.refusal?.pointer).toBe('/answer');
    prepared(story.does('U0BEN', { type: 'supply_information', fields: { seats: 60 }, answer: null }));
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    expect(story.refusal?.code).toBe('own_edit');
  });

  it('in a window for an earlier question changes nothing', () => {
    const story = inReview();
    const old = story.seen();
    const asks = (question: string): Story =>
      story.does('U0BEN', { type: 'ask_information', seen: story.seen(), question, fields: [] });
    asks('How many seats?');
    story.does('U0ANA', { type: 'supply_information', seen: old, fields: {}, answer: 'Sixty' });
    const packed = { type: 'triage', packet: null, fields: {}, before: [], owner: null } as const;
    story.does(bot, { ...packed, nonce: 'nonce-3' });
    asks('By when?');
    story.does('U0ANA', { type: 'supply_information', seen: old, fields: {}, answer: 'Sixty, I said' });
    expect(story.refusal?.code).toBe('old_card');
    expect(story.it()).toMatchObject({
      state: 'blocked',
      work: { question: { text: 'By when?', answer: null } },
    });
  });
});

describe('supplying what is missing', () => {
  const questionCharter = aCharter({
    taskTypes: { customer_reply: aTaskType({ fields: { seats: { kind: 'integer' } } }) },
  });
  it.each([
    ['a value of the wrong type', { seats: 'many' }, '/fields/seats'],
    ['a field that the questionCharter does not have', { colour: 'red' }, '/fields/colour'],
  ])('refuses %s and stays blocked', (_what, fields, pointer) => {
    const story = inReview(questionCharter);
    story.does(theAgent, { type: 'supply_information', fields, answer: null });
    expect(story.refusal).toMatchObject({ code: 'invalid_value', pointer });
    expect(story.it()).toMatchObject({ state: 'blocked', work: { fields: {} } });
  });

  it('comes back for a decision when the missing information arrives', () => {
    const questionCharter = aCharter({
      taskTypes: { customer_reply: aTaskType({ fields: { seats: { kind: 'integer' } } }) },
    });
    const story = inReview(questionCharter);
    expect(story.it()).toMatchObject({ state: 'blocked', work: { missing: ['seats'] } });
    story.does(theAgent, { type: 'supply_information', fields: { seats: 60 }, answer: null });
    expect(story.it().state).toBe('intake');
    story.does(bot, { type: 'triage', packet: null, fields: {}, before: [], owner: null, nonce: 'nonce-2' });
    expect(story.it()).toMatchObject({ state: 'review', work: { missing: [] } });
  });

  it('asks no more for what was there from the beginning', () => {
    const fields = {
      seats: { kind: 'integer' },
      topic: { kind: 'string' },
      town: { kind: 'string' },
    } as const;
    const story = inReview(aCharter({ taskTypes: { customer_reply: aTaskType({ fields }) } }), {
      fields: { topic: 'pricing' },
    });
    story.does(theAgent, { type: 'supply_information', fields: { seats: 60 }, answer: null });
    expect(story.it().work.missing).toEqual(['town']);
  });
});
