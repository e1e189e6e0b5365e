import { agent, bot, handoffId, person, personId } from '../../../src/domain/ids.js';
import type { HandoffEvent, Happened } from '../../../src/domain/log/event.js';
import { storyLine, type Voice } from '../../../src/domain/log/story.js';
import { sampleEvents } from '../../adapters/store/sample-events.js';
import { startAt } from '../../support/bot/a-story.js';

const ana = person(personId('U0ANA'));
const line = (event: HandoffEvent, actor: Happened['actor'] = ana, voice?: Voice): string =>
  storyLine({ handoffId: handoffId('h_1'), n: 1, at: startAt, actor, event }, voice);

describe('the story of a handoff', () => {
  it.each(Object.entries(sampleEvents) as [string, HandoffEvent][])(
    'has a line for each event, with nothing left open in it: %s',
    (_type, event) => {
      const said = line(event);
      expect(said).toMatch(/^[A-Z<#]\S* .+[^ :]$/);
      expect(said).not.toMatch(/undefined|null|\[object/);
    },
  );

  it('names whoever did it', () => {
    expect(line(sampleEvents.taken_over)).toBe('<@U0ANA> took this over.');
    expect(line(sampleEvents.submitted, agent('support-agent'))).toBe('support-agent submitted this.');
    expect(line(sampleEvents.retried, bot)).toBe('The bot tried again.');
  });

  it('says for whom somebody approved, unless it was for themselves', () => {
    const voted = (whose: string): HandoffEvent => ({
      ...sampleEvents.voted,
      data: { hash: 'h', revision: 2, inPlaceOf: personId(whose) },
    });
    expect(line(voted('U0ANA'))).toBe('<@U0ANA> approved version 2.');
    expect(line(voted('U0BEN'))).toBe('<@U0ANA> approved version 2 for <@U0BEN>.');
  });

  it('says why an approval is asked for again', () => {
    const { data, content } = sampleEvents.asked_again;
    const asked = (moved: string | null): string =>
      line({
        type: 'asked_again',
        data: { ...data, revision: 3 },
        content: { ...content, moved },
      } as HandoffEvent);
    expect(asked('stage is won')).toBe(
      'A record has changed since this was approved (stage is won), so nothing was done. Version 3 asks again.',
    );
    expect(asked(null)).toContain('The approval was too old by now, so nothing was done.');
  });

  it('tells who was reminded in place of whom, and that it went outside Slack', () => {
    const { data } = sampleEvents.nudged;
    const nudged = (change: object): string =>
      line({ type: 'nudged', data: { ...data, ...change }, content: null } as HandoffEvent, bot);
    const who = { role: 'head_of_support', person: null };
    const away = { role: 'support', person: personId('U0BEN'), why: 'away' };
    const plain = { who, isPaged: undefined, passedOver: [], channel: undefined };
    expect(nudged(plain)).toBe('head of support was reminded.');
    expect(nudged({ ...plain, isPaged: true, passedOver: [away] })).toBe(
      'head of support was reminded, outside Slack as well in place of <@U0BEN> (away).',
    );
    expect(nudged({ ...plain, channel: '#support' })).toBe('#support was reminded.');
  });

  it('says what a step waits for', () => {
    const { data } = sampleEvents.step_held;
    const held = (hold: object): string =>
      line({
        type: 'step_held',
        data: { step: 0, hold: { ...data.hold, ...hold } },
        content: null,
      } as HandoffEvent);
    expect(held({ what: 'all', by: personId('U0MEG'), limit: null })).toBe(
      'Step 1 waits, because <@U0MEG> paused everything.',
    );
    expect(held({ what: 'crm.update', limit: { atMost: 2, per: 'hour' } })).toMatch(
      /^Step 1 waits, because crm\.update may be called .*2.*hour/,
    );
  });

  it('says whether all was taken back', () => {
    const back = (stands: number): string =>
      line({ type: 'rolled_back', data: { undone: 2, stands }, content: null });
    expect(back(0)).toBe('Everything is as it was before.');
    expect(back(1)).toContain('the rest stands');
  });

  it('gives a glimpse of long texts that were edited, in one line', () => {
    const { data, content } = sampleEvents.edited;
    const said = line({
      type: 'edited',
      data: { ...data, revision: 2 },
      content: {
        ...content,
        differences: [{ action: null, name: 'draft', from: 'a\n b', to: '😀'.repeat(80) }],
      },
    } as HandoffEvent);
    expect(said).toBe(`<@U0ANA> edited this; version 2 now stands. draft: “a b” → “${'😀'.repeat(59)}…”.`);
  });

  it('passes everything that somebody typed through the voice of the surface', () => {
    const voice: Voice = { person: (id) => `(${id})`, text: (foreign) => foreign.replaceAll('<', '&lt;') };
    const typed = '<!channel> and <@U0BEN>';
    const { data } = sampleEvents.rejected;
    const rejected = {
      type: 'rejected',
      data: { ...data, category: '<b>' },
      content: { reason: typed },
    } as const;
    expect(line(rejected, ana, voice)).toBe('(U0ANA) rejected this (&lt;b>): &lt;!channel> and &lt;@U0BEN>');
    expect(line(sampleEvents.submitted, agent('<!here>'), voice)).toBe('&lt;!here> submitted this.');
  });
});
