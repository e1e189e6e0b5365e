import { bot } from '../../../src/domain/ids.js';
import { done, inReview } from '../../support/bot/a-story.js';

const secret = 'Zanzibar';

describe('the facts of an event', () => {
  it('hold no text of a customer, because facts can never be erased', () => {
    const story = inReview(undefined, {
      account: secret,
      submission: {
        ...done().it().origin.submission,
        summary: secret,
        draft: secret,
        actions: [{ tool: 'crm.update_account', arguments: { id: secret, status: secret } }],
      },
    });
    story
      .does('U0BEN', { type: 'approve', seen: story.seen() })
      .does(bot, { type: 'start_step', step: 0, key: 'k', prior: { status: secret } })
      .does(bot, { type: 'finish_step', step: 0, status: 'failed', result: null, detail: secret })
      .does('U0OWN', { type: 'retry' })
      .does(bot, { type: 'start_step', step: 0, key: 'k', prior: { status: secret } })
      .does(bot, { type: 'finish_step', step: 0, status: 'done', result: { status: secret }, detail: secret })
      .does('U0BEN', { type: 'roll_back', reason: secret })
      .does(bot, { type: 'start_step', step: 0, key: 'u', prior: { status: secret } })
      .does(bot, { type: 'finish_step', step: 0, status: 'failed', result: null, detail: secret });
    const types = story.types();
    for (const type of ['retried', 'rollback_started', 'exception_raised']) expect(types).toContain(type);
    for (const { event } of story.happened) expect(JSON.stringify(event.data)).not.toContain(secret);
  });
});
