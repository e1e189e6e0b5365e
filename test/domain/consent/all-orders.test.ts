import type { Command } from '../../../src/domain/command.js';
import { bot } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { hour, inReview, type Story } from '../../support/bot/a-story.js';

/** A and B approve, C edits, D rejects, and the clock lets it expire: each once or twice, in every order. */
const acts = ['A approves', 'B approves', 'C edits', 'D rejects', 'it expires'] as const;
type Act = (typeof acts)[number];

const charter = aCharter({
  taskTypes: {
    customer_reply: aTaskType({
      approvers: { roles: ['reviewers'], quorum: 2, exclude: ['editor'] },
      expireAfterMs: hour,
      decideWithinMs: hour,
      ladder: [],
    }),
  },
});

/** Everybody presses what the newest card shows them. */
const perform = (story: Story, act: Act, turn: number): void => {
  const seen = story.seen();
  const edit: Command = {
    type: 'edit',
    seen,
    draft: `Version of turn ${turn}`,
    changes: [],
    nonce: `nonce-${turn}`,
  };
  if (act === 'A approves') story.does('U0ANA', { type: 'approve', seen });
  if (act === 'B approves') story.does('U0BEN', { type: 'approve', seen });
  if (act === 'C edits') story.does('U0SAM', edit);
  if (act === 'D rejects')
    story.does('U0MEG', { type: 'reject', seen, category: 'wrong', reason: 'Other client' });
  if (act === 'it expires') {
    const { expiresAt, nextCheckAt } = story.it().clock;
    const over = Math.max(expiresAt?.getTime() ?? 0, nextCheckAt?.getTime() ?? 0, story.now.getTime());
    const now = story.now;
    story.now = new Date(over);
    story.does(bot, { type: 'wake' });
    // The others go on in their own time: only what the clock did must stay.
    story.now = now;
  }
};

/** The reference, written apart from the lifecycle: one decision, by two on the same version, or none. */
const reference = (order: readonly Act[]): { state: string; by: string[]; revision: number } => {
  const given = new Set<string>();
  let revision = 1;
  for (const act of order) {
    if (act === 'C edits') {
      revision += 1;
      given.clear();
    }
    if (act === 'A approves') given.add('U0ANA');
    if (act === 'B approves') given.add('U0BEN');
    if (given.size === 2) return { state: 'executing', by: [...given], revision };
    if (act === 'D rejects') return { state: 'rejected', by: ['U0MEG'], revision };
    if (act === 'it expires') return { state: 'expired', by: [], revision };
  }
  throw new Error('Every order holds a rejection and an expiry, so each one ends.');
};

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, at) =>
        permutations(items.filter((_, index) => index !== at)).map((rest) => [item, ...rest]),
      );
/** Bit n of the mask doubles the n-th act on the spot, as a double click or a repeated delivery does. */
const doubled = (order: readonly Act[], mask: number): Act[] =>
  order.flatMap((act, at) => (mask & (1 << at) ? [act, act] : [act]));

describe('every order of two approvals, an edit, a rejection and an expiry', () => {
  const orders = permutations(acts).flatMap((order) =>
    Array.from({ length: 32 }, (_, mask) => doubled(order, mask)),
  );

  it('is 3,840 cases', () => {
    expect(new Set(orders.map((order) => order.join(' · '))).size).toBe(3_840);
  });

  it('ends where the reference says, with one decision', () => {
    const wrong = orders.flatMap((order) => {
      const story = inReview(charter);
      for (const [turn, act] of order.entries()) perform(story, act, turn);
      const {
        state,
        consent: { decision },
        work: { proposal },
      } = story.it();
      const ended = { state, by: [...(decision?.by ?? [])], revision: proposal?.revision };
      const decisions = story.types().filter((type) => ['approved', 'rejected', 'expired'].includes(type));
      const isRight =
        JSON.stringify(ended) === JSON.stringify(reference(order)) &&
        decisions.length === 1 &&
        (decision === null || decision.hash === proposal?.hash);
      return isRight ? [] : [{ order, ended, reference: reference(order), decisions }];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});
