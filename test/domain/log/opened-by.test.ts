import type { Happened } from '../../../src/domain/log/event.js';
import { openedBy } from '../../../src/domain/log/opened-by.js';
import { aStory, aSubmit, startAt, theAgent } from '../../support/bot/a-story.js';

describe('a handoff that has come in', () => {
  const story = aStory().does(theAgent, aSubmit());
  const [first] = story.happened as [Happened];
  const opened = first.event.type === 'submitted' ? openedBy(first.event, first) : null;

  it('is as its first event says, with no clock running and nothing decided', () => {
    expect(opened).toEqual(story.it());
    expect(opened).toMatchObject({
      state: 'intake',
      version: 1,
      consent: { votes: [], decision: null },
      clock: { startedAt: null, touchedAt: startAt, nextRung: 0 },
    });
  });

  it('keeps what was suggested as the first version of the proposal', () => {
    expect(opened?.work.suggested).toEqual(opened?.work.proposal);
  });
});
