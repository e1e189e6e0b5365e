import { type OpenPage, openPlayground } from '../support/browser/a-page.js';

/** Every state of a card and every window that a person can reach, kept as pictures. */
describe('the cards and windows that people meet', () => {
  let open: Awaited<ReturnType<typeof openPlayground>>;
  beforeAll(async () => {
    open = await openPlayground({ viewport: { width: 1280, height: 1000 } });
  }, 90_000);
  afterAll(() => open?.close());

  const card = () => open.page.getByRole('article').last();
  const says = (words: string | RegExp) => card().getByText(words).first().waitFor();
  const press = (name: string) => card().getByRole('button', { name, exact: true }).click();
  const choose = async (name: string): Promise<void> => {
    await press('More actions');
    await open.page.getByRole('menuitem', { name }).click();
  };
  const dialog = () => open.page.getByRole('dialog');
  const pictured = async (name: string): Promise<void> => {
    await dialog().waitFor();
    await open.shot(name);
    await open.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  };
  const start = async (channel: string, event: string): Promise<void> => {
    await open.go(channel);
    const before = await open.page.getByRole('article').count();
    await open.button(event).click();
    await open.page.getByRole('article').nth(before).waitFor();
  };
  type Opened = OpenPage;
  const be = (who: Parameters<Opened['be']>[0]) => open.be(who);

  it('shows each window of a card in review', async () => {
    await start('support', 'Client inquiry');
    await says('Waiting for a decision');
    await open.shot('state-review');
    for (const name of ['Edit', 'Reject', 'Escalate']) {
      await press(name);
      await pictured(`window-${name.toLowerCase()}`);
    }
    await press('More actions');
    await open.shot('menu');
    await open.page.keyboard.press('Escape');
    for (const item of ['Ask for information', 'History']) {
      await choose(item);
      await pictured(`window-${item.toLowerCase().replaceAll(' ', '-')}`);
    }
  });

  it('shows a card that somebody rejected', async () => {
    await press('Reject');
    await dialog().getByLabel('What is wrong?').selectOption({ index: 1 });
    await dialog().getByLabel('Why?').fill('The price is wrong.');
    await dialog().getByRole('button', { name: 'Reject' }).click();
    await says('Rejected');
    await says('The price is wrong.');
    await open.shot('state-rejected');
  });

  it('shows a card that somebody escalated, and one that somebody took over', async () => {
    await start('support', 'Client inquiry');
    await press('Escalate');
    await dialog().getByLabel('To whom?').selectOption({ index: 1 });
    await dialog().getByRole('button', { name: 'Escalate' }).click();
    await dialog().waitFor({ state: 'detached' });
    await open.shot('state-escalated');
    await start('support', 'Client inquiry');
    await choose('Take over');
    await says('In the hands of');
    await open.shot('state-taken-over');
  });

  it('shows a question on a card that waits for the answer', async () => {
    await start('support', 'Client inquiry');
    await choose('Ask for information');
    await dialog().getByLabel('What do you need to know?').fill('Which plan do they have?');
    await dialog().getByRole('button', { name: 'Ask' }).click();
    await says('Waiting for information.');
    await open.shot('state-blocked');
  });

  it('shows one of two votes, then what was done', async () => {
    await start('refunds', 'Refund 900 €');
    await be('U0BEN');
    await press('Approve');
    await says('1 of 2 approvals');
    await open.shot('state-one-of-two');
    await be('U0MEG');
    await press('Approve');
    await says(/done\./);
    await open.shot('state-done');
  });

  it('shows what is carried out alone, what is an alert, and what waits in other channels', async () => {
    await be('U0MEG');
    await start('deals', 'Deal moves on');
    await open.shot('state-deal');
    await start('contracts', 'Contract exception');
    await open.shot('state-contract');
    await start('security', 'Security incident');
    await says('Please look at this now');
    await open.shot('state-alert');
  });

  it('shows the home tab, the status, and help', async () => {
    await open.go('Home');
    await open.page.getByRole('heading', { name: 'Waiting for you' }).waitFor();
    await open.shot('home');
    await open.go('general');
    const box = open.page.getByRole('combobox', { name: 'Message #general' });
    for (const command of ['status', 'help']) {
      await box.fill(`/handoff ${command} `);
      await open.page.keyboard.press('Enter');
      await says('Only visible to you');
      await open.shot(`command-${command}`);
    }
    expect(open.faults).toEqual([]);
  });
});
