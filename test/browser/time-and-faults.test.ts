import { type OpenPage, openPlayground } from '../support/browser/a-page.js';

describe('the clock and the faults', () => {
  let open: OpenPage;
  beforeAll(async () => {
    open = await openPlayground();
  }, 90_000);
  afterAll(() => open?.close());

  it('moves time forward until somebody is nudged and the work goes up', async () => {
    const { page, button } = open;
    await button('Client inquiry').click();
    await button('Approve').waitFor();
    await page.getByText('as on your wall').waitFor();
    await button('+1 h').click();
    await page.getByText('1 h ahead').waitFor();
    await button('+1 h').click();
    await page.getByText('2 h ahead').waitFor();
    await open.go('Countersign');
    await page.getByRole('log').getByText('Nobody has touched it for 2 h').waitFor();
    await open.shot('nudged');
    await open.go('support');
    await button('+1 day').click();
    await page.getByText('1 day 2 h ahead').waitFor();
    await button('1 reply').click();
    await page
      .getByRole('region', { name: 'Thread' })
      .getByText('Nobody decided in time, so it went to')
      .waitFor();
    await open.shot('escalated');
    await button('Close the thread').click();
  });

  it('breaks what one asks it to break, says so, and mends it', async () => {
    const { page, button } = open;
    await page.getByText('Break something').click();
    await button('Archive #support').click();
    await page.getByText('#support is archived.').waitFor();
    await button('Ana leaves').click();
    await page.getByText('Ana has left.').waitFor();
    await button('Slack fails').click();
    await page.getByText('Slack fails the next 3 calls.').waitFor();
    await open.shot('faults');
    await button('Mend everything').click();
    await page.getByText('#support is archived.').waitFor({ state: 'detached' });
    expect(await page.getByLabel('What is broken now').getByRole('listitem').count()).toBe(0);
  });

  it('still works afterwards', async () => {
    const { page, button } = open;
    await button('Slack fails').click();
    await button('Client inquiry').click();
    await page.getByRole('button', { name: 'Approve', exact: true }).nth(1).waitFor();
    expect(open.faults).toEqual([]);
  });
});
