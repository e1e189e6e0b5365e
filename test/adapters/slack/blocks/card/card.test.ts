import * as fc from 'fast-check';
import { blocksFault, viewFault } from '../../../../../playground/workspace/blocks/block-rules.js';
import { elementsOf, wordsOf } from '../../../../../playground/workspace/blocks/elements.js';
import { decodeSeen, encodeSeen } from '../../../../../src/adapters/slack/action-ids.js';
import { card } from '../../../../../src/adapters/slack/blocks/card/card.js';
import type { ModalView } from '../../../../../src/adapters/slack/blocks/kit/modal.js';
import { agingBlocks } from '../../../../../src/adapters/slack/blocks/lists/aging.js';
import { showBlocks } from '../../../../../src/adapters/slack/blocks/lists/lists.js';
import {
  exceptionMessage,
  noteText,
  privateMessage,
} from '../../../../../src/adapters/slack/blocks/messages/messages.js';
import { editModal, readEdit } from '../../../../../src/adapters/slack/blocks/windows/edit-modal.js';
import { reviewModal } from '../../../../../src/adapters/slack/blocks/windows/review-modal.js';
import { visible } from '../../../../../src/adapters/slack/text/hidden.js';
import type { Handoff } from '../../../../../src/domain/handoff/handoff.js';
import { valueText } from '../../../../../src/domain/handoff/words.js';
import { bot, handoffId, personId } from '../../../../../src/domain/ids.js';
import type { JsonObject } from '../../../../../src/domain/json.js';
import { aCharter, aMail, aTool } from '../../../../support/a-charter.js';
import {
  aStory,
  aSubmit,
  done,
  inReview,
  type Story,
  startAt,
  theAgent,
} from '../../../../support/bot/a-story.js';
import { liveTokens } from '../../../../support/bot/live-tokens.js';

/** Arguments that take any text, so that only the card has to be careful. */
const anyText = { kind: 'text', maxLength: 50_000 } as const;
const charter = aCharter({
  tools: {
    'crm.update_account': aTool({
      arguments: { id: anyText, status: anyText, amount: { kind: 'money', negative: true, optional: true } },
    }),
    'mail.send': aMail({ arguments: { to: anyText, body: anyText } }),
  },
});
const hostileTexts = [
  '<!channel>',
  '<@U0ANA>',
  '<https://evil.example|bank>',
  '*bold* `code`',
  '\u202Egnp.exe',
  'a\u200Bb',
  '<!date^1^{date}|x>',
  '&lt;',
  '```\nfence\n```',
  ':white_check_mark: Approved',
  ' padded ',
  'שלום',
];
const around = (limit: number) =>
  fc
    .integer({ min: limit - 1, max: limit + 1 })
    .chain((length) => fc.constantFrom('x'.repeat(length), `${'\n'.repeat(length - 1)}&`));
const hostile = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(...hostileTexts),
    fc.integer({ min: 1, max: 9_000 }).map((length) => 'x'.repeat(length)),
    fc.constantFrom(75, 150, 300, 2_500, 3_000, 9_000, 12_000).chain(around),
  )
  .filter((text) => text.trim() !== '');
const withActions = (
  actions: { readonly tool: string; readonly arguments: JsonObject }[],
  { draft, client, before }: { draft: string | null; client: string; before: JsonObject | null },
): Story => {
  const story = aStory(charter).does(
    theAgent,
    aSubmit({ account: client, submission: { ...aSubmit().submission, draft, actions } }),
  );
  return story.does(bot, {
    type: 'triage',
    nonce: 'nonce-1',
    packet: null,
    fields: {},
    before: actions.map(({ tool }) => (tool === 'mail.send' ? null : before)),
    owner: { role: 'support', person: personId('U0ANA') },
  });
};
const withTexts = (draft: string, status: string, client: string): Story =>
  withActions(
    [
      { tool: 'crm.update_account', arguments: { id: client, status } },
      { tool: 'mail.send', arguments: { to: client, body: draft } },
    ],
    { draft, client, before: { status: 'open' } },
  );
const anAction = fc.oneof(
  fc.record({
    tool: fc.constant('crm.update_account'),
    arguments: fc.record({
      id: hostile,
      status: hostile,
      amount: fc.record({ minor: fc.maxSafeInteger(), currency: fc.constantFrom('EUR', 'JPY', 'KWD') }),
    }),
  }),
  fc.record({ tool: fc.constant('mail.send'), arguments: fc.record({ to: hostile, body: hostile }) }),
);
const aProposal = fc
  .record({
    draft: fc.option(hostile),
    client: hostile,
    before: fc.option(
      fc.record({ status: fc.oneof(hostile, fc.constant('')), note: fc.oneof(hostile, fc.constant(null)) }),
    ),
    actions: fc.array(anAction, { minLength: 1, maxLength: 8 }),
  })
  .map(({ actions, ...rest }) => withActions(actions, rest));

