import type { Rung } from '../../../src/domain/charter/charter.js';
import { type Concerned, concernedBy } from '../../../src/domain/handoff/concerned.js';
import { bot, personId } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aDirectory } from '../../support/a-directory.js';
import { hour, inReview, type Story, startAt } from '../../support/bot/a-story.js';

const concerned = (story: Story): Concerned => concernedBy(story.it());
const rung = (percentOfSla: number, who: string): Rung => ({ percentOfSla, plusMs: 0, do: 'notify', who });
const wakeAt = (story: Story, hours: number): Story => {
  story.now = new Date(startAt.getTime() + hours * hour);
  return story.does(bot, { type: 'wake' });
};

describe('whom a handoff concerns', () => {
  it('is the team and the person that have it, its approvers and whoever looks after exceptions', () => {
    expect(concerned(inReview())).toEqual({
      teams: ['support'],
      roles: ['reviewers', 'head_of_support'],
      people: ['U0ANA'],
    });
  });

  it('is whoever asked for it, asked about it, answered, voted and ended it', () => {
    const approvers = { roles: ['reviewers'], quorum: 3, exclude: [] };
    const fields = { topic: { kind: 'string', optional: true } } as const;
    const charter = aCharter({ taskTypes: { customer_reply: aTaskType({ approvers, fields }) } });
    const story = inReview(charter, { requester: personId('U0KIM') });
    story.does('U0MEG', { type: 'ask_information', seen: story.seen(), question: 'About?', fields: [] });
    story.does('U0SAM', { type: 'supply_information', fields: { topic: 'x' }, answer: null });
    story.does(bot, { type: 'triage', packet: null, fields: {}, before: [], owner: null, nonce: 'nonce-3' });
    const lent = { from: personId('U0BEN'), to: personId('U0SAL') };
    const delegation = { ...lent, startsAt: startAt, endsAt: new Date(startAt.getTime() + hour) };
    story.directory = (now) => aDirectory(now, { delegations: [delegation] });
    story.does('U0SAL', { type: 'approve', seen: story.seen() });
    story.does('U0OWN', { type: 'reject', seen: story.seen(), category: 'wrong', reason: 'No' });
    expect([...concerned(story).people].sort()).toEqual([
      'U0ANA',
      'U0BEN',
      'U0KIM',
      'U0MEG',
      'U0OWN',
      'U0SAL',
      'U0SAM',
    ]);
  });

  it('is whoever ended it, besides', () => {
    expect(concerned(inReview().does('U0BEN', { type: 'cancel', reason: 'Not needed' })).people).toEqual([
      'U0ANA',
      'U0BEN',
    ]);
  });

  it('is the team of an exception as well, and its owner', () => {
    const story = inReview();
    story.does(bot, { type: 'report_undeliverable', surface: 'card', detail: 'archived' });
    expect(concerned(story)).toMatchObject({
      teams: ['support', 'head_of_support'],
      people: ['U0ANA', 'U0MEG'],
    });
  });

  it('is whom the ladder has told, and nobody whom it might still tell', () => {
    const ladder = [rung(25, '#sales'), rung(50, 'sales'), rung(75, 'U0KIM'), rung(100, 'owner.manager')];
    const story = inReview(aCharter({ taskTypes: { customer_reply: aTaskType({ ladder }) } }));
    expect(concerned(wakeAt(story, 1)).teams).toEqual(['support']);
    expect(concerned(wakeAt(story, 2)).teams).toEqual(['support', 'sales']);
    expect(concerned(wakeAt(story, 3)).people).toContain('U0KIM');
    expect(concerned(wakeAt(story, 4)).teams).not.toContain('owner.manager');
  });
});
