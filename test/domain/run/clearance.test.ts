import type { Charter, TaskType } from '../../../src/domain/charter/charter.js';
import type { Directory } from '../../../src/domain/directory.js';
import { personId } from '../../../src/domain/ids.js';
import { clearanceOf, onlyRecommends, type Surroundings } from '../../../src/domain/run/clearance.js';
import { aCharter, aRule, aTaskType } from '../../support/a-charter.js';
import { aDirectory, members } from '../../support/a-directory.js';
import { done, executing, hour, inReview, minute, type Story, startAt } from '../../support/bot/a-story.js';

const approvers = { roles: ['reviewers'], quorum: 1, exclude: [] };
/** The charter as somebody has changed it since. */
function changed(taskType: Partial<TaskType>, change: Partial<Charter> = {}): Charter {
  return aCharter({ hash: 'other', taskTypes: { customer_reply: aTaskType(taskType) }, ...change });
}
function clearance(story: Story, around: Partial<Surroundings> = {}) {
  const found = clearanceOf(story.it(), {
    ...{ charter: story.charter, directory: aDirectory(story.now), now: story.now },
    ...around,
  });
  return found.kind === 'clear' ? 'clear' : `${found.kind}: ${found.detail}`;
}
/** Approved by somebody who may, as long as nobody is excluded. */
function approvedBy(who: string, submit: Parameters<typeof inReview>[1] = {}): Story {
  const taskTypes = { customer_reply: aTaskType({ approvers }) };
  const story = inReview(aCharter({ taskTypes }), submit);
  return story.does(who, { type: 'approve', seen: story.seen() });
}
function withBen(change: Partial<Directory['people'][string]> | null): { directory: Directory } {
  const { people, ...directory } = aDirectory(startAt);
  const { U0BEN, ...others } = people;
  return {
    directory: { ...directory, people: change ? { ...others, U0BEN: { ...U0BEN!, ...change } } : others },
  };
}

describe('a step of an approved proposal', () => {
  it('may begin while nothing has changed', () => {
    expect(clearance(executing())).toBe('clear');
  });

  it('may begin under another charter that asks for no more', () => {
    expect(clearance(executing(), { charter: changed({ describes: 'Answer a customer' }) })).toBe('clear');
  });

  it.each<[string, Charter, string]>([
    ['is stricter', changed({ level: 3 }), 'the charter has become stricter since this was approved'],
    [
      'asks for more approvals',
      changed({ rules: [aRule('true', () => true, { quorum: 2 })] }),
      'the charter asks for more approvals than it did when this was approved',
    ],
    [
      'only recommends',
      changed({}, { mode: 'recommend' }),
      'the charter only recommends by now, and carries nothing out',
    ],
    [
      'does not have this kind of work',
      aCharter({ hash: 'other', taskTypes: {} }),
      'the charter does not have this kind of work any more',
    ],
    [
      'names other approvers',
      changed({ approvers: { ...approvers, roles: ['sales'] } }),
      'ben may no longer approve this (Only sales can decide this, so nothing changed.)',
    ],
  ])('does not begin once the charter %s', (_what, charter, words) => {
    expect(clearance(executing(), { charter })).toBe(`stop: ${words}`);
  });

  it.each([
    ['the requester', 'requester', approvedBy('U0BEN', { requester: personId('U0BEN') })],
    ['whoever edited it', 'editor', editedAndApproved()],
    ['whoever answers for the agent', 'agent_owner', approvedBy('U0OWN')],
  ] as const)('does not begin once the charter excludes %s, who approved it', (_who, excluded, story) => {
    expect(clearance(story)).toBe('clear');
    const charter = changed({ approvers: { ...approvers, exclude: [excluded] } });
    expect(clearance(story, { charter })).toMatch(/^stop: \w+ may no longer approve this/);
  });

  it('does not begin when its proposal is another than the approved one', () => {
    const story = executing();
    const { proposal } = story.it().work;
    story.handoff = {
      ...story.it(),
      work: { ...story.it().work, proposal: proposal && { ...proposal, hash: 'another' } },
    };
    expect(clearance(story)).toBe('stop: what was approved is not what would be carried out');
  });

  it('begins up to the end of the approval’s time, and not a moment later', () => {
    const story = executing();
    const heldAfter = (ms: number) => {
      const now = new Date(startAt.getTime() + ms);
      return clearance(story, { now, directory: aDirectory(now) });
    };
    expect(heldAfter(hour / 4)).toBe('clear');
    expect(heldAfter(hour / 4 + 1)).toBe(
      'stop: the approval is too old by now, so somebody has to look again',
    );
  });
});

describe('whoever approved', () => {
  it('must still be allowed to', () => {
    const gone = withBen({ isDeactivated: true });
    expect(clearance(executing(), gone)).toMatch(/^stop: ben may no longer approve this/);
    const { roles, ...directory } = aDirectory(startAt);
    const others = { ...roles, reviewers: members(['U0ANA'], startAt) };
    expect(clearance(executing(), { directory: { ...directory, roles: others } })).toMatch(/^stop: ben/);
  });

  it.each([
    ['is not known just now', withBen(null)],
    ['was read too long ago', withBen({ readAt: new Date(startAt.getTime() - minute - 1) })],
    [
      'is of a group that cannot be read just now',
      { directory: { ...aDirectory(startAt), roles: { reviewers: { known: false, why: 'Slack is down' } } } },
    ],
  ] as const)('lets the step wait when it %s', (_why, around) => {
    expect(clearance(executing(), around)).toBe('wait: it cannot be checked who may approve this');
  });

  it('is an administrator after an emergency, who must still be one', () => {
    const story = inReview();
    story.does('U0MEG', { type: 'override', seen: story.seen(), reason: 'The customer is on the phone' });
    expect(clearance(story)).toBe('clear');
    expect(clearance(story, { charter: { ...story.charter, breakGlass: 'sales' } })).toMatch(/^stop: meg/);
  });
});

describe('a step that nobody approves', () => {
  it('of an undo begins, whatever the charter says by now', () => {
    const story = done().does('U0BEN', { type: 'roll_back', reason: 'It was wrong.' });
    expect(clearance(story, { charter: aCharter({ hash: 'other', taskTypes: {} }) })).toBe('clear');
  });

  it('of work that the bot may do alone begins as well', () => {
    const plan = [{ tool: 'crm.update_account', arguments: { id: '$client', status: 'replied' } }];
    const alone = aTaskType({ level: 1, plan, confidence: { approve: 0, takeOver: 0 } });
    expect(clearance(inReview(aCharter({ taskTypes: { customer_reply: alone } })))).toBe('clear');
  });
});

describe('a charter that only recommends', () => {
  it.each<[string, Charter, boolean]>([
    ['everything', aCharter({ mode: 'recommend' }), true],
    ['this kind of work', changed({ mode: 'recommend' }), true],
    ['nothing', aCharter(), false],
  ])('says so of %s', (_what, charter, only) => {
    expect(onlyRecommends(executing().it(), charter)).toBe(only);
  });
});

function editedAndApproved(): Story {
  const taskTypes = { customer_reply: aTaskType({ approvers }) };
  const story = inReview(aCharter({ taskTypes }));
  story.does('U0BEN', { type: 'edit', seen: story.seen(), draft: 'Hi!', changes: [], nonce: 'nonce-3' });
  return story.does('U0BEN', { type: 'approve', seen: story.seen() });
}