const longPacket = (): Story =>
  inReview(charter, {
    packet: {
      links: [],
      goal: 'g'.repeat(20_000),
      whatHappened: 'w'.repeat(20_000),
      mustNotChange: Array.from({ length: 50 }, (_, index) => `${index} ${'m'.repeat(490)}`),
    },
  });

const allPages = (handoff: Handoff): ModalView[] => {
  const pages: ModalView[] = [];
  do pages.push(reviewModal({ handoff, channel: null }, charter, pages.length));
  while (pages.at(-1)?.callback_id === 'handoff.review.page');
  return pages;
};

const hasButton = (blocks: unknown, id: string): boolean => JSON.stringify(blocks).includes(`"${id}"`);
/** What stands on the pages, without the lines that count them. */
const contentOf = (pages: readonly ModalView[]) =>
  pages.flatMap(({ blocks }) => blocks.filter(({ type }) => type !== 'context'));
const flat = (text: string): string => text.replaceAll('\n', '').replace(/[\u2068\u2069]/g, '');

/** Looks for the leaves in the words themselves, knowing nothing of how they were drawn. */
const hiddenLeaves = (handoff: Handoff, blocks: unknown): string[] => {
  const words = flat(wordsOf(blocks));
  const values = (handoff.work.proposal?.actions ?? []).flatMap((action) => [
    action.tool,
    ...Object.values(action.arguments).map(valueText),
    ...Object.values(action.before ?? {}).map(valueText),
  ]);
  const leaves = [
    handoff.origin.account,
    handoff.work.packet.summary,
    handoff.work.proposal?.draft?.text ?? null,
    ...values,
  ];
  return leaves.filter((leaf): leaf is string => leaf !== null && !words.includes(flat(visible(leaf))));
};

describe('the card', () => {
  it('shows every leaf of what it lets one approve, or has no Approve', () => {
    fc.assert(
      fc.property(aProposal, (proposed) => {
        const { blocks } = card(proposed.it(), charter);
        expect(blocksFault(blocks)).toBeNull();
        const canApprove = hasButton(blocks, 'handoff.approve');
        expect(canApprove).not.toBe(hasButton(blocks, 'handoff.review'));
        if (canApprove) expect(hiddenLeaves(proposed.it(), blocks)).toEqual([]);
      }),
      { numRuns: 120, interruptAfterTimeLimit: 15_000 },
    );
  });

  it('shows every leaf on its pages, and Approve on the last of them only', () => {
    fc.assert(
      fc.property(aProposal, (proposed) => {
        const pages = allPages(proposed.it());
        for (const page of pages) expect(viewFault(page, 'modal')).toBeNull();
        expect(pages.map(({ submit }) => submit?.text)).toEqual([
          ...pages.slice(1).map(() => 'Next page'),
          'Approve',
        ]);
        expect(hiddenLeaves(proposed.it(), contentOf(pages))).toEqual([]);
      }),
      { numRuns: 50, interruptAfterTimeLimit: 15_000 },
    );
  });

  it.each([
    ['the longest draft', withTexts('y'.repeat(20_000), 's', 'Acme')],
    ['a draft of nothing but hidden characters', withTexts('\u202E'.repeat(20_000), 's', 'Acme')],
    ['a packet at its limits', longPacket()],
  ])('needs a window, and there shows all: %s', (_what, story) => {
    const { blocks } = card(story.it(), charter);
    expect(blocksFault(blocks)).toBeNull();
    expect(hasButton(blocks, 'handoff.approve')).toBe(false);
    const pages = allPages(story.it());
    for (const page of pages) expect(viewFault(page, 'modal')).toBeNull();
    expect(hiddenLeaves(story.it(), contentOf(pages))).toEqual([]);
    const words = wordsOf(contentOf(pages));
    for (const part of story.it().work.packet.mustNotChange) expect(words).toContain(part);
    expect(flat(words)).toContain(story.it().work.packet.whatHappened ?? '');
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
        const story = inReview(charter);
        story.does('U0ANA', {
          type: 'ask_information',
          seen: story.seen(),
          question: text || 'x',
          fields: [],
        });
        const asked = story.happened.find(({ event }) => event.type === 'information_asked');
        const rendered = [
          card(handoff, charter),
          reviewModal({ handoff, channel: null }, charter).blocks,
          exceptionMessage(handoff, charter),
          privateMessage({
            handoff,
            why: 'assigned',
            charter,
            owner: handoff.owner,
            link: null,
            now: startAt,
          }),
          agingBlocks({
            page: { handoffs: [handoff], cursor: null, total: 1 },
            question: '',
            charter,
            now: startAt,
          }),
          showBlocks(handoff, story.happened as never, { charter, now: startAt }),
          { text: asked ? noteText(asked) : '' },
        ];
        expect(liveTokens(rendered)).toEqual([]);
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
      charter,
      owner: handoff.owner,
      link: 'https://x.slack.com/1',
      now: startAt,
    });
    expect(blocksFault(message.blocks)).toBeNull();
    expect(message.text).toContain('This is still waiting for a decision');
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
