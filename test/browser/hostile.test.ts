import { openPlayground } from '../support/browser/a-page.js';

const long = 'W'.repeat(220);
const wild = [
  '<!channel> <!here> <@U0BEN> <#C0SUPPORT> <https://evil.example|your bank>',
  '*bold* _slanted_ ~struck~ `code` :white_check_mark:',
  'abc\u202Edcba\u202C \u2066hidden\u2069',
  '<script>document.title = "owned"</script>',
  long,
].join('\n');

describe('a handoff full of tricks', () => {
  it('looks harmless on the card and in its windows', async () => {
    const open = await openPlayground();
    const { page } = open;
    const title = await page.title();
    await open.submit({
      task: 'respond_to_client_inquiry',
      client: '*Acme* <!channel>',
      summary: wild,
      draft_response: wild,
      confidence: 0.5,
      flags: [wild],
      packet: { goal: wild, must_not_change: [wild], open_questions: [wild] },
    });
    await open.button('Approve').waitFor();
    await open.shot('hostile');
    const log = page.getByRole('log');
    const alive = async (where: typeof log) => ({
      broadcasts: await where.locator('.broadcast').count(),
      mentions: (await where.locator('.mention').allTextContents()).filter((name) => name !== '@Ana'),
      code: await where.locator('code').getByText('code', { exact: true }).count(),
      links: await where.getByRole('link').count(),
      struck: await where.locator('s, i', { hasText: /struck|slanted/ }).count(),
      hidden: /[\u202A-\u202E\u2066-\u2069]/.test((await where.textContent()) ?? ''),
      isWide: await where.evaluate((node) => node.scrollWidth > node.clientWidth + 1),
    });
    const nothing = {
      broadcasts: 0,
      mentions: [],
      code: 0,
      links: 0,
      struck: 0,
      hidden: false,
      isWide: false,
    };
    expect(await alive(log)).toEqual(nothing);
    expect(await log.textContent()).toContain('<!channel>');
    expect(await page.title()).toBe(title);
    await open.button('Edit').click();
    await page.getByRole('dialog').waitFor();
    await open.shot('hostile-edit');
    expect(await alive(page.getByRole('dialog').locator('.inside'))).toMatchObject({
      isWide: false,
      links: 0,
    });
    await page.keyboard.press('Escape');
    await open.close();
  }, 90_000);
});
