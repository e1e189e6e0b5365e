import type { EffectType } from '../../../../src/domain/effect.js';
import { bot } from '../../../../src/domain/ids.js';
import {
  aStory,
  aSubmit,
  done,
  executing,
  inReview,
  type Story,
  theAgent,
} from '../../../support/bot/a-story.js';

const failing = (story: Story, effect: EffectType): Story =>
  story.does(bot, { type: 'report_failing', effect, detail: 'A value has no JSON form.' });
const told = (story: Story): string[] => story.effects.map(({ type }) => type);

describe('work of the bot that keeps failing', () => {
  it('has an owner at once when it could not even be prepared, and is prepared anew by another try', () => {
    const story = failing(aStory().does(theAgent, aSubmit()), 'prepare');
    expect(story.it()).toMatchObject({
      state: 'exception',
      exception: { cause: 'unprepared', owner: { role: 'head_of_support', person: 'U0MEG' } },
    });
    expect(story.it().exception?.detail).toBe(
      'Preparing this has failed again and again: A value has no JSON form.',
    );
    expect(told(story).slice(-3)).toEqual(['show-card', 'show-exception', 'tell-owner']);
    story.does('U0MEG', { type: 'retry' });
    expect([story.it().state, story.effects.at(-1)?.type]).toEqual(['intake', 'prepare']);
  });

  it('does not ask the very effect that fails to say so', () => {
    const story = inReview();
    const before = story.effects.length;
    failing(story, 'show-card');
    expect(told(story).slice(before)).toEqual(['show-exception', 'tell-owner']);
    expect(story.it().exception?.cause).toBe('undeliverable');
    expect(story.does('U0MEG', { type: 'retry' }).it().state).toBe('review');
  });

  it('leaves a call that may have been made in doubt, and one that was not made failed', () => {
    expect(failing(executing(), 'run-step').it().exception?.cause).toBe('failed');
    const begun = executing().does(bot, { type: 'start_step', step: 0, key: 'k', prior: null });
    expect(failing(begun, 'run-step').it().exception?.cause).toBe('in_doubt');
  });

  it('takes nothing from what has ended or has somebody who looks after it', () => {
    const ended = failing(done(), 'add-note');
    expect([ended.it().state, ended.types().at(-1)]).toEqual(['done', 'undelivered']);
    const story = failing(inReview(), 'show-card');
    const { exception } = story.it();
    expect(failing(story, 'show-exception').it().exception).toEqual(exception);
  });

  it('is said by the bot alone', () => {
    const story = inReview().does('U0MEG', { type: 'report_failing', effect: 'prepare', detail: 'x' });
    expect([story.refusal?.code, story.it().state]).toEqual(['not_your_handoff', 'review']);
  });
});
