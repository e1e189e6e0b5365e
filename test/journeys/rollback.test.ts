import { join } from 'node:path';
import { openSqlite } from '../../db/sqlite.js';
import type { Message } from '../../playground/workspace/state.js';
import { aDesk } from '../support/bot/a-desk.js';
import { agentToken, aTown, type Town } from '../support/browser/a-town.js';

const acme = '/crm/accounts/Acme Corp';
const globex = '/crm/accounts/Globex';
const update = (id: string) => ({
  tool: 'crm.update_account',
  arguments: { id, status: 'replied', last_topic: 'A parcel' },
});

/** What is undone when the world has moved on meanwhile; over the real wire. */
describe('an undo', () => {
  let town: Town;
  beforeAll(async () => {
    town = await aTown({ workspace: { burst: 200 } });
  });
  afterAll(() => town.close());
  const { cards, newCard, told, says, opens } = aDesk(() => town);

  const writes = (): string[] => town.company.ledger().map(({ resource }) => resource);
  /** Carried out on these accounts, which are open before. */
  const carriedOut = async (...accounts: string[]) => {
    for (const account of accounts)
      town.company.drift(`/crm/accounts/${account}`, { id: account, status: 'open', last_topic: 'none yet' });
    const made = await newCard({
      task: 'customer_reply',
      client: accounts[0],
      summary: 'The parcel arrived damaged',
      confidence: 0.9,
      actions: accounts.map(update),
    });
    await says(made.card, 'Waiting for a decision');
    await town.workspace.as('U0BEN').click(made.card(), 'handoff.approve');
    await says(made.card, '· done.');
    return { ...made, written: writes().length };
  };
  const reason = { reason: 'It was the wrong customer' };
  const undo = async (card: Message, who = 'U0MEG') =>
    (await opens(who, card, 'handoff.undo')).submit(reason);
  const alarm = (words: string): Promise<Message> =>
    town.workspace.until(
      () => cards('#exceptions').find((message) => town.workspace.words(message).includes(words)),
      `an exception that says “${words}”`,
    );
  const stateOf = async (id: string, token = agentToken): Promise<string> =>
    (await town.api(`/v1/handoffs/${id}`, { token })).body.state;

  it('after a drift writes nothing, shows the three values, and restores when somebody says so', async () => {
    const { id, card, written } = await carriedOut('Acme Corp');
    town.company.drift(acme, { status: 'closed' });
    await undo(card());
    const three = 'status is now “closed”, this had set it to “replied”, and before that it was “open”';
    await says(card, three);
    expect(writes()).toHaveLength(written);
    await town.workspace.as('U0MEG').click(await alarm(three), 'handoff.restore_anyway');
    await says(card, 'everything is as it was before');
    expect(town.company.record(acme)).toMatchObject({ status: 'open', last_topic: 'none yet' });
    expect(await stateOf(id)).toBe('rolled_back');
  });

  it('after a drift leaves the record alone when somebody says so', async () => {
    const { id, card, written } = await carriedOut('Acme Corp');
    town.company.drift(acme, { status: 'waiting' });
    await undo(card());
    const message = await alarm('status is now “waiting”');
    const meg = await opens('U0MEG', message, 'handoff.resolve');
    expect(await meg.submit({ outcome: 'given_up', reason: 'Sales is on it' })).toEqual({});
    await says(card, 'Settled by hand');
    expect([writes().length, await stateOf(id)]).toEqual([written, 'resolved']);
    expect(town.company.record(acme)).toMatchObject({ status: 'waiting' });
  });

  it('of a record that was deleted writes nothing and goes to a person', async () => {
    const { id, card, written } = await carriedOut('Acme Corp');
    const records = openSqlite(join(town.folder, 'company.db'));
    records.prepare('delete from records where resource = ?').run(acme);
    records.close();
    await undo(card());
    await says(card, 'has no such record (404)');
    expect([writes().length, await stateOf(id)]).toEqual([written, 'exception']);
  });

  it('is done once when two people ask for it at the same time, and not again afterwards', async () => {
    const { id, card, written } = await carriedOut('Acme Corp');
    const old = structuredClone(card());
    const people = [
      await opens('U0ANA', card(), 'handoff.undo'),
      await opens('U0MEG', card(), 'handoff.undo'),
    ];
    const answers = await Promise.all(people.map((person) => person.submit(reason)));
    await says(card, 'everything is as it was before');
    expect(writes().slice(written)).toEqual([acme]);
    // One of them is told in the window, which stays open for it.
    expect(answers.filter((errors) => Object.keys(errors).length > 0)).toHaveLength(1);
    const ben = await opens('U0BEN', old, 'handoff.undo');
    expect(Object.values(await ben.submit(reason)).join()).toMatch(/\w/);
    town.workspace.state.modals.clear();
    expect([writes().length, await stateOf(id)]).toEqual([written + 1, 'rolled_back']);
  });

  it('that stops half-way says what is back and what is not, and goes on from there', async () => {
    const { id, card, written } = await carriedOut('Acme Corp', 'Globex');
    town.company.drift(acme, { status: 'closed' });
    await undo(card());
    await says(card, 'Already taken back: “Update the account in the CRM”');
    expect(writes().slice(written)).toEqual([globex]);
    expect(await stateOf(id)).toBe('exception');
    town.company.drift(acme, { status: 'replied' });
    const message = await alarm('Already taken back');
    await town.workspace.as('U0MEG').click(message, 'handoff.restore_anyway');
    await says(card, 'everything is as it was before');
    expect(writes().slice(written)).toEqual([globex, acme]);
    expect(town.company.record(acme)).toMatchObject({ status: 'open', last_topic: 'none yet' });
    expect(town.company.record(globex)).toMatchObject({ status: 'open', last_topic: 'none yet' });
  });

  it('is never needed at level 3: no click of any kind carries something out', async () => {
    const written = writes().length;
    const answer = await town.api('/v1/handoffs', {
      body: {
        task: 'contract_exception',
        client: 'Acme Corp',
        summary: 'They ask for forty percent',
        confidence: 0.9,
        fields: { contract_id: 'K-1', discount_percent: 40 },
      },
      token: 'ops-agent-token',
    });
    const card = await town.workspace.until(() => cards('#contracts')[0], 'a card in #contracts');
    expect(JSON.stringify(card.blocks)).not.toContain('handoff.approve');
    const forged = structuredClone(card);
    const button = JSON.stringify(forged.blocks).replaceAll('handoff.reject', 'handoff.approve');
    forged.blocks = JSON.parse(button) as Message['blocks'];
    expect(await told('U0MEG', forged, 'handoff.approve')).not.toBe('');
    expect([writes().length, await stateOf(answer.body.id, 'ops-agent-token')]).toEqual([written, 'review']);
    expect(town.company.record('/contracts/K-1')).toMatchObject({ discount_percent: 10 });
  });
});
