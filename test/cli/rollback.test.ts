import { rollbackCommand } from '../../src/cli/rollback.js';
import { aDesk } from '../support/bot/a-desk.js';
import { aTown, type Town, townEnvironment } from '../support/browser/a-town.js';

describe('npm run rollback', () => {
  let town: Town;
  beforeAll(async () => {
    town = await aTown({ workspace: { burst: 50 } });
  });
  afterAll(() => town.close());
  const { newCard, says } = aDesk(() => town);
  const rollback = async (...args: string[]) => {
    const said: string[] = [];
    const code = await rollbackCommand(args, {
      environment: townEnvironment(town, 'socket'),
      print: (line) => void said.push(line),
    });
    return { code, said: said.join('\n') };
  };
  const order = ['--task-type', 'customer_reply', '--reason', 'A bad batch'];
  const since = () => new Date(Date.now() - 60_000).toISOString();

  it('undoes what was done in the window, through the running bot, and lists who was refused', async () => {
    const first = await newCard();
    await town.workspace.as('U0BEN').click(first.card(), 'handoff.approve');
    await says(first.card, '· done.');
    const account = () => town.company.ledger().length;
    const writes = account();

    const dry = await rollback(...order, '--since', since(), '--as', 'U0MEG', '--dry-run');
    expect(dry).toMatchObject({ code: 0, said: expect.stringContaining(first.id) });
    expect(dry.said).toContain('Send the reply to the customer: stays as it is');
    expect(dry.said).toMatch(/Update the account in the CRM: status “?replied”? → /);
    expect(dry.said).toContain('1 would be undone. Nothing was changed.');
    expect(account()).toBe(writes);

    const outside = await rollback(
      ...order,
      '--since',
      '2020-01-01',
      '--until',
      '2020-01-02',
      '--as',
      'U0MEG',
    );
    expect(outside).toMatchObject({ code: 0, said: expect.stringContaining('0 of 0') });

    const stranger = await rollback(...order, '--since', since(), '--as', 'U0NOBODY');
    expect(stranger.code).toBe(1);
    expect(stranger.said).toContain('0 of 1 are being undone');
    expect(stranger.said).toContain('refused: I do not know you yet');

    const real = await rollback(...order, '--since', since(), '--as', 'U0MEG');
    expect(real).toMatchObject({ code: 0, said: expect.stringContaining('1 of 1 are being undone') });
    await says(first.card, 'Undone by <@U0MEG>');
    expect(account()).toBe(writes + 1);
    expect((await rollback(...order, '--since', since(), '--as', 'U0MEG')).said).toContain('0 of 0');
  });

  it.each([
    [['--task-type', 'refund'], 'Say --task-type, --since, --reason and --as.'],
    [[...order, '--since', 'yesterday', '--as', 'U0MEG'], 'A time is written like'],
    [
      ['--task-type', 'refunds', '--since', '2026-01-01', '--reason', 'x', '--as', 'U0MEG'],
      'no task type “refunds”',
    ],
  ])('says what it does not understand: %j', async (args, words) => {
    expect(await rollback(...args)).toMatchObject({ code: 2, said: expect.stringContaining(words) });
  });
});
