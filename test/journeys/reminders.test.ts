import { act } from '../../playground/control/act.js';
import { createMovingClock } from '../../playground/moving-clock.js';
import type { Message } from '../../playground/workspace/state.js';
import { aDesk } from '../support/bot/a-desk.js';
import { aTown, type Town } from '../support/browser/a-town.js';

const hour = 3_600_000;

/** What the owner hears when nobody moves, and what they can do right there. */
describe('reminders', () => {
  let town: Town;
  const clock = createMovingClock();
  beforeAll(async () => {
    town = await aTown({ workspace: { burst: 100 }, around: clock.around });
  });
  afterAll(() => town.close());
  const { newCard, says, opens } = aDesk(() => town);

  const ownerOf = (card: Message): string => /owner <@(\w+)>/.exec(town.workspace.words(card))?.[1] ?? '';
  const inbox = (who: string, words: string): Message | undefined =>
    town.workspace
      .as(who)
      .inbox()
      .findLast((message) => town.workspace.words(message).includes(words));
  const later = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await town.app.lookNow();
  };

  it('show the card, say what happens next, and every copy tells the truth afterwards', async () => {
    const { card } = await newCard();
    await says(card, 'Waiting for a decision');
    const owner = ownerOf(card());
    await later(2 * hour + 60_000);
    const reminder = await town.workspace.until(
      () => inbox(owner, 'Nobody has touched it for 2 h'),
      'a reminder with its reasons',
    );
    expect(town.workspace.words(reminder)).toContain('If nobody moves: ');
    const first = await town.workspace.until(
      () => inbox(owner, 'newest') ?? inbox(owner, 'newer'),
      'the first message to lead to the newest one',
    );
    expect(JSON.stringify(first.blocks)).not.toContain('handoff.approve');
    expect(town.workspace.words(reminder)).toContain('it goes to head of support');
    await town.workspace.as('U0BEN').click(reminder, 'handoff.approve');
    await says(card, '· done.');
    await says(() => inbox(owner, '· done.') ?? reminder, '· done.');
    const copy = inbox(owner, '· done.');
    expect(copy?.ts).toBe(reminder.ts);
    expect(JSON.stringify(copy?.blocks)).not.toContain('handoff.approve');
  });

  it('can wait when the owner says so, within the time to decide', async () => {
    const { card } = await newCard();
    await says(card, 'Waiting for a decision');
    const owner = ownerOf(card());
    const person = await opens(owner, card(), 'handoff.more', /Remind me later/);
    expect(await person.submit({ when: 'tomorrow' })).toEqual({
      until: 'It is due before then. Please choose an earlier time.',
    });
    expect(await person.submit({ when: 'picked' })).toEqual({ until: 'Please choose a time.' });
    expect(await person.submit({ when: 'hour' })).toEqual({});
    const { body } = await town.api(`/v1/handoffs/${(await newCard()).id}`);
    expect(body.state).toMatch(/intake|review/);
  });

  it('stand in the aging view with their reasons, page by page', async () => {
    for (let card = 0; card < 13; card += 1) await newCard();
    const answered = await act(town.workspace, {
      do: 'command',
      as: 'U0MEG',
      channel: 'C0SUPPORT',
      text: '/handoff status customer_reply',
    });
    expect(answered).toEqual({});
    const meg = town.workspace.as('U0MEG');
    const first = meg.privately().at(-1)!;
    expect(town.workspace.words(first)).toMatch(/\d+ handoffs are open.*what is due first/);
    expect(town.workspace.words(first)).toMatch(/Next: .* support is reminded/);
    const ids = (message: Message): string[] => town.workspace.words(message).match(/h_\w+/g) ?? [];
    expect(ids(first)).toHaveLength(12);
    const before = ids(first);
    await meg.click(first, 'status.next_page');
    const second = await town.workspace.until(
      () => [meg.privately().at(-1)!].find((message) => !ids(message).includes(before[0] ?? '')),
      'the next page',
    );
    expect(ids(second).length).toBeGreaterThan(0);
    const person = await meg.command('/handoff', 'status <@U0ANA|ana>');
    expect(JSON.stringify(person?.body)).toContain('what is due first comes first');
    const nobody = await meg.command('/handoff', 'status nonsense');
    expect(JSON.stringify(nobody?.body)).toContain('I know no kind of work and nobody called');
  });

  it('of many things at once are one message', async () => {
    const before = town.workspace.as('U0ANA').inbox().length;
    for (let card = 0; card < 5; card += 1) await says((await newCard()).card, 'Waiting for a decision');
    await later(2 * hour + 60_000);
    const digest = await town.workspace.until(
      () =>
        ['U0ANA', 'U0SAM', 'U0BEN']
          .map((who) => inbox(who, 'things wait for you'))
          .find((message) => message !== undefined),
      'a digest',
    );
    expect(town.workspace.words(digest)).toContain('the most urgent first');
    expect(town.workspace.as('U0ANA').inbox().length).toBeGreaterThan(before);
  });
});
