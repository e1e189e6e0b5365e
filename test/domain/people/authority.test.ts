import fc from 'fast-check';
import { bot } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aDirectory, members } from '../../support/a-directory.js';
import { inReview, type Story } from '../../support/bot/a-story.js';

const people = ['U0ANA', 'U0BEN', 'U0SAM', 'U0MEG'] as const;
const charter = aCharter({
  taskTypes: {
    customer_reply: aTaskType({
      approvers: { roles: ['reviewers'], quorum: 4, exclude: ['editor'] },
      fields: { topic: { kind: 'string', optional: true } },
    }),
  },
});
/** Everybody may do everything, but for what they wrote. */
const reviewed = (): Story => {
  const story = inReview(charter);
  story.directory = (now) =>
    aDirectory(now, {
      roles: { ...aDirectory(now).roles, support: members(people, now), reviewers: members(people, now) },
    });
  return story;
};

const edits = (story: Story, who: string, draft: string): Story =>
  story.does(who, {
    type: 'edit',
    seen: story.seen(),
    draft,
    changes: [],
    nonce: `nonce-${story.it().version}`,
  });
const approves = (story: Story, who: string): Story =>
  story.does(who, { type: 'approve', seen: story.seen() });
const gives = (story: Story, who: string, topic: string): Story => {
  story.does('U0MEG', { type: 'ask_information', seen: story.seen(), question: 'About what?', fields: [] });
  story.does(who, { type: 'supply_information', fields: { topic }, answer: null });
  const nonce = `nonce-${story.it().version}`;
  return story.does(bot, { type: 'triage', packet: null, fields: {}, before: [], owner: null, nonce });
};

/** A reference apart from the lifecycle: who has changed something so far. */
const step = fc.record({
  who: fc.constantFrom(...people),
  what: fc.constantFrom('edits', 'gives', 'approves'),
  text: fc.constantFrom('a', 'b', 'Hello, thank you for asking.'),
});

describe('a second pair of eyes', () => {
  it('is not given by somebody whose text another has touched since', () => {
    const story = edits(edits(reviewed(), 'U0ANA', 'Dear Acme.'), 'U0BEN', 'Dear Acme!');
    expect(approves(story, 'U0ANA').refusal?.code).toBe('own_edit');
    expect(approves(story, 'U0BEN').refusal?.code).toBe('own_edit');
    expect(approves(story, 'U0SAM').refusal).toBeNull();
  });

  it('comes after any order of edits and answers from nobody who made one of them', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const story = reviewed();
        const wrote = new Set<string>();
        for (const { who, what, text } of steps) {
          if (what === 'approves') approves(story, who);
          else (what === 'edits' ? edits : gives)(story, who, text);
          if (what !== 'approves' && story.refusal === null) wrote.add(who);
          expect(story.it().votes.filter(({ by }) => wrote.has(by))).toEqual([]);
          for (const one of wrote) expect(approves(story, one).refusal?.code).toBe('own_edit');
        }
        expect([...story.it().editors].sort()).toEqual([...wrote].sort());
      }),
    );
  });
});
