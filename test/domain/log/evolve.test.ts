import type { Handoff } from '../../../src/domain/handoff/handoff.js';
import { agent, bot, handoffId, person, personId } from '../../../src/domain/ids.js';
import type { HandoffEvent, Happened } from '../../../src/domain/log/event.js';
import { evolve, isEventType } from '../../../src/domain/log/evolve.js';
import { sampleEvents, sampleHandoff } from '../../adapters/store/sample-events.js';
import { done, inReview, minute, type Story, startAt } from '../../support/bot/a-story.js';

const later = new Date(startAt.getTime() + minute);
const happens = (event: HandoffEvent, actor: Happened['actor'] = bot): Happened => ({
  ...{ handoffId: handoffId('h_1'), n: 9, at: later, actor, event },
});
const ana = person(personId('U0ANA'));
const evolved = (handoff: Handoff, event: HandoffEvent, actor?: Happened['actor']): Handoff =>
  evolve(handoff, happens(event, actor));
const rebuilt = (story: Story): Handoff | null =>
  story.happened.reduce<Handoff | null>((handoff, event) => evolve(handoff, event), null);

describe('a handoff', () => {
  it('is the sum of its events', () => {
    const story = done();
    story.does('U0ANA', { type: 'roll_back', reason: 'Wrong customer.' });
    expect(rebuilt(story)).toEqual(story.it());
  });

  it('counts its events, and begins with being submitted', () => {
    expect(evolved(sampleHandoff, sampleEvents.checked).version).toBe(9);
    expect(() => evolve(null, happens(sampleEvents.checked))).toThrow('“checked” belongs to no handoff');
    expect(evolve(null, happens(sampleEvents.submitted))).toMatchObject({ state: 'intake', version: 9 });
  });

  it('is never changed in place', () => {
    const before = JSON.stringify(sampleHandoff);
    for (const event of Object.values(sampleEvents)) evolved(sampleHandoff, event, ana);
    expect(JSON.stringify(sampleHandoff)).toBe(before);
  });

  it('knows exactly the events that there are', () => {
    for (const type of Object.keys(sampleEvents)) expect(isEventType(type)).toBe(true);
    for (const type of ['approve', 'toString', '__proto__', '']) expect(isEventType(type)).toBe(false);
  });
});

describe('a reminder', () => {
  const reminded = evolved(inReview().it(), sampleEvents.nudged);

  it('counts until somebody does something', () => {
    expect(reminded.clock.reminders).toBe(1);
    expect(evolved(reminded, sampleEvents.nudged).clock.reminders).toBe(2);
    expect(evolved(reminded, sampleEvents.voted, ana).clock).toMatchObject({
      reminders: 0,
      touchedAt: later,
    });
    expect(evolved(reminded, sampleEvents.cancelled, agent('support-agent')).clock.reminders).toBe(0);
  });

  it('is answered neither by what the bot does itself nor by somebody who was refused', () => {
    expect(evolved(reminded, sampleEvents.checked).clock).toMatchObject({ reminders: 1, touchedAt: startAt });
    expect(evolved(reminded, sampleEvents.refused, ana).clock).toMatchObject({
      reminders: 1,
      touchedAt: startAt,
    });
  });
});

describe('the time to decide', () => {
  it('stands still while somebody has to answer, once however often they are asked, and goes on afterwards', () => {
    const asked = evolved(inReview().it(), sampleEvents.information_asked, ana);
    expect(asked).toMatchObject({ state: 'blocked', work: { question: { by: 'U0ANA', answer: null } } });
    expect(asked.clock.pauses).toEqual([{ fromAt: later.getTime(), toAt: null }]);
    expect(evolved(asked, sampleEvents.information_asked, ana).clock.pauses).toHaveLength(1);
    const answered = evolved(evolved(asked, sampleEvents.information_supplied, ana), sampleEvents.triaged);
    expect(answered.clock.pauses).toEqual([{ fromAt: later.getTime(), toAt: later.getTime() }]);
  });

  it('begins again for whoever a person escalates to, and not when it ran out', () => {
    const { data } = sampleEvents.escalated;
    const by = (option: string) =>
      evolved(sampleHandoff, { ...sampleEvents.escalated, data: { ...data, option } }, ana).clock;
    expect(by('sales')).toMatchObject({ startedAt: later, pauses: [], snoozedUntil: null });
    const { startedAt, pauses } = sampleHandoff.clock;
    expect(by('clock')).toMatchObject({ startedAt, pauses, snoozedUntil: null });
  });
});

