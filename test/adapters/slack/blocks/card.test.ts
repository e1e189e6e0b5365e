import * as fc from 'fast-check';
import { blocksFault, viewFault } from '../../../../playground/workspace/block-rules.js';
import { elementsOf, wordsOf } from '../../../../playground/workspace/elements.js';
import { decodeSeen, encodeSeen } from '../../../../src/adapters/slack/action-ids.js';
import { card } from '../../../../src/adapters/slack/blocks/card.js';
import { editModal, readEdit } from '../../../../src/adapters/slack/blocks/edit-modal.js';
import {
  exceptionMessage,
  noteText,
  privateMessage,
} from '../../../../src/adapters/slack/blocks/messages.js';
import { reviewModal } from '../../../../src/adapters/slack/blocks/modals.js';
import { visible } from '../../../../src/adapters/slack/text/hidden.js';
import { bot, handoffId } from '../../../../src/domain/ids.js';
import { aCharter } from '../../../support/a-charter.js';
import { aSubmit, done, inReview, type Story, startAt } from '../../../support/a-story.js';

const charter = aCharter();
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '<!channel>',
    '<@U0ANA>',
    '<https://evil.example|bank>',
    '*bold* `code`',
    '\u202Egnp.exe',
    'a\u200Bb',
    '<!date^1^{date}|x>',
    '&lt;',
  ),
  fc.integer({ min: 1, max: 9_000 }).map((length) => 'x'.repeat(length)),
);
const withTexts = (draft: string, status: string, client: string): Story =>
  inReview(charter, {
    account: client,
    submission: {
      ...aSubmit().submission,
      draft,
      actions: [
        { tool: 'crm.update_account', arguments: { id: client, status } },
        { tool: 'mail.send', arguments: { to: client, body: draft } },
      ],
    },
  });
const hasButton = (blocks: unknown, id: string): boolean => JSON.stringify(blocks).includes(`"${id}"`);
const flat = (text: string): string => text.replaceAll('\n', '');

describe('the card', () => {
  it('shows every byte of what it lets one approve, or has no Approve', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (draft, status, client) => {
        const handoff = withTexts(draft, status, client).it();
        const { blocks } = card(handoff, charter);
        expect(blocksFault(blocks)).toBeNull();
        if (!hasButton(blocks, 'handoff.approve')) {
          expect(hasButton(blocks, 'handoff.review')).toBe(true);
          return;
        }
        const words = flat(wordsOf(blocks));
        for (const shown of [draft, status, client]) expect(words).toContain(flat(visible(shown) || ' '));
      }),
      { numRuns: 300 },
    );
  });

  it('shows all of a long proposal in the window where it is approved', () => {
    const handoff = withTexts('word '.repeat(6_000), 's'.repeat(400), 'Acme').it();
    expect(hasButton(card(handoff, charter).blocks, 'handoff.approve')).toBe(false);
    const view = reviewModal({ handoff, channel: null }, charter);
    expect(viewFault(view, 'modal')).toBeNull();
    expect(view.submit?.text).toBe('Approve');
    expect(flat(wordsOf(view.blocks))).toContain(flat('word '.repeat(6_000)));
  });

  it('cannot be approved in Slack at all when not even a window shows it', () => {
    const handoff = withTexts('y'.repeat(260_000), 's', 'Acme').it();
    const view = reviewModal({ handoff, channel: null }, charter);
    expect(viewFault(view, 'modal')).toBeNull();
    expect(view.submit).toBeUndefined();
  });

  it('lets no mention, link or date of theirs come alive', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const handoff = inReview(charter, {
          account: text,
          submission: {
            ...aSubmit().submission,
            summary: text || 'x',
            flags: [text || 'x'],
            draft: text || 'x',
          },
        }).it();
        const markup = JSON.stringify([card(handoff, charter), exceptionMessage(handoff, charter)]);
        const live = [...markup.matchAll(/"type":"mrkdwn","text":"((?:[^"\\]|\\.)*)"/g)]
          .map((match) => match[1] ?? '')
          .join(' ');
        for (const found of live.matchAll(/<([^>]*)>/g))
          expect(found[1]).toMatch(/^(@U0ANA|!date\^\d+\^\{date_short_pretty\} \{time\}\|[\d :-]+UTC)$/);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['waiting', () => inReview(charter)],
    ['done', () => done(charter)],
    [
      'undone',
      () => {
        const story = done(charter).does('U0BEN', { type: 'roll_back', reason: 'Wrong' });
        story.does(bot, { type: 'finish_step', step: 0, status: 'stands', result: null, detail: null });
        story.does(bot, { type: 'start_step', step: 1, key: 'k', prior: null });
        return story.does(bot, { type: 'finish_step', step: 1, status: 'done', result: null, detail: null });
      },
    ],
    [
      'rejected',
      () => {
        const story = inReview(charter);
        return story.does('U0BEN', { type: 'reject', seen: story.seen(), category: 'tone', reason: 'Stiff' });
      },
    ],
  ])('has live buttons only where there is something to decide: %s', (state, story) => {
    const { blocks, text } = card(story().it(), charter);
    expect(blocksFault(blocks)).toBeNull();
    expect(text.length).toBeLessThanOrEqual(300);
    expect({
      approve: hasButton(blocks, 'handoff.approve'),
      undo: hasButton(blocks, 'handoff.undo'),
    }).toEqual({
      approve: state === 'waiting',
      undo: state === 'done',
    });
  });

  it('tells the owner privately in few words', () => {
    const handoff = inReview(charter).it();
    const message = privateMessage({
      handoff,
      why: 'nudge',
      owner: handoff.owner,
      link: 'https://x.slack.com/1',
      now: startAt,
    });
    expect(blocksFault(message.blocks)).toBeNull();
    expect(message.text).toContain('This is still waiting for a decision.');
  });
});

