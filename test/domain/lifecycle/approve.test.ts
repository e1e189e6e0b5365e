import { person, personId } from '../../../src/domain/ids.js';
import { evolve } from '../../../src/domain/log/evolve.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aDirectory } from '../../support/a-directory.js';
import { executing, hour, inReview, type Story, startAt } from '../../support/bot/a-story.js';

const quorumOfTwo = aCharter({
  taskTypes: {
    customer_reply: aTaskType({
      approvers: { roles: ['reviewers'], quorum: 2, exclude: ['requester', 'editor'] },
    }),
  },
});

const approves = (story: Story, who: string): Story =>
  story.does(who, { type: 'approve', seen: story.seen() });

describe('approving', () => {
  it('carries out what was approved once the quorum is met, and shows the truth on the card', () => {
    const story = executing();
    expect(story.it().state).toBe('executing');
    expect(story.it().consent.decision).toMatchObject({
      verdict: 'approved',
      by: ['U0BEN'],
      hash: story.it().work.proposal?.hash,
    });
    expect(story.effects.slice(-2)).toEqual([{ type: 'show-card' }, { type: 'run-step' }]);
  });

  it('counts different people, not clicks', () => {
    const story = inReview(quorumOfTwo);
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    expect(story.refusal?.code).toBe('already_voted');
    expect(story.it().state).toBe('review');
    story.does('U0OWN', { type: 'approve', seen: story.seen() });
    expect(story.it().consent.decision?.by).toEqual(['U0BEN', 'U0OWN']);
  });

  it('records only, where the charter recommends', () => {
    const story = inReview(aCharter({ mode: 'recommend' }));
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    expect(story.it()).toMatchObject({
      state: 'done',
      execution: { run: null },
      consent: { decision: { mode: 'recommend' } },
    });
    expect(story.effects).not.toContainEqual({ type: 'run-step' });
  });

  it('counts nobody any more who may not approve any more', () => {
    const approvers = { roles: ['reviewers'], quorum: 2, exclude: [] };
    const story = inReview(aCharter({ taskTypes: { customer_reply: aTaskType({ approvers }) } }));
    approves(story, 'U0BEN');
    story.directory = (now) => {
      const directory = aDirectory(now);
      const ben = directory.people.U0BEN!;
      return { ...directory, people: { ...directory.people, U0BEN: { ...ben, isDeactivated: true } } };
    };
    expect(approves(story, 'U0ANA').it()).toMatchObject({ state: 'review', consent: { decision: null } });
    expect(approves(story, 'U0OWN').it().consent.decision?.by).toEqual(['U0ANA', 'U0OWN']);
  });

  it('says on the card that one of two has approved, and carries nothing out', () => {
    const story = inReview(quorumOfTwo);
    story.effects.length = 0;
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    expect(story.it()).toMatchObject({ state: 'review', consent: { decision: null } });
    expect(story.effects).toEqual([{ type: 'show-card' }]);
  });

  it('counts nobody twice, also not for somebody in whose place they act', () => {
    const story = inReview(quorumOfTwo);
    const delegation = { from: personId('U0BEN'), to: personId('U0ANA') };
    const away = { ...delegation, startsAt: startAt, endsAt: new Date(startAt.getTime() + hour) };
    story.directory = (now) => aDirectory(now, { delegations: [away] });
    approves(approves(story, 'U0ANA'), 'U0ANA');
    expect([story.refusal?.code, story.it().state]).toEqual(['already_voted', 'review']);
  });

  it('counts no approval of anything else', () => {
    const story = inReview(quorumOfTwo);
    const { id: handoffId, version } = story.it();
    const data = { hash: 'another', revision: 1, inPlaceOf: personId('U0BEN') };
    story.handoff = evolve(story.it(), {
      ...{ handoffId, n: version + 1, at: startAt, actor: person(personId('U0BEN')) },
      event: { type: 'voted', data, content: null },
    });
    expect(approves(story, 'U0OWN').it()).toMatchObject({ state: 'review', consent: { decision: null } });
  });

  it('ends at once where there is only a text', () => {
    const story = inReview(aCharter({ taskTypes: { customer_reply: aTaskType({ plan: [] }) } }));
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    expect(story.it()).toMatchObject({
      state: 'done',
      execution: { run: null },
      clock: { nextCheckAt: null },
    });
  });

  it.each([3, 4] as const)('is not possible at level %i, for anybody', (level) => {
    const story = inReview(aCharter({ taskTypes: { customer_reply: aTaskType({ level }) } }));
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    expect([story.refusal?.code, story.it().consent.votes]).toEqual(['level_forbids', []]);
  });
});
