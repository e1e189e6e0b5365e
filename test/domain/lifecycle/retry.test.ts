import { bot } from '../../../src/domain/ids.js';
import { done, executing, inReview, type Story } from '../../support/bot/a-story.js';

const start = (step: number) => ({ type: 'start_step', step, key: `key-${step}`, prior: null }) as const;
const fails = (story: Story, step: number): Story =>
  story
    .does(bot, start(step))
    .does(bot, { type: 'finish_step', step, status: 'failed', result: null, detail: 'It is locked' });

describe('trying an exception again', () => {
  it('begins what failed again and says so where people look', () => {
    const story = fails(executing(), 0);
    story.effects.length = 0;
    story.does('U0MEG', { type: 'retry' });
    expect(story.it()).toMatchObject({ state: 'executing', exception: { cause: 'failed' } });
    expect(story.it().execution.run?.steps.map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    expect(story.effects).toEqual([{ type: 'show-card' }, { type: 'show-exception' }, { type: 'run-step' }]);
  });

  it('shows the card again where nothing was being carried out', () => {
    const story = inReview();
    story.does(bot, { type: 'report_undeliverable', surface: 'card', detail: 'archived' });
    story.effects.length = 0;
    story.does('U0MEG', { type: 'retry' });
    expect(story.it()).toMatchObject({ state: 'review', exception: null });
    expect(story.effects).toEqual([{ type: 'show-card' }, { type: 'show-exception' }]);
  });

  it('goes past what stands in the way only for an undo, and only where somebody said so', () => {
    const forced = (story: Story, isForced?: boolean) =>
      story.does('U0MEG', { type: 'retry', ...(isForced === undefined ? {} : { isForced }) }).it().execution
        .run?.isForced;
    const undoing = () => {
      const story = done().does('U0BEN', { type: 'roll_back', reason: 'Wrong client' });
      return fails(story, 0);
    };
    expect([forced(undoing(), true), forced(undoing()), forced(fails(executing(), 0), true)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is refused to a stranger', () => {
    expect(fails(executing(), 0).does('U0KIM', { type: 'retry' }).refusal?.code).toBe('not_your_handoff');
  });
});
