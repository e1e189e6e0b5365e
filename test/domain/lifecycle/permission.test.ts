import { unbounded } from '../../../src/domain/bounds.js';
import type { Context } from '../../../src/domain/context.js';
import { type Actor, agent, bot, person, personId } from '../../../src/domain/ids.js';
import { actingPerson, byInvolved } from '../../../src/domain/lifecycle/permission.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aDirectory } from '../../support/a-directory.js';
import { inReview, startAt, theAgent } from '../../support/bot/a-story.js';

const contextOf = (actor: Actor): Context => ({
  actor,
  now: startAt,
  charter: aCharter(),
  directory: aDirectory(startAt),
  bounds: unbounded,
});

describe('who may touch a handoff', () => {
  it.each([
    ['an agent, to cancel its own', theAgent, 'cancel', undefined],
    ['an agent, to answer for its own', theAgent, 'supply_information', undefined],
    ['an agent, to take back its own', theAgent, 'roll_back', undefined],
    ['an agent, to approve its own', theAgent, 'approve', 'not_your_handoff'],
    ['an agent, to edit its own', theAgent, 'edit', 'not_your_handoff'],
    ['an agent, to cancel that of another', agent('another'), 'cancel', 'not_your_handoff'],
    ['the bot, to approve', bot, 'approve', 'not_your_handoff'],
    ['a person with the right', person(personId('U0BEN')), 'approve', undefined],
    ['a person without it', person(personId('U0KIM')), 'approve', 'not_an_approver'],
  ] as const)('%s', (_who, actor, verb, code) => {
    expect(byInvolved(inReview().it(), verb, contextOf(actor))?.code).toBe(code);
  });

  it('is a person only where a person acts', () => {
    const acting = [person(personId('U0BEN')), theAgent, bot].map((one) => actingPerson(contextOf(one)));
    expect(acting).toEqual(['U0BEN', null, null]);
  });
});

describe('an approval that too few people can give', () => {
  const withQuorum = (quorum: number) =>
    aCharter({
      taskTypes: {
        customer_reply: aTaskType({ approvers: { roles: ['reviewers'], quorum, exclude: ['requester'] } }),
      },
    });

  const level3 = aCharter({ taskTypes: { customer_reply: aTaskType({ level: 3, approvers: null }) } });
  const nobody = aCharter({ taskTypes: { customer_reply: aTaskType({ approvers: null }) } });

  it.each([
    ['nobody may approve', nobody, null, true],
    ['nobody has to approve', level3, null, false],
    ['more are asked for than there are', withQuorum(4), null, true],
    ['the requester is one of them', withQuorum(3), 'U0BEN', true],
    ['there are just enough', withQuorum(3), null, false],
  ])('is told to the owner or not when %s', (_when, charter, requester, isTold) => {
    const story = inReview(charter, { requester: requester === null ? null : personId(requester) });
    const told = story.effects.filter((one) => one.type === 'tell-owner' && one.why === 'nobody_may_approve');
    const owner = { role: 'support', person: 'U0ANA' };
    expect(told).toEqual(isTold ? [{ type: 'tell-owner', why: 'nobody_may_approve', owner }] : []);
  });
});
