import { aDesk } from '../support/bot/a-desk.js';
import { aTown, type Town } from '../support/browser/a-town.js';

const refund = (fields: Record<string, unknown>) => ({
  task: 'refund',
  client: 'Globex',
  summary: 'The parcel arrived damaged',
  confidence: 0.94,
  fields,
});

/** Who decides, in whose place, with what knowledge; over the real wire. */
describe('consent', () => {
  let town: Town;
  beforeAll(async () => {
    town = await aTown({ workspace: { burst: 50 } });
  });
  afterAll(() => town.close());
  const { newCard, told, says, opens } = aDesk(() => town);

  it('a missing value is asked for with a typed form, and the work goes on with it', async () => {
    const { id, card } = await newCard(refund({ order_id: 'O-7' }), '#refunds');
    await says(card, 'Missing: amount');
    const ana = await opens('U0ANA', card(), 'handoff.answer');
    expect(await ana.submit({ 'field.amount': 'a lot' })).toEqual({
      'field.amount': 'This must be an amount with its currency, such as 40.00 EUR.',
    });
    expect(await ana.submit({ 'field.amount': '40.00 EUR' })).toEqual({});
    await says(card, 'Waiting for a decision');
    const { body } = await town.api(`/v1/handoffs/${id}`);
    expect(body.fields).toMatchObject({ amount: { minor: 4000, currency: 'EUR' } });
  });

  it('a question goes to somebody who can answer, and the answer comes with new buttons', async () => {
    const { card } = await newCard();
    const asker = await opens('U0BEN', card(), 'handoff.more', /Ask for information/);
    await asker.submit({ question: 'How many seats exactly?' });
    await says(card, '<@U0BEN> asks: How many seats exactly?');
    const old = card().blocks;
    const ana = await opens('U0ANA', card(), 'handoff.answer');
    expect(await ana.submit({ answer: '' })).toEqual({
      answer: 'Please give an answer or one of the values.',
    });
    expect(await ana.submit({ answer: 'Sixty' })).toEqual({});
    await says(card, 'Waiting for a decision');
    expect(JSON.stringify(card().blocks)).not.toBe(JSON.stringify(old));
    await town.workspace.as('U0BEN').click(card(), 'handoff.approve');
    await says(card, '· done.');
  });

  it('it can go to a person whom the charter allows', async () => {
    const { card } = await newCard();
    const ana = await opens('U0ANA', card(), 'handoff.escalate');
    expect(JSON.stringify(ana.modal()?.blocks)).toContain('"value":"role:finance"');
    expect(await ana.submit({ option: 'person:U0MEG', note: 'Please decide' })).toEqual({});
    await says(card, 'owner <@U0MEG>');
  });

  it('an administrator approves alone in an emergency, and everybody sees it', async () => {
    const { card } = await newCard(refund({ order_id: 'O-8', amount: '900.00 EUR' }), '#refunds');
    await says(card, '0 of 2 approvals');
    const meg = await opens('U0MEG', card(), 'handoff.more', /Approve alone/);
    expect(await meg.submit({ reason: ' ' })).toEqual({ reason: 'Please say why this cannot wait.' });
    expect(await meg.submit({ reason: 'The bank closes at noon' })).toEqual({});
    await says(card, 'Approved in an emergency by <@U0MEG> alone');
    await says(card, 'The bank closes at noon');
  });

  it('somebody who is away lets another decide, both are told, and it ends when they say so', async () => {
    const ben = town.workspace.as('U0BEN');
    const kim = town.workspace.as('U0KIM');
    const { card } = await newCard();
    await says(card, 'Waiting for a decision');
    await ben.command('/handoff', 'delegate');
    await town.workspace.until(() => ben.modal(), 'the window to delegate');
    const now = Math.floor(Date.now() / 1_000);
    expect(await ben.submit({ to: 'U0BEN' })).toEqual({ to: 'Please choose somebody else.' });
    const window = { from: String(now - 60), until: String(now + 3_600) };
    expect(await ben.submit({ to: 'U0KIM', from: window.until, until: window.from })).toEqual({
      until: 'This is before it begins.',
    });
    expect(await ben.submit({ to: 'U0KIM', ...window })).toEqual({});
    await town.workspace.until(
      () => kim.inbox().some(({ text }) => text.includes('<@U0BEN> lets you decide in their place')),
      'a message to Kim',
    );
    await town.workspace.until(
      () => ben.inbox().some(({ text }) => text.includes('<@U0KIM> decides in your place')),
      'a message to Ben',
    );
    await kim.click(card(), 'handoff.approve');
    await says(card, 'Approved by <@U0KIM> for <@U0BEN>');
    const ended = await ben.command('/handoff', 'delegate off');
    expect(JSON.stringify(ended?.body)).toContain('no longer decides in your place');
    const next = await newCard();
    await says(next.card, 'Waiting for a decision');
    expect(await told('U0KIM', next.card(), 'handoff.approve')).toBe(
      'Only reviewers can decide this, so nothing changed.',
    );
  });
});
