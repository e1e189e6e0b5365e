import { bot, personId } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../a-charter.js';
import { inReview, type Story } from './a-story.js';

/** Work with two values that may be asked for, and a draft. */
export const questionCharter = aCharter({
  taskTypes: {
    customer_reply: aTaskType({
      fields: { seats: { kind: 'integer', optional: true }, topic: { kind: 'string', optional: true } },
      plan: [
        { tool: 'crm.update_account', arguments: { id: '$client', status: '$fields.topic' } },
        { tool: 'mail.send', arguments: { to: '$client', body: '$draft' } },
      ],
    }),
  },
});
/** Prepared anew, as after an answer. */
export const prepared = (story: Story): Story =>
  story.does(bot, {
    type: 'triage',
    packet: null,
    fields: {},
    before: [],
    owner: { role: 'support', person: personId('U0SAM') },
    nonce: 'nonce-after-answer',
  });
/** Edited by one person, then asked about by another. */
export const editedAndAsked = (): Story => {
  const story = inReview(questionCharter, { fields: { topic: 'pricing' } });
  story.does('U0ANA', { type: 'edit', seen: story.seen(), draft: 'Hi!', changes: [], nonce: 'nonce-edit' });
  return story.does('U0BEN', {
    type: 'ask_information',
    seen: story.seen(),
    question: 'How many seats?',
    fields: ['seats'],
  });
};
