import type { Charter, Rung } from '../../../src/domain/charter/charter.js';
import type { Delegation, Directory } from '../../../src/domain/directory.js';
import { bot, personId } from '../../../src/domain/ids.js';
import { storyLine } from '../../../src/domain/log/story.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aDirectory, members } from '../../support/a-directory.js';
import { hour, inReview, type Story, startAt } from '../../support/bot/a-story.js';

const webhook = { urlEnv: 'PAGER_URL', secretEnv: 'PAGER_SECRET', hosts: [] };
const email = { smtpUrlEnv: 'SMTP_URL', from: 'bot@example.com', to: 'night@example.com' };
const paging: Charter['paging'] = {
  default: { webhook, email: null },
  roles: { head_of_support: { webhook, email } },
};

const atOnce = (rung: Partial<Rung>, change: Partial<Charter> = {}): Story => {
  const ladder: Rung[] = [{ percentOfSla: 50, plusMs: 0, do: 'nudge', who: 'owner', ...rung }];
  const story = inReview(
    aCharter({ taskTypes: { customer_reply: aTaskType({ ladder }) }, paging, ...change }),
  );
  story.now = new Date(startAt.getTime() + 2 * hour);
  story.effects.length = 0;
  return story;
};
const wakeIn = (story: Story, change: Partial<Directory> = {}): Story => {
  story.directory = (now) => aDirectory(now, change);
  return story.does(bot, { type: 'wake' });
};
const last = (story: Story) => {
  const happened = story.happened.at(-1);
  if (!happened) throw new Error('Nothing happened.');
  return { event: happened.event, line: storyLine(happened) };
};
const away = (...ids: string[]): Delegation[] =>
  ids.map((id) => ({
    from: personId(id),
    to: personId('U0KIM'),
    startsAt: startAt,
    endsAt: new Date(startAt.getTime() + 24 * hour),
  }));

describe('a rung that pages', () => {
  it('reaches the owner in Slack and outside it', () => {
    const story = wakeIn(atOnce({ do: 'page' }));
    const owner = { role: 'support', person: 'U0ANA' };
    expect(story.effects).toEqual([
      { type: 'tell-owner', why: 'nudge', owner },
      { type: 'page', way: 'webhook', owner },
    ]);
    expect(last(story).line).toBe('<@U0ANA> was reminded, outside Slack as well.');
  });

  it('goes every way that the role is reached', () => {
    const story = wakeIn(atOnce({ do: 'escalate', who: 'owner.manager', outsideSlack: true }));
    expect(story.it().owner.role).toBe('head_of_support');
    expect(story.effects.flatMap((effect) => (effect.type === 'page' ? [effect.way] : []))).toEqual([
      'webhook',
      'email',
    ]);
    expect(last(story).line).toMatch(/it went to <@U0MEG>, outside Slack as well\.$/);
  });

  it('still tries when the charter pages nobody any more, so that the failure is told', () => {
    const story = wakeIn(atOnce({ do: 'page' }, { paging: null }));
    expect(story.effects.at(-1)).toMatchObject({ type: 'page', way: 'webhook' });
  });

  it('at the top of an alert’s ladder reaches people at once, and again until somebody acknowledges', () => {
    const ladder: Rung[] = [{ percentOfSla: 50, plusMs: 0, do: 'page', who: 'owner' }];
    const taskTypes = { customer_reply: aTaskType({ ladder, level: 4 }) };
    const story = inReview(aCharter({ taskTypes, paging }));
    const pages = () => story.effects.filter(({ type }) => type === 'page').length;
    expect(pages()).toBe(1);
    story.now = story.it().clock.nextCheckAt ?? startAt;
    story.does(bot, { type: 'wake' });
    expect(pages()).toBe(2);
  });

  it('that fails is told to whoever looks after exceptions', () => {
    const story = wakeIn(atOnce({ do: 'page' }));
    story.does(bot, { type: 'report_undeliverable', surface: 'pager', detail: 'no route' });
    expect(last(story).event).toMatchObject({ type: 'undelivered', data: { surface: 'pager' } });
    expect(story.effects.at(-1)).toEqual({
      type: 'tell-owner',
      why: 'unreached',
      owner: { role: 'head_of_support', person: null },
    });
    expect(story.it().state).toBe('review');
  });
});

describe('a rung for a channel', () => {
  it('tells the channel and nobody else', () => {
    const story = wakeIn(atOnce({ do: 'notify', who: '#sales' }));
    expect(story.effects).toEqual([{ type: 'tell-channel', channel: '#sales', event: story.it().version }]);
    expect(last(story).line).toBe('#sales was reminded.');
  });
});

describe('a rung whose target is not there', () => {
  it('takes a colleague when the owner is away', () => {
    const story = wakeIn(atOnce({}), { delegations: away('U0ANA') });
    expect(last(story).event.data).toMatchObject({
      who: { role: 'support', person: 'U0SAM' },
      passedOver: [{ role: 'support', person: 'U0ANA', why: 'away' }],
    });
    expect(last(story).line).toBe('<@U0SAM> was reminded in place of <@U0ANA> (away).');
    expect(story.it().owner.person).toBe('U0ANA');
  });

  it('moves on to the manager, then to whoever owns exceptions', () => {
    const nobody = { ...aDirectory(startAt).roles, sales: members([], startAt) };
    const toSales = wakeIn(atOnce({ do: 'escalate', who: 'sales' }), { roles: nobody });
    expect(toSales.it().owner).toEqual({ role: 'head_of_support', person: 'U0MEG' });
    expect(last(toSales).line).toMatch(/it went to <@U0MEG> in place of sales \(nobody is there\)\.$/);

    const roles = { reviewers: { name: 'reviewers', users: [] }, ...aCharter().roles };
    const exceptions = { channel: '#exceptions', owner: 'reviewers', remindEveryMs: 60_000 };
    const story = atOnce({ do: 'escalate', who: 'sales' }, { roles, exceptions });
    wakeIn(story, { roles: nobody, delegations: away('U0MEG') });
    expect(story.it().owner.role).toBe('reviewers');
    expect(last(story).event.data).toMatchObject({
      passedOver: [
        { role: 'sales', person: null, why: 'empty' },
        { role: 'head_of_support', person: null, why: 'away' },
      ],
    });
  });

  it('passes over a group that cannot be read, and people who have left', () => {
    const roles = { ...aDirectory(startAt).roles, sales: { known: false, why: 'it is disabled' } as const };
    const story = wakeIn(atOnce({ do: 'notify', who: 'sales' }), { roles });
    expect(last(story).line).toBe('<@U0MEG> was reminded in place of sales (not known).');
    const { people } = aDirectory(startAt);
    const gone = { ...people, U0SAL: { ...people.U0SAL, isDeactivated: true } } as Directory['people'];
    const left = wakeIn(atOnce({ do: 'notify', who: 'U0SAL' }), { people: gone });
    expect(last(left).line).toMatch(/^<@U0ANA> was reminded in place of <@U0SAL> \(not known\)/);
  });

  it('stays with the first while nobody at all is known', () => {
    const story = wakeIn(atOnce({ do: 'escalate', who: 'sales' }), { roles: {} });
    expect(story.it().owner).toEqual({ role: 'sales', person: null });
  });
});
