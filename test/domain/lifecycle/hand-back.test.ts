import { bot, personId } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aStory, aSubmit, hour, inReview, type Story, startAt, theAgent } from '../../support/bot/a-story.js';

const needsAmount = aCharter({
  taskTypes: { customer_reply: aTaskType({ fields: { amount: { kind: 'money' } } }) },
});
const takenOver = (story: Story): Story => story.does('U0ANA', { type: 'take_over', seen: story.seen() });
const blocked = (): Story =>
  aStory(needsAmount)
    .does(theAgent, aSubmit())
    .does(bot, {
      type: 'triage',
      packet: null,
      fields: {},
      before: [null, null],
      owner: { role: 'support', person: personId('U0ANA') },
      nonce: 'nonce-2',
    });
const approves = (story: Story): Story => story.does('U0BEN', { type: 'approve', seen: story.seen() });

const at = (hours: number): Date => new Date(startAt.getTime() + hours * hour);

describe('work that was taken over and handed back', () => {
  it('goes on where the ladder stands, and the thread says why', () => {
    const story = takenOver(inReview()).does('U0ANA', { type: 'hand_back', note: 'Not mine' });
    expect(story.it()).toMatchObject({ state: 'review', clock: { nextCheckAt: at(2) } });
    expect(story.happened.at(-1)?.event.content).toEqual({ note: 'Not mine' });
    expect(story.effects.slice(-2)).toEqual([
      { type: 'show-card' },
      { type: 'add-note', event: story.it().version },
    ]);
  });

  it('cannot be approved while a required value is missing', () => {
    const story = takenOver(blocked()).does('U0ANA', { type: 'hand_back', note: null });
    expect(story.it().state).toBe('blocked');
    expect(approves(story).refusal?.code).toBe('not_now');
  });

  it('still waits for the answer to a question, and the time stands still again', () => {
    const asked = inReview();
    asked.does('U0BEN', { type: 'ask_information', seen: asked.seen(), question: 'How many?', fields: [] });
    const story = takenOver(asked).does('U0ANA', { type: 'hand_back', note: null });
    expect(story.it()).toMatchObject({ state: 'blocked', clock: { nextCheckAt: at(24) } });
    expect(story.it().clock.pauses.at(-1)?.toAt).toBeNull();
  });

  it('still waits when its holder was silent for too long', () => {
    const story = takenOver(blocked());
    for (let looks = 0; story.it().state === 'taken_over' && looks < 5; looks += 1) {
      story.now = new Date(story.it().clock.nextCheckAt ?? story.now.getTime() + hour);
      story.does(bot, { type: 'wake' });
    }
    expect(story.it().state).toBe('blocked');
  });
});
