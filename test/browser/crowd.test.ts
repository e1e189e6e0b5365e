import { aControl, type Control } from '../support/bot/a-control.js';
import { buildPage, type OpenPage, openPage } from '../support/browser/a-page.js';

const count = 1_000;

describe('a channel with a thousand messages', () => {
  let control: Control;
  let open: OpenPage;
  beforeAll(async () => {
    buildPage();
    control = await aControl({ burst: null });
    for (let index = 0; index < count; index += 1) say(`Message ${index}.`);
    open = await openPage(control.url);
  }, 90_000);
  afterAll(async () => {
    await open?.close();
    await control?.close();
  });
  const say = (text: string): void => {
    const { state } = control.workspace;
    state.messages.push({
      channel: 'C0SUPPORT',
      ts: state.nextTs(),
      text,
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }],
      metadata: null,
      threadTs: null,
      user: 'U0BOT',
      onlyFor: null,
      isEdited: false,
    });
    state.changed();
  };
  const log = () => open.page.getByRole('log');
  const drawn = () => open.page.getByRole('article').count();
  const toTop = () => log().evaluate((node) => node.scrollTo({ top: 0 }));

  it('sends and draws only the newest of them', async () => {
    await log().getByText('Message 999.').waitFor();
    expect(await drawn()).toBe(60);
    expect((await control.get('/control/state?as=U0ANA&channel=C0SUPPORT')).body.messages).toHaveLength(60);
  });

  it('goes back to the very first, never drawing more at once', async () => {
    const first = log().getByText('Message 0.', { exact: true });
    let most = 0;
    while ((await first.count()) === 0) {
      await toTop();
      most = Math.max(most, await drawn());
    }
    expect(most).toBeLessThanOrEqual(60);
    await toTop();
    await first.waitFor();
    expect(
      await log()
        .getByText(/older messages/)
        .count(),
    ).toBe(0);
  });

  it('keeps its place when something new is said, and leads there', async () => {
    const before = await log().evaluate((node) => node.scrollTop);
    say('Something new.');
    const newer = open.page.getByRole('button', { name: '941 newer' });
    await newer.waitFor();
    expect(await log().evaluate((node) => node.scrollTop)).toBe(before);
    await newer.click();
    await log().getByText('Something new.').waitFor();
    const below = await log().evaluate((node) => node.scrollHeight - node.scrollTop - node.clientHeight);
    expect(below).toBeLessThan(2);
    expect(open.faults).toEqual([]);
  });
});
