import { type OpenPage, openPlayground } from '../support/browser/a-page.js';

/** What every control that can be reached must have. */
const nameless = /^\s*- (?:button|textbox|combobox|link|checkbox|radio|menuitem|option|dialog)(?=$|:| \[)/m;

describe('the page without a mouse, without sight, in the dark', () => {
  let open: OpenPage;
  beforeAll(async () => {
    open = await openPlayground({ colorScheme: 'dark' });
  }, 90_000);
  afterAll(() => open?.close());

  const focused = () => open.page.locator(':focus');
  const press = (key: string) => open.page.keyboard.press(key);
  /** Walks by Tab until the control with this text has the focus. */
  const tabTo = async (text: string): Promise<void> => {
    for (let steps = 0; steps < 60; steps += 1) {
      await press('Tab');
      if ((await open.page.evaluate('document.activeElement.textContent')) === text) return;
    }
    throw new Error(`Tab never came to “${text}”.`);
  };
  const tree = () => open.page.locator('body').ariaSnapshot();

  it('decides on a card with the keyboard alone, and the focus stays on the card', async () => {
    await open.button('Client inquiry').waitFor();
    await tabTo('Client inquiry');
    await press('Enter');
    await open.button('Approve').waitFor();
    await tabTo('Approve');
    await press('Enter');
    await open.button('Undo').waitFor();
    expect(await focused().evaluate((node) => node.closest('[data-ts]') !== null)).toBe(true);
  });

  it('steers a menu with arrows, and Escape gives the focus back', async () => {
    await open.button('Client inquiry').click();
    const more = open.page.getByRole('button', { name: 'More actions' }).last();
    await more.focus();
    await press('Enter');
    const items = open.page.getByRole('menuitem');
    const first = await focused().textContent();
    await press('ArrowDown');
    expect(await focused().textContent()).toBe(await items.nth(1).textContent());
    await press('End');
    await press('ArrowDown');
    expect(await focused().textContent()).toBe(first);
    expect(await tree()).not.toMatch(nameless);
    await press('Escape');
    await items.first().waitFor({ state: 'detached' });
    expect(await focused().getAttribute('aria-label')).toBe('More actions');
  });

  it('keeps the focus in a window until Escape closes it, then gives it back', async () => {
    const reject = open.button('Reject').last();
    await reject.focus();
    await press('Enter');
    const dialog = open.page.getByRole('dialog', { name: 'Reject' });
    await dialog.waitFor();
    expect(await dialog.getAttribute('aria-modal')).toBe('true');
    expect(await tree()).not.toMatch(nameless);
    for (let steps = 0; steps < 12; steps += 1) {
      await press('Tab');
      const where = await open.page.evaluate(
        'document.activeElement.closest("dialog") ? "in" : document.activeElement.tagName',
      );
      expect(['in', 'BODY']).toContain(where);
    }
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await focused().textContent()).toBe('Reject');
  });

  it('names every control, and reads out what is new', async () => {
    expect(await tree()).not.toMatch(nameless);
    await open.button('Client inquiry').click();
    await open.page
      .getByRole('status')
      .getByText('New message from Countersign')
      .waitFor({ state: 'attached' });
  });

  it('counts what is unread in another channel until it is opened', async () => {
    await open.button('Refund 900 €').click();
    const refunds = open.page.getByRole('navigation').getByRole('button', { name: 'refunds' });
    await refunds.getByText('1 unread').waitFor();
    await open.shot('dark-unread');
    await refunds.click();
    await refunds.getByText('unread').waitFor({ state: 'detached' });
    await open.go('support');
    await refunds.getByText('unread').waitFor({ state: 'detached' });
  });

  it('offers the app’s commands after a slash', async () => {
    const box = open.page.getByRole('combobox', { name: 'Message #support' });
    await box.fill('/h');
    const hints = open.page.getByRole('listbox', { name: 'What you can ask' });
    await hints.waitFor();
    await open.shot('dark-hints');
    await press('ArrowDown');
    await press('ArrowDown');
    expect(await hints.getByRole('option', { selected: true }).textContent()).toContain('/handoff status');
    await press('Enter');
    expect(await box.inputValue()).toBe('/handoff status');
    await press('Enter');
    await open.page.getByText('Only visible to you').waitFor();
    await open.shot('dark-status');
  });

  it('is dark where the system is, and light where one asks for it', async () => {
    const paper = () => open.page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(await paper()).toBe('rgb(26, 29, 33)');
    await open.page.getByLabel('Colours').selectOption('light');
    expect(await paper()).toBe('rgb(255, 255, 255)');
    await open.page.reload();
    await open.page.getByRole('log').waitFor();
    expect(await paper()).toBe('rgb(255, 255, 255)');
    expect(open.faults).toEqual([]);
  });
});