describe('what was agreed', () => {
  it('is void once the proposal is another', () => {
    const voted = evolved(inReview().it(), sampleEvents.voted, ana);
    expect(voted.consent.votes).toMatchObject([{ by: 'U0ANA', at: later }]);
    for (const event of [sampleEvents.edited, sampleEvents.triaged, sampleEvents.asked_again])
      expect(evolved(voted, event, ana).consent.votes).toEqual([]);
  });

  it('names each editor once, whoever gives a value among them', () => {
    const edited = evolved(evolved(inReview().it(), sampleEvents.edited, ana), sampleEvents.edited, ana);
    expect(edited.consent.editors).toEqual(['U0ANA']);
    const { data, content } = sampleEvents.information_supplied;
    const gives = (fields: object): HandoffEvent => ({
      ...{ type: 'information_supplied', data, content: { ...content, fields: { ...fields } } },
    });
    const ben = person(personId('U0BEN'));
    expect(evolved(edited, gives({}), ben).consent.editors).toEqual(['U0ANA']);
    expect(evolved(edited, gives({ since: '2019' }), ben).consent.editors).toEqual(['U0ANA', 'U0BEN']);
    expect(evolved(edited, sampleEvents.edited, bot).consent.editors).toEqual(['U0ANA']);
  });

  it('keeps the first suggestion apart once people have worked on it', () => {
    const first = inReview().it();
    const edited = evolved(first, sampleEvents.edited, ana);
    expect(edited.work.proposal?.hash).not.toBe(first.work.proposal?.hash);
    expect(edited.work.suggested).toEqual(first.work.suggested);
    expect(evolved(edited, sampleEvents.triaged).work.suggested).toEqual(first.work.suggested);
  });

  it('says how an approval came about when somebody approved alone', () => {
    const alone = evolved(inReview().it(), sampleEvents.overridden, ana);
    expect(alone.consent.decision).toMatchObject({ verdict: 'approved', by: ['U0ANA'], at: later });
    const { override } = alone.consent.decision ?? {};
    expect(evolved(alone, sampleEvents.approved).consent.decision?.override).toBe(override);
  });
});

describe('an end', () => {
  it.each([
    ['rejected', 'rejected'],
    ['cancelled', 'cancelled'],
    ['expired', 'expired'],
    ['completed', 'resolved'],
  ] as const)('%s leaves nothing to look at, and says who did it', (type, state) => {
    const ended = evolved(inReview().it(), sampleEvents[type], ana);
    expect(ended).toMatchObject({ state, ending: { by: 'U0ANA', at: later }, clock: { nextCheckAt: null } });
    expect(evolved(inReview().it(), sampleEvents[type]).ending?.by).toBeNull();
  });
});

describe('an owner', () => {
  it('is whoever takes it over, until it is handed back', () => {
    const taken = evolved(inReview().it(), sampleEvents.taken_over, ana);
    const { by } = sampleEvents.taken_over.data;
    expect(taken).toMatchObject({ state: 'taken_over', owner: { role: 'support', person: by } });
    const { data, content } = sampleEvents.handed_back;
    const back = evolved(
      taken,
      { type: 'handed_back', data: { nextCheckAt: data.nextCheckAt }, content },
      ana,
    );
    expect(back).toMatchObject({ state: 'review', owner: taken.owner });
    const other = { role: 'sales', person: null };
    expect(evolved(taken, { type: 'handed_back', data: { ...data, owner: other }, content }).owner).toEqual(
      other,
    );
  });

  it('gets it back blocked while something is still to be answered', () => {
    const asked = evolved(inReview().it(), sampleEvents.information_asked, ana);
    const back = evolved(evolved(asked, sampleEvents.taken_over, ana), sampleEvents.handed_back, ana);
    expect(back.state).toBe('blocked');
    expect(back.clock.pauses.at(-1)?.toAt).toBeNull();
  });
});
