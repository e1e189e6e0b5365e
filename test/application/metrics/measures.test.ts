import { measuresOf } from '../../../src/application/metrics/measures.js';
import type { Command } from '../../../src/domain/command.js';
import { bot } from '../../../src/domain/ids.js';
import type { Measure } from '../../../src/ports/metrics.js';
import { executing, hour, inReview, minute, type Story, startAt } from '../../support/bot/a-story.js';

/** What one command of a story adds, as `name{labels} value`. */
const added = (story: Story, who: Parameters<Story['does']>[0], command: Command): string[] => {
  const before = story.handoff;
  const count = story.happened.length;
  story.does(who, command);
  expect(story.refusal).toBeNull();
  const events = story.happened.slice(count).map(({ event }) => event);
  return measuresOf({ before, handoff: story.it(), events, at: story.now }).map(written);
};
const written = ({ name, labels, value }: Measure): string =>
  `${name}{${Object.values(labels).join(',')}} ${value}`;
const at = (story: Story, ms: number): Story => {
  story.now = new Date(startAt.getTime() + ms);
  return story;
};
const approve = (story: Story): Command => ({ type: 'approve', seen: story.seen() });

describe('what is counted', () => {
  it('has a decision, how long it took, and nothing more when it came early', () => {
    const story = at(inReview(), hour);
    expect(added(story, 'U0BEN', approve(story))).toEqual([
      'decisions_total{customer_reply,approved,} 1',
      'decide_seconds{customer_reply} 3600',
    ]);
  });

  it('has an intervention in the last quarter of the time to decide', () => {
    const early = at(inReview(), 3 * hour - minute);
    expect(added(early, 'U0BEN', approve(early)).join()).not.toMatch(/near_breach/);
    const late = at(inReview(), 3 * hour);
    expect(added(late, 'U0BEN', approve(late))).toContain(
      'near_breach_interventions_total{customer_reply} 1',
    );
  });

  it('has a breach when the decision came too late, or never', () => {
    const story = at(inReview(), 4 * hour + 1);
    const rejected = added(story, 'U0BEN', {
      type: 'reject',
      seen: story.seen(),
      category: 'tone',
      reason: 'Too harsh.',
    });
    expect(rejected).toEqual([
      'decisions_total{customer_reply,rejected,tone} 1',
      'decide_seconds{customer_reply} 14400.001',
      'breaches_total{customer_reply} 1',
    ]);
    const silent = at(inReview(), 14 * 24 * hour);
    expect(added(silent, bot, { type: 'wake' })).toEqual(['breaches_total{customer_reply} 1']);
  });

  it('has reminders and escalations of the clock', () => {
    const story = at(inReview(), 2 * hour);
    expect(added(story, bot, { type: 'wake' })).toEqual(['nudges_total{customer_reply} 1']);
    at(story, 4 * hour);
    expect(added(story, bot, { type: 'wake' })).toEqual(['escalations_total{customer_reply,clock} 1']);
  });

  it('has steps by their tool, exceptions, and how long they were open', () => {
    const story = executing();
    story.does(bot, { type: 'start_step', step: 0, key: 'k', prior: { status: 'open' } });
    const failed = added(story, bot, {
      type: 'finish_step',
      step: 0,
      status: 'failed',
      result: null,
      detail: 'It said no.',
    });
    expect(failed[0]).toBe('tool_calls_total{crm.update_account,failed} 1');
    expect(failed[1]).toMatch(/^exceptions_total\{customer_reply,/);
    at(story, 2 * hour);
    const [ended] = added(story, 'U0MEG', { type: 'resolve', outcome: 'done_by_hand', reason: 'By phone.' });
    expect(ended).toMatch(/^exception_seconds\{.*\} 7200$/);
  });

  it('names no customer, no person and no text', () => {
    const account = 'Zanzibar';
    const story = at(inReview(undefined, { account }), hour);
    expect(added(story, 'U0BEN', approve(story)).join()).not.toMatch(/Zanzibar|U0/);
  });
});
