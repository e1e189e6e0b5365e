import type { Delegation } from '../../../src/domain/directory.js';
import { personId } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aDirectory } from '../../support/a-directory.js';
import { hour, inReview, type Story, startAt } from '../../support/bot/a-story.js';

const lets = (from: string, to: string, change: Partial<Delegation> = {}): Delegation => ({
  from: personId(from),
  to: personId(to),
  startsAt: startAt,
  endsAt: new Date(startAt.getTime() + 8 * hour),
  ...change,
});
const withQuorum = (quorum: number) =>
  aCharter({
    taskTypes: {
      customer_reply: aTaskType({
        approvers: { roles: ['reviewers'], quorum, exclude: ['requester', 'editor', 'agent_owner'] },
      }),
    },
  });
const reviewWith = (
  delegations: readonly Delegation[],
  quorum = 1,
  requester: string | null = null,
): Story => {
  const story = inReview(withQuorum(quorum), { requester: requester === null ? null : personId(requester) });
  story.directory = (now) => aDirectory(now, { delegations });
  return story;
};
const approves = (story: Story, who: string): Story =>
  story.does(who, { type: 'approve', seen: story.seen() });

describe('acting for somebody who is away', () => {
  it('counts, and the log says for whom', () => {
    const story = approves(reviewWith([lets('U0BEN', 'U0KIM')]), 'U0KIM');
    expect(story.it().state).toBe('executing');
    expect(story.happened.find(({ event }) => event.type === 'voted')?.event.data).toMatchObject({
      inPlaceOf: 'U0BEN',
    });
  });

  it.each([
    ['before it begins', lets('U0BEN', 'U0KIM', { startsAt: new Date(startAt.getTime() + hour) })],
    ['once it is over', lets('U0BEN', 'U0KIM', { endsAt: startAt })],
    ['for somebody who may not approve either', lets('U0SAL', 'U0KIM')],
    ['for somebody who answers for the agent', lets('U0OWN', 'U0KIM')],
  ])('does not count %s', (_when, delegation) => {
    const story = approves(reviewWith([delegation]), 'U0KIM');
    expect(story.refusal?.code).toBe('not_an_approver');
    expect(story.it().state).toBe('review');
  });

  it('is never handed on', () => {
    const chain = [lets('U0BEN', 'U0SAL'), lets('U0SAL', 'U0KIM')];
    expect(approves(reviewWith(chain), 'U0KIM').refusal?.code).toBe('not_an_approver');
    const circle = [lets('U0BEN', 'U0SAL'), lets('U0SAL', 'U0BEN')];
    expect(approves(reviewWith(circle), 'U0SAL').it().state).toBe('executing');
  });

  it('does not give the requester back the right to approve', () => {
    const story = approves(reviewWith([lets('U0BEN', 'U0KIM')], 1, 'U0KIM'), 'U0KIM');
    expect(story.refusal?.code).toBe('own_request');
    const other = approves(reviewWith([lets('U0BEN', 'U0KIM')], 1, 'U0BEN'), 'U0KIM');
    expect(other.refusal?.code).toBe('not_an_approver');
  });

  it('does not make two approvals out of one right', () => {
    const both = reviewWith([lets('U0BEN', 'U0KIM')], 2);
    approves(approves(both, 'U0BEN'), 'U0KIM');
    expect([both.refusal?.code, both.it().state]).toEqual(['already_voted', 'review']);
  });

  it('lets them look after the work as well', () => {
    const story = reviewWith([lets('U0ANA', 'U0KIM')]);
    story.does('U0KIM', { type: 'take_over', seen: story.seen() });
    expect(story.it().state).toBe('taken_over');
  });

  it('ends when the person whose right it was has left', () => {
    const story = reviewWith([lets('U0BEN', 'U0KIM')]);
    const before = story.directory;
    story.directory = (now) => {
      const directory = before(now);
      const ben = directory.people.U0BEN!;
      return { ...directory, people: { ...directory.people, U0BEN: { ...ben, isDeactivated: true } } };
    };
    expect(approves(story, 'U0KIM').refusal?.code).toBe('not_an_approver');
  });
});
