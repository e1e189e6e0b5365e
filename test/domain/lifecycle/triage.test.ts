import { bot, personId } from '../../../src/domain/ids.js';
import { aCharter, aRule, aTaskType } from '../../support/a-charter.js';
import { aStory, aSubmit, hour, minute, type Story, startAt, theAgent } from '../../support/bot/a-story.js';

const triaged = (charter = aCharter(), submit: Parameters<typeof aSubmit>[0] = {}, change = {}): Story =>
  aStory(charter)
    .does(theAgent, aSubmit(submit))
    .does(bot, {
      ...{ type: 'triage', packet: null, fields: {}, before: [], owner: null, nonce: 'nonce-2' },
      ...change,
    });
const withType = (change: Parameters<typeof aTaskType>[0]) =>
  aCharter({ taskTypes: { customer_reply: aTaskType(change) } });
const seats = { fields: { seats: { kind: 'integer' } } } as const;
const alone = {
  level: 1,
  plan: [{ tool: 'crm.update_account', arguments: { id: '$client', status: 'replied' } }],
  confidence: { approve: 0, takeOver: 0 },
} as const;

describe('work that is ready', () => {
  it('goes to its owner for a decision, and the time to decide begins', () => {
    const owner = { role: 'support', person: personId('U0SAM') };
    const story = triaged(undefined, {}, { owner });
    expect(story.it()).toMatchObject({
      state: 'review',
      owner,
      clock: {
        dueAt: new Date(startAt.getTime() + 4 * hour),
        expiresAt: new Date(startAt.getTime() + 14 * 24 * hour),
        nextCheckAt: new Date(startAt.getTime() + 2 * hour),
      },
    });
    expect(story.effects.slice(1)).toEqual([
      { type: 'show-card' },
      { type: 'tell-owner', why: 'assigned', owner },
    ]);
  });

  it('shows what the records hold now, each beside its action', () => {
    const before = [{ status: 'open' }, null];
    expect(
      triaged(undefined, {}, { before })
        .it()
        .work.proposal?.actions.map((one) => one.before),
    ).toEqual(before);
    expect(
      triaged()
        .it()
        .work.proposal?.actions.map((one) => one.before),
    ).toEqual([null, null]);
  });

  it('goes to the role that a rule names, where nobody was chosen', () => {
    const rules = [aRule('true', () => true, { owner: 'sales' })];
    expect(triaged(withType({ rules })).it().owner).toEqual({ role: 'sales', person: null });
  });

  it('is carried out at once at level 1, and only recommended where the charter says so', () => {
    const story = triaged(withType(alone));
    expect(story.it()).toMatchObject({ state: 'executing', execution: { run: { kind: 'write' } } });
    expect(story.effects.slice(1)).toEqual([{ type: 'run-step' }]);
    expect(triaged(withType({ ...alone, mode: 'recommend' })).it()).toMatchObject({
      state: 'review',
      execution: { run: null },
    });
  });

  it('goes to the top of the ladder at once when it is an alert', () => {
    expect(triaged(withType({ level: 4 })).it()).toMatchObject({
      owner: { role: 'head_of_support', person: 'U0MEG' },
      clock: { nextCheckAt: new Date(startAt.getTime() + 5 * minute) },
    });
  });
});

describe('work that lacks something', () => {
  it('waits for it, whatever its level, and asks whoever asked for the work', () => {
    const story = triaged(withType({ ...alone, ...seats }), { requester: personId('U0KIM') });
    expect(story.it()).toMatchObject({
      state: 'blocked',
      work: { missing: ['seats'] },
      execution: { run: null },
    });
    expect(story.effects.at(-1)).toMatchObject({ why: 'information_needed', owner: { person: 'U0KIM' } });
  });

  it('does not wait for what was found in its text, and a submitted value goes before a found one', () => {
    expect(triaged(withType(seats), {}, { fields: { seats: 60 } }).it()).toMatchObject({
      state: 'review',
      work: { fields: { seats: 60 } },
    });
    expect(
      triaged(withType(seats), { fields: { seats: 7 } }, { fields: { seats: 60 } }).it().work.fields,
    ).toEqual({
      seats: 7,
    });
  });
});

describe('work of a kind that the charter does not have any more', () => {
  it('is refused, and stays where it is', () => {
    const story = aStory().does(theAgent, aSubmit());
    story.charter = aCharter({ taskTypes: {} });
    story.does(bot, { type: 'triage', packet: null, fields: {}, before: [], owner: null, nonce: 'nonce-2' });
    expect([story.refusal?.code, story.it().state]).toEqual(['unknown_task_type', 'intake']);
  });
});
