import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { startPlayground } from '../../playground/main.js';
import { aBrowser } from '../support/browser/a-browser.js';
import { buildPage } from '../support/browser/a-page.js';

/** What a newcomer does in the first minute, in a real browser against the real bot. */
describe('the first minute', () => {
  let playground: Awaited<ReturnType<typeof startPlayground>>;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];
  beforeAll(async () => {
    mkdirSync('test/browser/shots', { recursive: true });
    buildPage();
    playground = await startPlayground({ PORT: '0', LOG_LEVEL: 'silent' });
    browser = await aBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    page.on('pageerror', (fault) => faults.push(fault.message));
    await page.goto(playground.url);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await playground?.stop();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const be = (person: string) => page.getByLabel('You are').selectOption(person);
  const shot = (name: string) => page.screenshot({ path: `test/browser/shots/${name}.png` });
  const record = (on: Page) => on.locator('aside dl').first();

  it('shows a card for an inquiry', async () => {
    await button('Client inquiry').click();
    await button('Approve').waitFor();
    await shot('card');
  });

  it('refuses a stranger, and only the stranger sees it', async () => {
    await be('U0KIM');
    await button('Approve').click();
    await page.getByText('Only visible to you').first().waitFor();
    await be('U0ANA');
    await page.getByText('Only visible to you').first().waitFor({ state: 'detached' });
  });

  it('lets Ana edit the draft in a window', async () => {
    await button('Edit').click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await shot('edit');
    await dialog.getByLabel('Draft').fill('');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByRole('alert').textContent()).toBe('Please complete this required field.');
    await dialog.getByLabel('Draft').fill('Hello Acme, for sixty seats we offer 12 %.');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Changed since the suggestion').waitFor();
    await shot('edited');
  });

  it('carries it out when Ben approves, and the record changes before one’s eyes', async () => {
    expect(await record(page).textContent()).toContain('statusopen');
    await be('U0BEN');
    await button('Approve').click();
    await button('Undo').waitFor();
    await page.getByText('statusreplied').or(record(page).getByText('replied')).first().waitFor();
    await shot('done');
  });

  it('puts it back with a reason', async () => {
    await button('Undo').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why?').fill('Wrong client');
    await shot('undo');
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('the records are as they were before').first().waitFor();
    expect(await record(page).textContent()).toContain('statusopen');
    expect(await page.locator('.steps .done').count()).toBe(5);
    await shot('undone');
  });

  it('lets two people race on one card, and only one decides', async () => {
    await button('Client inquiry').click();
    // Both have the button under their finger before either presses it.
    const fingers = await Promise.all(
      ['U0BEN', 'U0MEG'].map(async (who) => {
        const other = await browser.newPage();
        await other.goto(playground.url);
        await other.getByLabel('You are').selectOption(who);
        return other.getByRole('button', { name: 'Approve', exact: true }).elementHandle();
      }),
    );
    await Promise.all(fingers.map((finger) => finger?.dispatchEvent('click')));
    await button('Undo').waitFor();
    expect(await page.getByText('· done.').count()).toBe(1);
    const sent = page.locator('.ledger li', { hasText: 'mail/messages' });
    expect(await sent.count()).toBe(2);
  });

  it('answers a command privately', async () => {
    await page.getByRole('combobox', { name: 'Message #support' }).fill('/handoff status');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing is waiting that you may see.').waitFor();
  });

  it('meets no fault in the page', () => {
    expect(faults).toEqual([]);
  });
});
