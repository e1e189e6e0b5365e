import { blocksFault, viewFault } from '../../../../../playground/workspace/blocks/block-rules.js';
import { wordsOf } from '../../../../../playground/workspace/blocks/elements.js';
import { card } from '../../../../../src/adapters/slack/blocks/card/card.js';
import { agingBlocks } from '../../../../../src/adapters/slack/blocks/lists/aging.js';
import { historyModal, showBlocks } from '../../../../../src/adapters/slack/blocks/lists/lists.js';
import { editModal, readEdit } from '../../../../../src/adapters/slack/blocks/windows/edit-modal.js';
import { undoModal } from '../../../../../src/adapters/slack/blocks/windows/modals.js';
import { reviewModal } from '../../../../../src/adapters/slack/blocks/windows/review-modal.js';
import { aCharter, aMail, aRule, aTaskType, aTool } from '../../../../support/a-charter.js';
import { aSubmit, done, executing, inReview, startAt } from '../../../../support/bot/a-story.js';

const charter = aCharter();
const { submission } = aSubmit();
const inline = (value: unknown): string => wordsOf(value).replaceAll('\n', '');
const has = (value: unknown, id: string): boolean => JSON.stringify(value).includes(`"${id}"`);

describe('a card that says what is true', () => {
  it('tells two tools apart that are described alike, and what can be taken back', () => {
    const alike = aCharter({
      tools: {
        'crm.update_account': aTool({ describes: 'Do it' }),
        'mail.send': aMail({ describes: 'Do it' }),
      },
    });
    const words = inline(card(inReview(alike).it(), alike).blocks);
    expect(words).toContain('1. Do it crm.update_account · can be undone');
    expect(words).toContain('2. Do it mail.send · cannot be undone');
  });

  it('shows what is changed, what stays, and blanks at an edge', () => {
    const story = inReview(charter, {
      submission: {
        ...submission,
        actions: [
          {
            tool: 'crm.update_account',
            arguments: { id: ' A-1 ', status: 'open', amount: { minor: 4000, currency: 'EUR' } },
          },
        ],
      },
    });
    const words = inline(card(story.it(), charter).blocks);
    expect(words).toContain('id: “ A-1 ”');
    expect(words).toContain('status: open');
    expect(words).toContain('amount: 40.00 EUR');
  });

  it('lists what was written once it is done, as it was found and as it was sent', () => {
    const words = inline(card(done(charter).it(), charter).blocks);
    expect(words).toContain('This was carried out');
    expect(words).toContain('status: open → replied');
  });

  it('offers no approval of nothing, and says what can be done instead', () => {
    const bare = aCharter({ taskTypes: { customer_reply: aTaskType({ plan: [] }) } });
    const story = inReview(bare, { submission: { ...submission, draft: null } });
    const { blocks } = card(story.it(), bare);
    expect(story.it().work.proposal).toBeNull();
    expect([has(blocks, 'handoff.approve'), has(blocks, 'handoff.take_over')]).toEqual([false, true]);
    expect(inline(blocks)).toContain('There is nothing to approve');
  });

  it('says why it takes two', () => {
    const rules = [aRule("'high-value account' in flags", () => true, { quorum: 2 })];
    const two = aCharter({ taskTypes: { customer_reply: aTaskType({ rules }) } });
    expect(inline(card(inReview(two).it(), two).blocks)).toContain(
      "0 of 2 approvals, because of the rule “'high-value account' in flags”.",
    );
  });

  it('speaks of deciding only while there is something to decide', () => {
    const long = { submission: { ...submission, draft: 'word '.repeat(3_500) } };
    const waiting = inReview(charter, long);
    expect(inline(card(waiting.it(), charter).blocks)).toContain('“Review in full” shows all of it; Approve');
    waiting.does('U0BEN', { type: 'reject', seen: waiting.seen(), category: 'tone', reason: 'Stiff' });
    const { blocks } = card(waiting.it(), charter);
    expect(inline(blocks)).toContain('This is too long for a card. “Read in full” shows all of it.');
    expect(inline(blocks)).not.toMatch(/decide|Approve/);
    const last = reviewModal({ handoff: waiting.it(), channel: null }, charter, 99);
    expect(last).toMatchObject({ title: { text: 'Read in full' } });
    expect(last.submit).toBeUndefined();
  });

  it('can be read in full where a person has to take over', () => {
    const careful = aCharter({ taskTypes: { customer_reply: aTaskType({ level: 3 }) } });
    const story = inReview(careful, { submission: { ...submission, draft: 'word '.repeat(3_500) } });
    const { blocks } = card(story.it(), careful);
    expect([has(blocks, 'handoff.review'), has(blocks, 'handoff.approve')]).toEqual([true, false]);
    expect(reviewModal({ handoff: story.it(), channel: null }, careful, 99).submit).toBeUndefined();
  });
});

