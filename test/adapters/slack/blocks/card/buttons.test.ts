import { card } from '../../../../../src/adapters/slack/blocks/card/card.js';
import { aCharter } from '../../../../support/a-charter.js';
import { aSubmit, inReview } from '../../../../support/bot/a-story.js';

const { submission } = aSubmit();
const drawn = (draft: string, breakGlass: string | null) => {
  const charter = aCharter({ breakGlass });
  const { blocks } = card(inReview(charter, { submission: { ...submission, draft } }).it(), charter);
  return JSON.stringify(blocks);
};
const emergency = 'Approve alone (emergency)';

describe('approving alone in an emergency', () => {
  it('is offered on a card that shows everything, where the charter has the role', () => {
    expect(drawn('Hello', 'head_of_support')).toContain(emergency);
    expect(drawn('Hello', null)).not.toContain(emergency);
  });

  it('is not offered on a card that does not show everything', () => {
    const cut = drawn('Hello. '.repeat(2_500), 'head_of_support');
    expect(cut).toContain('Review in full');
    expect(cut).not.toContain(emergency);
  });
});
