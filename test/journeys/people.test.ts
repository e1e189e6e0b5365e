import { createMovingClock } from '../../playground/moving-clock.js';
import type { Message } from '../../playground/workspace/state.js';
import { aDesk } from '../support/bot/a-desk.js';
import { aTown, type Town } from '../support/browser/a-town.js';

const hour = 3_600_000;

/** What people do that is not quite the plan, and what happens when nobody does anything. */
describe('people and time', () => {
  let town: Town;
  const clock = createMovingClock();
  beforeAll(async () => {
    town = await aTown({ workspace: { burst: 50 }, around: clock.around });
  });
  afterAll(() => town.close());

  const { cards, newCard, told, says } = aDesk(() => town);

  it('a stranger is refused privately, and a guest from another company too', async () => {
    const { id, card } = await newCard();
    expect(await told('U0KIM', card(), 'handoff.approve')).toBe(
      'Only reviewers can decide this, so nothing changed.',
    );
    expect(await told('U0GUEST', card(), 'handoff.approve')).toBe(
      'People from another workspace cannot decide here.',
    );
    expect(await told('U0PIA', card(), 'handoff.approve')).toBe('Guests cannot decide here.');
    expect((await town.api(`/v1/handoffs/${id}`)).body.state).toBe('review');
  });

  it('an unknown button and a garbled one get one private sentence', async () => {
    const { card } = await newCard();
    const withButton = (button: object) =>
      ({ ...card(), blocks: [{ type: 'actions', elements: [{ type: 'button', ...button }] }] }) as Message;
    expect(
      await told('U0BEN', withButton({ action_id: 'handoff.dance', value: 'x' }), 'handoff.dance'),
    ).toContain('do not recognise');
    expect(
      await told('U0BEN', withButton({ action_id: 'handoff.approve', value: 'x' }), 'handoff.approve'),
    ).toContain('do not recognise');
  });

  it('an old card is refused and shown as it is now', async () => {
    const { card } = await newCard();
    const old = structuredClone(card());
    const ana = town.workspace.as('U0ANA');
    await ana.click(card(), 'handoff.edit');
    await town.workspace.until(() => ana.modal(), 'the edit window');
    await ana.submit({ 'draft.0': 'Hello again' });
    expect(await told('U0BEN', old, 'handoff.approve')).toBe(
      'This card is out of date, so nothing changed. Please use the newest card.',
    );
  });

  it('an edit that does not fit keeps the window open and loses nothing', async () => {
    const { card } = await newCard(
      {
        task: 'refund',
        client: 'Globex',
        summary: 'Refund it',
        fields: { order_id: 'O-7', amount: '40.00 EUR' },
      },
      '#refunds',
    );
    const sam = town.workspace.as('U0SAM');
    await sam.click(card(), 'handoff.edit');
    await town.workspace.until(() => sam.modal(), 'the edit window');
    const errors = await sam.submit({ 'argument.0.amount': 'lots' });
    expect(errors).toEqual({
      'argument.0.amount': 'This must be an amount with its currency, such as 40.00 EUR.',
    });
    expect(sam.modal()).toBeDefined();
    expect(await sam.submit({ 'argument.0.amount': '900.00 EUR' })).toEqual({});
    await says(card, '0 of 2 approvals');
  });

  it('a rejection needs a reason, reaches the agent and ends it', async () => {
    const { id, card } = await newCard();
    const ben = town.workspace.as('U0BEN');
    await ben.click(card(), 'handoff.reject');
    await town.workspace.until(() => ben.modal(), 'the reject window');
    expect(await ben.submit({ category: 'wrong tone', reason: '  ' })).toEqual({
      reason: 'Please say why in a few words.',
    });
    await ben.submit({ category: 'wrong tone', reason: 'Too stiff' });
    await says(card, 'Rejected by <@U0BEN>');
    const { decision } = (await town.api(`/v1/handoffs/${id}`)).body;
    expect(decision).toMatchObject({ verdict: 'rejected', category: 'wrong tone', reason: 'Too stiff' });
    expect(JSON.stringify(card().blocks)).not.toContain('handoff.approve');
  });

  it('an escalation to a named option changes the owner and tells them', async () => {
    const { card } = await newCard();
    const ana = town.workspace.as('U0ANA');
    await ana.click(card(), 'handoff.escalate');
    await town.workspace.until(() => ana.modal(), 'the escalate window');
    await ana.submit({ option: 'escalate_to_sales', note: 'Pricing is yours' });
    await says(card, 'owner <@U0SAM>');
    const sam = town.workspace.as('U0SAM');
    await town.workspace.until(
      () => sam.inbox().some((message) => message.text.includes('This came to you')),
      'a message to Sam',
    );
    const thread = town.workspace.messages('#support').find((message) => message.threadTs === card().ts);
    expect(town.workspace.words(thread!)).toContain('Pricing is yours');
  });

  it('a failed action becomes an exception with an owner, and can be tried again', async () => {
    const { card } = await newCard();
    town.company.plan({ kind: 'fail', status: 422 });
    await town.workspace.as('U0BEN').click(card(), 'handoff.approve');
    await says(card, 'Needs help.');
    const alarm = await town.workspace.until(() => cards('#exceptions').at(-1), 'a message in #exceptions');
    expect(town.workspace.words(alarm)).toContain('Nothing else was changed.');
    await town.workspace.until(() => town.workspace.as('U0MEG').inbox().length > 0, 'a message to Meg');
    await town.workspace.as('U0MEG').click(alarm, 'handoff.retry');
    await says(card, '· done.');
  });

  it('a record that somebody changed meanwhile is not overwritten', async () => {
    const { card } = await newCard();
    await says(card, 'Waiting for a decision');
    town.company.drift('/crm/accounts/Acme Corp', { status: 'closed' });
    const writes = town.company.ledger().length;
    await town.workspace.as('U0BEN').click(card(), 'handoff.approve');
    await says(card, 'A record has changed since this was approved: status is now “closed”');
    expect(town.company.ledger()).toHaveLength(writes);
    town.company.drift('/crm/accounts/Acme Corp', { status: 'open' });
  });

  it('an incident of level 4 cannot be approved, only acknowledged', async () => {
    const answer = await town.api('/v1/handoffs', {
      body: { task: 'security_incident', summary: 'Odd logins from two countries', confidence: 0.99 },
      token: 'ops-agent-token',
    });
    expect(answer.status).toBe(201);
    const card = await town.workspace.until(() => cards('#security')[0], 'a card in #security');
    expect(JSON.stringify(card.blocks)).not.toContain('handoff.approve');
    await town.workspace.as('U0MEG').click(card, 'handoff.take_over');
    await says(() => cards('#security')[0]!, 'In the hands of <@U0MEG>');
  });

  it('nobody moves: the owner is nudged at half the time, then the manager owns it', async () => {
    const { card } = await newCard();
    await says(card, 'Waiting for a decision');
    const owner = /owner <@(\w+)>/.exec(town.workspace.words(card()))?.[1] ?? '';
    clock.advance(2 * hour + 60_000);
    await town.app.lookNow();
    const nudged = () =>
      town.workspace
        .as(owner)
        .inbox()
        .some(({ text }) => /still waiting for a decision|things wait for you/.test(text));
    await town.workspace.until(nudged, 'a nudge for the owner');
    clock.advance(2 * hour);
    await town.app.lookNow();
    await says(card, 'owner <@U0MEG>');
  });

  it('home and status show what waits, to whoever asks', async () => {
    await town.workspace.as('U0MEG').openHome();
    const home = await town.workspace.until(() => town.workspace.as('U0MEG').home(), 'the home tab');
    expect(JSON.stringify(home)).toContain('Waiting for you');
    const help = await town.workspace.as('U0KIM').command('/handoff', 'sing');
    expect(JSON.stringify(help?.body)).toContain('/handoff status');
    const capital = await town.workspace.as('U0KIM').command('/Handoff', 'Status');
    expect(JSON.stringify(capital?.body)).not.toBe(JSON.stringify(help?.body));
    const odd = await town.workspace.as('U0KIM').command('/handoff', 'constructor');
    expect(odd?.body).toEqual(help?.body);
    const unknown = await town.workspace.as('U0KIM').command('/handoff', 'show h_nope');
    expect(JSON.stringify(unknown?.body)).toContain('nothing here that you may see');
  });
});
