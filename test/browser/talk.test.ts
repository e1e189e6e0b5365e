import { aControl } from '../support/bot/a-control.js';
import { buildPage, openPage } from '../support/browser/a-page.js';

describe('people who write', () => {
  it('stand in the channel under their names, and in threads beside it', async () => {
    buildPage();
    const control = await aControl({ burst: null });
    const open = await openPage(control.url);
    const { page } = open;
    const write = async (box: string, text: string): Promise<void> => {
      await page.getByRole('combobox', { name: box }).fill(text);
      await page.keyboard.press('Enter');
    };
    await write('Message #support', 'Who looks at Acme?');
    const said = page.getByRole('log').getByRole('article').filter({ hasText: 'Who looks at Acme?' });
    await said.getByText('Ana').waitFor();
    await said.hover();
    await said.getByRole('button', { name: 'Reply in thread' }).click();
    await open.be('U0BEN');
    await said.hover();
    await said.getByRole('button', { name: 'Reply in thread' }).click();
    await write('Reply', 'I do.');
    await page.getByRole('region', { name: 'Thread' }).getByText('I do.').waitFor();
    await open.shot('thread');
    await open.button('Close the thread').click();
    await said.getByRole('button', { name: '1 reply' }).waitFor();
    expect(open.faults).toEqual([]);
    await open.close();
    await control.close();
  }, 90_000);
});
