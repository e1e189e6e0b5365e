import { blocksFault } from '../../../../../playground/workspace/blocks/block-rules.js';
import { wordsOf } from '../../../../../playground/workspace/blocks/elements.js';
import { card } from '../../../../../src/adapters/slack/blocks/card/card.js';
import { escalateModal } from '../../../../../src/adapters/slack/blocks/windows/escalate-modal.js';
import { aCharter, aTaskType } from '../../../../support/a-charter.js';
import { aDirectory } from '../../../../support/a-directory.js';
import { aSubmit, inReview, startAt } from '../../../../support/bot/a-story.js';
import { liveTokens } from '../../../../support/bot/live-tokens.js';

const charter = aCharter({
  taskTypes: {
    customer_reply: aTaskType({
      options: {
        escalate_to_sales: { label: 'Escalate to sales', owner: 'sales' },
        to_the_head: { label: 'Escalate to the head', owner: 'head_of_support' },
      },
    }),
  },
});
const { submission } = aSubmit();
const storyOf = (change: Partial<typeof submission>) =>
  inReview(charter, { submission: { ...submission, ...change } });
const cardOf = (change: Partial<typeof submission>) => {
  const { blocks } = card(storyOf(change).it(), charter);
  expect(blocksFault(blocks)).toBeNull();
  return blocks;
};
const flat = (blocks: unknown): string => wordsOf(blocks).replaceAll('\n', ' ');

describe('what the agent suggests', () => {
  it('stands on the card as its own words', () => {
    expect(flat(cardOf({}))).toMatch(/The agent suggests: +\S?send with modifications/);
    expect(flat(cardOf({}))).not.toContain('Next:');
  });

  it('is not there when it suggests nothing', () => {
    expect(flat(cardOf({ recommendedAction: null }))).not.toContain('The agent suggests');
  });

  it('stands beside the next action of the packet, and never in its place', () => {
    const story = inReview(charter, { packet: { links: [], nextAction: 'Call them back' } });
    expect(flat(card(story.it(), charter).blocks)).toMatch(/suggests: +\S?send with.*Next: +\S?Call them/);
  });

  it('brings nothing to life and hides nothing', () => {
    const recommendedAction = '<!channel> *approve* <https://evil.example|now> \u202Etxt';
    const blocks = cardOf({ recommendedAction });
    expect(liveTokens(blocks)).toEqual([]);
    expect(flat(blocks)).toContain('⟦U+202E⟧');
    expect(flat(blocks)).toContain('Hidden characters were found in: suggestion.');
  });
});

describe('the options that the agent names', () => {
  const offered = (options: readonly string[]): string[] => {
    const origin = { handoff: storyOf({ options }).it(), channel: null };
    const view = escalateModal(origin, aDirectory(startAt));
    return ['escalate_to_sales', 'to_the_head', 'manager', 'role:sales'].filter((value) =>
      JSON.stringify(view).includes(`"value":"${value}"`),
    );
  };

  it('are the ones that Escalate offers, beside the manager, the teams and the people of the charter', () => {
    expect(offered(['approve', 'escalate_to_sales'])).toEqual(['escalate_to_sales', 'manager', 'role:sales']);
    expect(offered(['Escalate to the head'])).toEqual(['to_the_head', 'manager', 'role:sales']);
  });

  it('are all of the charter’s when it names none of them', () => {
    for (const options of [[], ['approve', 'reject']])
      expect(offered(options)).toEqual(['escalate_to_sales', 'to_the_head', 'manager', 'role:sales']);
  });

  it('are the only ones of the charter that lead anywhere', () => {
    const story = storyOf({ options: ['escalate_to_sales'] });
    story.does('U0ANA', { type: 'escalate', seen: story.seen(), option: 'to_the_head', note: null });
    expect(story.refusal?.code).toBe('unknown_option');
    story.does('U0ANA', { type: 'escalate', seen: story.seen(), option: 'escalate_to_sales', note: null });
    expect(story.it().owner.role).toBe('sales');
  });

  it('stay what they are after an edit', () => {
    const story = storyOf({ options: ['escalate_to_sales'] });
    story.does('U0ANA', { type: 'edit', seen: story.seen(), draft: 'Hi!', changes: [], nonce: 'n3' });
    expect(Object.keys(story.it().policy.options)).toEqual(['escalate_to_sales']);
  });
});