describe('a line in the thread', () => {
  it('mentions who acted, and nobody whom a text names', () => {
    const story = inReview(charter);
    story.does('U0ANA', {
      type: 'ask_information',
      seen: story.seen(),
      question: 'Ask <@U0MEG> {who} <!here>',
      fields: [],
    });
    const asked = story.happened.find(({ event }) => event.type === 'information_asked');
    expect(noteText(asked!)).toBe('<@U0ANA> asks: Ask &lt;@U0MEG&gt; {who} &lt;!here&gt;');
  });

  it('lets no value pass for the draft', () => {
    const fed = card(inReview(charter).it(), charter).blocks;
    const posing = card(withTexts('Hello', 'the draft below', 'Acme').it(), charter).blocks;
    const drawn = (blocks: unknown) =>
      /\{"type":"text","text":"the draft below"[^}]*\}\}/.exec(JSON.stringify(blocks))?.[0];
    expect(drawn(fed)).toBeDefined();
    expect(drawn(posing)).not.toBe(drawn(fed));
  });
});

describe('the edit window', () => {
  it('gives back a text of any length exactly as it was, and takes a change', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 7_000 }), (draft) => {
        fc.pre(draft.trim() !== '');
        const handoff = withTexts(draft, 'open', 'Acme').it();
        const view = editModal({ handoff, channel: null }, charter);
        const initial = new Map(
          elementsOf(view.blocks as never).map(({ blockId, element }) => [
            blockId,
            String(element.initial_value ?? ''),
          ]),
        );
        expect(readEdit((id) => initial.get(id) || null, handoff, charter)).toEqual({
          draft: null,
          changes: [],
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('the value of a button', () => {
  it('comes back as it went, and nothing else is taken for one', () => {
    const seen = { id: handoffId('h_abc1'), revision: 3, nonce: 'x9' };
    expect(decodeSeen(encodeSeen(seen))).toEqual(seen);
    for (const garbage of ['', 'h_abc', 'h_abc.1', 'h_abc.x.y', null, 7, 'h_<script>.1.x'])
      expect(decodeSeen(garbage)).toBeNull();
  });
});
