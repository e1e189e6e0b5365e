import { createDelegations } from '../../src/application/delegating.js';
import type { Delegation } from '../../src/domain/directory.js';
import { person, personId } from '../../src/domain/ids.js';
import type { DelegationChange } from '../../src/ports/delegations.js';
import { aDirectory } from '../support/a-directory.js';
import { hour, startAt } from '../support/bot/a-story.js';

const wish: Delegation = {
  from: personId('U0BEN'),
  to: personId('U0KIM'),
  startsAt: startAt,
  endsAt: new Date(startAt.getTime() + hour),
};

describe('letting somebody act in one’s place', () => {
  const world = (standing: readonly Delegation[] = []) => {
    const kept: DelegationChange[] = [];
    let known: readonly Delegation[] = standing;
    const delegations = createDelegations({
      store: {
        recordDelegation: async (change) => void kept.push(change),
        delegations: async () => (kept.length ? kept.slice(-1).map(({ event }) => event.data) : standing),
      },
      people: {
        directory: () => aDirectory(startAt, { delegations: known }),
        readDelegations: async () => {
          known = kept.map(({ event }) => event.data);
        },
      },
      clock: { now: () => startAt, newId: () => 'id' },
    });
    return { delegations, kept, known: () => known };
  };

  it('is kept as an event and counts at once', async () => {
    const { delegations, kept, known } = world();
    expect(await delegations.begin(wish)).toEqual(wish);
    expect(kept).toEqual([{ event: { type: 'delegated', data: wish }, by: person(wish.from), at: startAt }]);
    expect(known()).toEqual([wish]);
  });

  it('ends as an event and counts no longer', async () => {
    const { delegations, kept, known } = world([wish]);
    const ended = { ...wish, endsAt: startAt };
    expect(await delegations.end(wish.from)).toEqual(ended);
    expect(kept.map(({ event }) => event)).toEqual([{ type: 'delegation_ended', data: ended }]);
    expect(known()).toEqual([ended]);
    expect(await delegations.end(wish.from)).toMatchObject({ code: 'nobody_stands_in' });
  });

  it('keeps nothing of what is refused', async () => {
    const { delegations, kept } = world();
    expect(await delegations.begin({ ...wish, to: wish.from })).toMatchObject({ pointer: '/to' });
    expect(kept).toEqual([]);
  });
});
