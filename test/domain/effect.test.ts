import { delayMsOf, type Effect, gatherMs, isCoalesced, laneOf } from '../../src/domain/effect.js';
import { personId } from '../../src/domain/ids.js';
import { inReview } from '../support/bot/a-story.js';

const owner = { role: 'support', person: personId('U0ANA') };
const nobodyYet = { role: 'support', person: null };
const lanes: [Effect, string][] = [
  [{ type: 'show-card' }, 'channel:#support'],
  [{ type: 'add-note', event: 3 }, 'channel:#support'],
  [{ type: 'show-exception' }, 'channel:#exceptions'],
  [{ type: 'tell-channel', channel: '#sales', event: 3 }, 'channel:#sales'],
  [{ type: 'tell-owner', why: 'assigned', owner }, 'person:U0ANA'],
  [{ type: 'tell-owner', why: 'assigned', owner: nobodyYet }, 'person:support'],
  [{ type: 'tell-owner', why: 'nudge', owner }, 'nudges:U0ANA'],
  [{ type: 'page', way: 'webhook', owner }, 'page:webhook:h_1'],
  [{ type: 'page', way: 'email', owner }, 'page:email:h_1'],
  [{ type: 'prepare' }, 'handoff:h_1'],
  [{ type: 'run-step' }, 'handoff:h_1'],
];

describe('an effect', () => {
  it.each(lanes)('waits only for what goes to the same place: %j', (effect, lane) => {
    expect(laneOf(effect, inReview().it())).toBe(lane);
  });

  it('takes the place of one before, where it shows or goes on with the newest state', () => {
    const all = [...new Set(lanes.map(([{ type }]) => type))];
    expect(all.filter(isCoalesced)).toEqual(['show-card', 'show-exception', 'prepare', 'run-step']);
  });

  it('waits a moment when it is a reminder, so that several come as one message', () => {
    const waiting = lanes.filter(([effect]) => delayMsOf(effect) > 0);
    expect(waiting.map(([, lane]) => lane)).toEqual(['nudges:U0ANA']);
    expect(delayMsOf({ type: 'tell-owner', why: 'nudge', owner })).toBe(gatherMs);
  });
});
