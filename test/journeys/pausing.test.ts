import { aDesk } from '../support/bot/a-desk.js';
import { aTown, type Town } from '../support/browser/a-town.js';

/** The work is stopped and goes on; over the real wire. */
describe('a pause', () => {
  let town: Town;
  beforeAll(async () => {
    town = await aTown({ workspace: { burst: 50 } });
  });
  afterAll(() => town.close());
  const { newCard, says } = aDesk(() => town);
  const answered = async (who: string, words: string): Promise<string> =>
    JSON.stringify((await town.workspace.as(who).command('/handoff', words))?.body);

  it('is refused to people who do not look after exceptions', async () => {
    expect(await answered('U0BEN', 'pause all')).toContain(
      'Only head of support can pause and resume the work, so nothing changed.',
    );
    expect(await answered('U0BEN', 'status')).not.toContain('paused');
  });

  it.each([
    ['pause mail.send', 'Say what to pause'],
    ['pause tool mail.sent', 'The charter has no tool “mail.sent”. It has: crm.update_account'],
    ['resume all', 'Everything is not paused, so nothing changed.'],
  ])('of something unknown changes nothing: %s', async (words, answer) => {
    expect(await answered('U0MEG', words)).toContain(answer);
  });

  it('lets approved work wait, says so on the card, and ends within a second', async () => {
    const { id, card } = await newCard();
    await says(card, 'Waiting for a decision');
    expect(await answered('U0MEG', 'pause tool crm.update_account the CRM is *down*')).toContain(
      'paused. What has begun',
    );
    const writes = town.company.ledger().length;
    await town.workspace.as('U0BEN').click(card(), 'handoff.approve');
    await says(card, 'Paused by <@U0MEG> since');
    const status = await answered('U0ANA', 'status');
    expect(status).toMatch(/“Update the account in the CRM” is paused\* by <@U0MEG> since .*the CRM is/);
    expect(town.company.ledger()).toHaveLength(writes);
    const resumedAt = Date.now();
    expect(await answered('U0MEG', 'resume tool crm.update_account')).toContain('no longer paused');
    await town.workspace.until(() => town.company.ledger().length > writes, 'a write');
    expect(Date.now() - resumedAt).toBeLessThan(1_000);
    await says(card, '· done.');
    expect(await answered('U0ANA', 'status')).not.toContain('paused');
    const shown = await answered('U0ANA', `show ${id}`);
    expect(shown).toMatch(/read crm\.update_account · done · \d+ ms/);
    expect(shown).toMatch(/write crm\.update_account · done · \d+ ms/);
  });
});

describe('/handoff rollback', () => {
  let town: Town;
  beforeAll(async () => {
    town = await aTown({ workspace: { burst: 50 } });
  });
  afterAll(() => town.close());
  const { newCard, says } = aDesk(() => town);
  const answered = async (who: string, words: string): Promise<string> =>
    JSON.stringify((await town.workspace.as(who).command('/handoff', words))?.body);

  it('opens the window that Undo opens, or says in one sentence why not', async () => {
    const { id, card } = await newCard();
    expect(await answered('U0BEN', 'rollback h_nothing')).toContain(
      'There is nothing here that you may see.',
    );
    expect(await answered('U0BEN', `rollback ${id}`)).toContain(
      'That is not possible while the handoff is waiting for a decision.',
    );
    const ben = town.workspace.as('U0BEN');
    await ben.click(card(), 'handoff.approve');
    await says(card, '· done.');
    expect(await answered('U0KIM', `rollback ${id}`)).toMatch(
      /nothing here that you may see|do not know you yet/,
    );
    await ben.command('/handoff', `rollback ${id}`);
    await town.workspace.until(() => ben.modal(), 'the undo window');
    expect(await ben.submit({ reason: 'The wrong customer' })).toEqual({});
    await says(card, 'Undone by <@U0BEN>');
    expect(await answered('U0BEN', `rollback ${id}`)).toContain('while the handoff is undone');
  });
});
