import { aDesk, choiceOf } from '../../../support/bot/a-desk.js';
import { aTown, inquiry, type Town } from '../../../support/browser/a-town.js';

const nothing = 'There is nothing here that you may see.';

/** Kim works here, and the work of support is none of Kim's. */
describe('reading by a card', () => {
  let town: Town;
  beforeAll(async () => {
    town = await aTown({ workspace: { burst: 50 } });
  });
  afterAll(() => town.close());
  const { newCard } = aDesk(() => town);

  /** What Kim is told privately, once Slack has said who Kim is. */
  const told = async (press: () => Promise<unknown>): Promise<string> => {
    const kim = town.workspace.as('U0KIM');
    for (;;) {
      const before = kim.privately().length;
      await press();
      await town.workspace.until(() => kim.privately().length > before, 'a private sentence');
      const text = kim.privately().at(-1)?.text ?? '';
      if (!text.includes('I do not know you yet')) return text;
    }
  };
  const refusals = async (id: string): Promise<string[]> => {
    const events = (await town.api(`/v1/handoffs/${id}/events`)).body.events as { says: string }[];
    return events.map(({ says }) => says).filter((says) => says.includes('was refused'));
  };

  it('shows the history to nobody but those whom it concerns, and keeps that reading was refused', async () => {
    const { id, card } = await newCard();
    const history = choiceOf(card(), /history/i);
    const kim = town.workspace.as('U0KIM');
    expect(await told(() => kim.click(card(), 'handoff.more', history))).toBe(nothing);
    expect(kim.modal()).toBeUndefined();
    expect((await refusals(id)).at(-1)).toBe('<@U0KIM> was refused (nothing to see).');
    const ben = town.workspace.as('U0BEN');
    await ben.click(card(), 'handoff.more', history);
    const view = await town.workspace.until(() => ben.modal(), 'the history');
    expect(JSON.stringify(view)).toContain('submitted this');
  });

  it('shows what is too long for the card only to those whom it concerns', async () => {
    const draft_response = Array.from({ length: 2_500 }, (_, index) => `word${index}`).join(' ');
    const { card } = await newCard({
      ...JSON.parse(inquiry),
      draft_response: draft_response.slice(0, 19_999),
    });
    await town.workspace.until(() => JSON.stringify(card().blocks).includes('handoff.review'), 'the button');
    const kim = town.workspace.as('U0KIM');
    expect(await told(() => kim.click(card(), 'handoff.review'))).toBe(nothing);
    expect(kim.modal()).toBeUndefined();
  });

  it('does not open the history for a choice that it does not know', async () => {
    const { card } = await newCard();
    const [, seen] = choiceOf(card(), /history/i).split('|');
    const ben = town.workspace.as('U0BEN');
    const windows = town.workspace.calls('views.open').length;
    const message = structuredClone(card());
    message.blocks = JSON.parse(JSON.stringify(message.blocks).replaceAll('history|', 'dance|'));
    const before = ben.privately().length;
    await ben.click(message, 'handoff.more', `dance|${seen}`);
    await town.workspace.until(() => ben.privately().length > before, 'a private sentence');
    expect(ben.privately().at(-1)?.text).toContain('do not recognise');
    expect(town.workspace.calls('views.open')).toHaveLength(windows);
  });
});
