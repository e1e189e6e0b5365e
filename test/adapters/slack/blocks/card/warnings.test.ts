import { blocksFault } from '../../../../../playground/workspace/blocks/block-rules.js';
import { wordsOf } from '../../../../../playground/workspace/blocks/elements.js';
import { card } from '../../../../../src/adapters/slack/blocks/card/card.js';
import { aCharter } from '../../../../support/a-charter.js';
import { aSubmit, inReview } from '../../../../support/bot/a-story.js';

const charter = aCharter();
const cardOf = (change: Parameters<typeof aSubmit>[0]) => {
  const { blocks } = card(inReview(charter, change).it(), charter);
  expect(blocksFault(blocks)).toBeNull();
  return wordsOf(blocks);
};
const { submission } = aSubmit();

describe('a card with something that may look other than it is', () => {
  it('says where characters hide', () => {
    const words = cardOf({ submission: { ...submission, summary: 'Pay\u200Bpal', draft: 'Hi \u202Eereht' } });
    expect(words).toContain('Hidden characters were found in: summary, draft.');
    expect(words).toContain('Pay⟦U+200B⟧pal');
  });

  it('names the word that mixes alphabets, and where it stands', () => {
    expect(cardOf({ account: 'P\u0430ypal' })).toContain(
      'Letters of different alphabets stand in one word: “P\u0430ypal” in client, id, to (Latin and Cyrillic)',
    );
  });

  it('shows the real host of a link, and links nothing that poses as another', () => {
    const links = [
      { label: 'Bank', url: 'https://p\u0430ypal.com/a' },
      { label: 'Login', url: 'https://bank.com@evil.example/' },
    ];
    const words = cardOf({ packet: { links } });
    expect(words).toContain('xn--pypal-4ve.com');
    expect(words).toContain('A link hides where it leads: Login.');
    expect(words).toContain('leads to \nevil.example');
    expect(words).not.toContain('<https://bank.com@');
  });

  it('says nothing when all is plain', () => {
    expect(cardOf({ account: 'Müller & Söhne' })).not.toContain(':warning:');
  });
});
