import { findChannel } from '../../playground/workspace/state.js';
import { aDesk } from '../support/bot/a-desk.js';
import { aTown, type Town } from '../support/browser/a-town.js';

describe('a card whose channel the bot was taken out of', () => {
  let town: Town;
  beforeAll(async () => {
    town = await aTown();
  });
  afterAll(() => town.close());
  const { newCard, says } = aDesk(() => town);

  it('is put right when the bot is back, and not when somebody else comes', async () => {
    const { id, card } = await newCard();
    await says(card, 'Waiting for a decision');
    const channel = findChannel(town.workspace.state, '#support')!;
    channel.hasBot = false;
    expect(
      (await town.api(`/v1/handoffs/${id}/cancel`, { body: { reason: 'No longer needed' } })).status,
    ).toBe(200);
    const refused = () =>
      town.workspace
        .calls('chat.update')
        .filter(({ answer }) => typeof answer === 'object' && answer.error === 'not_in_channel');
    await town.workspace.until(() => refused().length > 0, 'a refused update');
    channel.hasBot = true;
    const join = (user: string) =>
      town.workspace.event({ type: 'member_joined_channel', user, channel: channel.id, channel_type: 'C' });
    await join('U0ANA');
    expect(town.workspace.words(card())).toContain('Waiting for a decision');
    await join('U0BOT');
    await says(card, 'Cancelled');
  });
});