describe('the window to undo', () => {
  it('shows what will be put back', () => {
    const view = undoModal({ handoff: done(charter).it(), channel: null }, charter);
    expect(viewFault(view, 'modal')).toBeNull();
    expect(inline(view.blocks)).toContain('status: replied → open');
    expect(inline(view.blocks)).toContain('Send the reply: stays as it is');
  });

  it('says so when there is nothing to put back', () => {
    const view = undoModal({ handoff: executing(charter).it(), channel: null }, charter);
    expect(viewFault(view, 'modal')).toBeNull();
    expect(view.submit).toBeUndefined();
    expect(inline(view.blocks)).toContain('There is nothing to put back');
  });
});

describe('the window to edit', () => {
  it('opens with an argument that is longer than an input, and leaves it as it is', () => {
    const body = 'b'.repeat(3_001);
    const handoff = inReview(charter, {
      submission: { ...submission, actions: [{ tool: 'mail.send', arguments: { to: 'Acme', body } }] },
    }).it();
    const view = editModal({ handoff, channel: null }, charter);
    expect(viewFault(view, 'modal')).toBeNull();
    expect(inline(view.blocks)).toContain('“Send the reply: body” (3001 characters)');
    expect(
      readEdit((id) => (id === 'argument.0.to' ? 'Globex' : (submission.draft ?? '')), handoff, charter),
    ).toEqual({
      draft: null,
      changes: [{ action: 0, argument: 'to', value: 'Globex' }],
    });
  });

  it('opens with very many arguments', () => {
    const actions = Array.from({ length: 20 }, () => ({
      tool: 'crm.update_account',
      arguments: {
        id: `${'\n'.repeat(499)}x`,
        status: '"'.repeat(500),
        amount: { minor: 1, currency: 'EUR' },
      },
    }));
    const handoff = inReview(charter, {
      submission: { ...submission, actions, draft: 'd'.repeat(20_000) },
    }).it();
    expect(viewFault(editModal({ handoff, channel: null }, charter), 'modal')).toBeNull();
  });
});

describe('an answer to a command', () => {
  const long = (id: string) => ({
    ...inReview(charter, {
      account: '<&>'.repeat(160),
      submission: { ...submission, summary: '\u202E&'.repeat(500) },
    }).it(),
    id: id as never,
  });

  it('stays within what a message holds, and leads to the next page', () => {
    const handoffs = Array.from({ length: 12 }, (_, index) => long(`h_${index}`));
    const page = { handoffs, cursor: '1.h_11', total: 60 };
    const blocks = agingBlocks({ page, question: 'mine', charter, now: startAt });
    expect(blocksFault(blocks)).toBeNull();
    expect(inline(blocks).match(/`h_\d+`/g)).toHaveLength(12);
    expect(inline(blocks)).toContain('60 handoffs are open');
    expect(JSON.stringify(blocks.at(-1))).toContain('1.h_11');
  });

  it('shows the newest part of a long story', () => {
    const story = inReview(charter);
    const question = '\u202E&'.repeat(1_000);
    for (let n = 0; n < 30; n += 1)
      story.happened.push(
        ...inReview(charter)
          .does('U0ANA', { type: 'ask_information', seen: story.seen(), question, fields: [] })
          .happened.slice(-1),
      );
    const events = story.happened as never;
    const blocks = showBlocks(story.it(), events, { charter, now: startAt });
    expect(blocksFault(blocks)).toBeNull();
    expect(inline(blocks)).toMatch(/…and \d+ more before these\./);
    expect(
      viewFault(
        historyModal({ handoff: story.it(), channel: null }, events, { charter, now: startAt }),
        'modal',
      ),
    ).toBeNull();
  });
});
