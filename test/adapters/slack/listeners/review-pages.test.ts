import type { Message } from '../../../../playground/workspace/state.js';
import { aTown, inquiry, type Town } from '../../../support/browser/a-town.js';

let town: Town;
beforeAll(async () => {
  town = await aTown();
});
afterAll(() => town.close());

const draft = Array.from({ length: 1_400 }, (_, index) => `word${index}`).join(' ');
const submitted = async (client: string): Promise<{ id: string; card: () => Message }> => {
  const body = { ...JSON.parse(inquiry), client, draft_response: `${draft} ${draft}`.slice(0, 19_999) };
  const { id } = (await town.api('/v1/handoffs', { body })).body;
  const find = () =>
    town.workspace.messages('#support').find(({ blocks }) => JSON.stringify(blocks).includes(`${id}.`));
  await town.workspace.until(find, 'the card');
  return { id, card: () => find()! };
};
const stateOf = async (id: string) => (await town.api(`/v1/handoffs/${id}`)).body.state;
const textOf = (view: unknown, part: 'title' | 'submit') =>
  (view as Record<string, { text: string }> | undefined)?.[part]?.text;

describe('a proposal too long for its card', () => {
  it('is read page by page and approved at the end', async () => {
    const ben = town.workspace.as('U0BEN');
    const { id, card } = await submitted('Acme Corp');
    expect(JSON.stringify(card().blocks)).not.toContain('handoff.approve');
    await ben.click(card(), 'handoff.review');
    const read: string[] = [];
    await town.workspace.until(() => ben.modal(), 'the window');
    while (textOf(ben.modal(), 'submit') === 'Next page') {
      read.push(JSON.stringify(ben.modal()?.blocks));
      expect(await ben.submit()).toEqual({});
    }
    read.push(JSON.stringify(ben.modal()?.blocks));
    expect(read.length).toBeGreaterThan(1);
    for (const word of draft.split(' ')) expect(read.join()).toContain(word);
    expect(textOf(ben.modal(), 'submit')).toBe('Approve');
    expect(await stateOf(id)).toBe('review');
    await ben.submit();
    await town.workspace.until(
      () => town.workspace.words(card()).includes('Approved by <@U0BEN>'),
      'an approval on the card',
    );
  });

  it('does not lead on to a version that came meanwhile', async () => {
    const ben = town.workspace.as('U0BEN');
    const ana = town.workspace.as('U0ANA');
    const { id, card } = await submitted('Globex');
    await ben.click(card(), 'handoff.review');
    await town.workspace.until(() => ben.modal(), 'the window');
    await ana.click(card(), 'handoff.edit');
    await town.workspace.until(() => ana.modal(), 'the edit window');
    expect(await ana.submit({ 'draft.0': 'Short now.', 'draft.1': '', 'draft.2': '' })).toEqual({});
    await ben.submit();
    expect(textOf(ben.modal(), 'title')).toBe('Not possible');
    expect(await stateOf(id)).toBe('review');
  });

  it('opens only for people who are involved', async () => {
    const kim = town.workspace.as('U0KIM');
    const { card } = await submitted('Initech');
    await kim.click(card(), 'handoff.review');
    await town.workspace.until(() => kim.privately().at(-1), 'an answer to Kim');
    expect(kim.modal()).toBeUndefined();
  });
});
