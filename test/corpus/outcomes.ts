import { blocksFault } from '../../playground/workspace/blocks/block-rules.js';
import { wordsOf } from '../../playground/workspace/blocks/elements.js';
import { card } from '../../src/adapters/slack/blocks/card/card.js';
import { noteText } from '../../src/adapters/slack/blocks/messages/messages.js';
import { reviewModal } from '../../src/adapters/slack/blocks/windows/review-modal.js';
import { aCharter } from '../support/a-charter.js';
import { asWritten } from '../support/as-written.js';
import { aSubmit, inReview, type Story } from '../support/bot/a-story.js';
import { liveTokens } from '../support/bot/live-tokens.js';

/** One input and the one thing that must come of it. */
export interface Case {
  readonly name: string;
  readonly at: string;
  readonly input: unknown;
  readonly outcome: string;
  readonly label?: string;
  readonly shows?: string;
  readonly status?: number;
  readonly pointer?: string;
}

const charter = aCharter();

/** What the card makes of an input; each word stands for everything that must hold then. */
export const onTheCard: Readonly<Record<string, (one: Case) => void>> = {
  as_written: (one) => {
    const drawn = drawnOf(one);
    expect(drawn.lines.map(asWritten).join('\n')).toContain(textOf(one));
    if (one.shows) expect(drawn.words).toContain(one.shows);
    expect(drawn.words).not.toMatch(/Hidden characters|different alphabets/);
    expect(drawn.hasApprove).toBe(true);
  },
  escaped: (one) => {
    const { words, hasApprove, json } = drawnOf(one);
    expect(words).toContain(one.shows);
    expect(words).toContain('Hidden characters were found in: ');
    expect(json).not.toContain(JSON.stringify(one.input).slice(1, -1));
    expect(hasApprove).toBe(true);
  },
  named: (one) => {
    const { words } = drawnOf(one);
    expect(words).toMatch(/different alphabets stand in one word: /);
    expect(words).toContain(one.shows);
  },
  linked: (one) => {
    const { json } = drawnOf(one);
    const href = new URL(String(one.input)).href;
    expect(json).toContain(`"type":"link","url":${JSON.stringify(href)}`);
    expect(json).toContain(`{"type":"text","text":${JSON.stringify(one.shows)},"style":{"code":true}}`);
  },
  not_linked: (one) => {
    const { json, words } = drawnOf(one);
    expect(json).not.toContain('"type":"link"');
    expect(words).toContain('A link hides where it leads');
    expect(words).toContain(one.shows);
  },
  on_card: (one) => expect(drawnOf(one).hasApprove).toBe(true),
  in_window: (one) => {
    expect(drawnOf(one).hasApprove).toBe(false);
    const handoff = storyOf(one).it();
    const pages: ReturnType<typeof reviewModal>[] = [];
    do pages.push(reviewModal({ handoff, channel: null }, charter, pages.length));
    while (pages.at(-1)?.callback_id === 'handoff.review.page');
    expect(pages.at(-1)?.submit?.text).toBe('Approve');
    const blocks = pages.flatMap((page) => page.blocks.filter(({ type }) => type !== 'context'));
    expect(linesOf(blocks).map(asWritten).join('')).toContain(textOf(one));
  },
  note: (one) => {
    const story = inReview(charter);
    story.does('U0ANA', { type: 'ask_information', seen: story.seen(), question: textOf(one), fields: [] });
    const asked = story.happened.find(({ event }) => event.type === 'information_asked')!;
    expect(noteText(asked)).toBe(one.shows);
  },
};

const drawnOf = (one: Case) => {
  const { blocks, text } = card(storyOf(one).it(), charter);
  expect(blocksFault(blocks)).toBeNull();
  expect(liveTokens({ blocks, text })).toEqual([]);
  const json = JSON.stringify(blocks);
  const lines = linesOf(blocks);
  return { json, lines, words: lines.join(''), hasApprove: json.includes('"handoff.approve"') };
};

/** The texts of the elements, each as it stands. */
const linesOf = (blocks: unknown): string[] => {
  if (Array.isArray(blocks)) return blocks.flatMap(linesOf);
  if (typeof blocks !== 'object' || blocks === null) return [];
  const { text, elements } = blocks as { text?: unknown; elements?: unknown };
  return [...(typeof text === 'string' ? [text] : linesOf(text)), ...linesOf(elements)];
};

const textOf = ({ input }: Case): string => {
  if (typeof input === 'string') return input;
  const { repeat, times } = input as { repeat: string; times: number };
  return repeat.repeat(times);
};

const storyOf = (one: Case): Story => {
  const text = one.at === 'link' ? '' : textOf(one);
  const { submission } = aSubmit();
  const places: Readonly<Record<string, Parameters<typeof inReview>[1]>> = {
    draft: { submission: { ...submission, draft: text } },
    summary: { submission: { ...submission, summary: text } },
    client: { account: text },
    flag: { submission: { ...submission, flags: [text] } },
    goal: { packet: { links: [], goal: text } },
    argument: {
      submission: {
        ...submission,
        actions: [{ tool: 'crm.update_account', arguments: { id: 'Acme', status: text } }],
      },
    },
    link: { packet: { links: [{ label: one.label ?? '', url: String(one.input) }] } },
  };
  const place = places[one.at];
  if (!place) throw new Error(`There is no place “${one.at}” for “${one.name}”.`);
  return inReview(charter, place);
};

export const wordsOnCard = (blocks: unknown): string => wordsOf(blocks).replaceAll('\n', '');
