import type { Block } from '../../playground/workspace/state.js';
import { aControl, type Control } from '../support/bot/a-control.js';
import { aSmallApp, type SmallApp } from '../support/bot/a-small-app.js';
import { buildPage, type OpenPage, openPage } from '../support/browser/a-page.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string, more = {}) => ({ text: plain(value.toUpperCase()), value, ...more });
const options = [option('a', { description: plain('the first') }), option('b')];
const input = (label: string, element: object, more = {}): Block => ({
  type: 'input',
  block_id: label,
  label: plain(label),
  element: { action_id: label, ...element },
  ...more,
});

const everyInput = [
  input('Words', { type: 'plain_text_input', min_length: 3, max_length: 10 }, { hint: plain('A few.') }),
  input('Story', { type: 'plain_text_input', multiline: true, initial_value: 'Once' }),
  input('Count', { type: 'number_input', is_decimal_allowed: false, min_value: '2', max_value: '5' }),
  input('Mail', { type: 'email_text_input' }),
  input('Site', { type: 'url_text_input' }),
  input('Pick', {
    type: 'static_select',
    option_groups: [
      { label: plain('Near'), options },
      { label: plain('Far'), options: [option('c')] },
    ],
  }),
  input('Picks', { type: 'multi_static_select', options }),
  input('Person', { type: 'users_select' }),
  input('People', { type: 'multi_users_select', initial_users: ['U0BEN'] }),
  input('Place', { type: 'conversations_select' }),
  input('Channel', { type: 'channels_select' }),
  input('Day', { type: 'datepicker' }),
  input('Hour', { type: 'timepicker' }),
  input('Instant', { type: 'datetimepicker' }),
  input('One', { type: 'radio_buttons', options }),
  input('Some', { type: 'checkboxes', options }, { optional: true }),
];

describe('inputs of a modal', () => {
  let control: Control;
  let app: SmallApp;
  let open: OpenPage;
  beforeAll(async () => {
    buildPage();
    app = await aSmallApp();
    control = await aControl({ delivery: 'http', burst: null });
    control.workspace.setRequestUrl(app.url);
    open = await openPage(control.url);
  }, 90_000);
  afterAll(async () => {
    await open?.close();
    await control?.close();
    app?.close();
  });

  const say = (blocks: readonly object[]): void => {
    const { state } = control.workspace;
    state.messages.push({
      channel: 'C0SUPPORT',
      ts: state.nextTs(),
      text: 'A card',
      blocks: blocks as Block[],
      metadata: null,
      threadTs: null,
      user: 'U0BOT',
      onlyFor: null,
      isEdited: false,
    });
    state.changed();
  };
  let views = 0;
  const view = (title: string, blocks: readonly Block[], more = {}) => {
    views += 1;
    return {
      id: `V${views}`,
      hash: 'h',
      type: 'modal' as const,
      title: plain(title),
      submit: plain('Send'),
      blocks: [...blocks],
      ...more,
    };
  };
  const show = (...stack: ReturnType<typeof view>[]): void => {
    control.workspace.state.modals.set('U0ANA', stack);
    control.workspace.state.changed();
  };
  const dialog = () => open.page.getByRole('dialog');
  const send = () => dialog().getByRole('button', { name: 'Send' }).click();
  const faultOf = (label: string) =>
    dialog()
      .locator('.input', { has: open.page.locator('.label', { hasText: new RegExp(`^${label}`) }) })
      .getByRole('alert');
  const focused = () => open.page.locator(':focus');

  it('finds what Slack itself finds wrong before the app hears anything', async () => {
    show(view('Everything', everyInput));
    await dialog().waitFor();
    const heard = app.told.length;
    await send();
    expect(await faultOf('Words').textContent()).toBe('Please complete this required field.');
    expect(await dialog().getByRole('alert').count()).toBe(13);
    const words = dialog().getByLabel('Words');
    expect(await words.getAttribute('aria-invalid')).toBe('true');
    expect(await focused().getAttribute('id')).toBe(await words.getAttribute('id'));
    await words.fill('ab');
    await dialog().getByLabel('Count').fill('1');
    await dialog().getByLabel('Mail').fill('nobody');
    await dialog().getByLabel('Site').fill('javascript:alert(1)');
    await send();
    expect(await faultOf('Words').textContent()).toBe('Please enter at least 3 characters.');
    expect(await faultOf('Count').textContent()).toBe('Please enter 2 or more.');
    expect(await faultOf('Mail').textContent()).toBe('Please enter a valid email address.');
    expect(await faultOf('Site').textContent()).toBe('Please enter a valid URL.');
    await words.fill('far too many letters');
    expect(await dialog().getByText('10 too many').count()).toBe(1);
    await dialog().getByLabel('Count').fill('2.5');
    await send();
    expect(await faultOf('Words').textContent()).toBe('Please enter at most 10 characters.');
    expect(await faultOf('Count').textContent()).toBe('Please enter a whole number.');
    await open.shot('every-input');
    expect(app.told.length).toBe(heard);
  });

  it('sends each kind of input as Slack sends it', async () => {
    const to = dialog();
    await to.getByLabel('Words').fill('enough');
    await to.getByLabel('Count').fill('3');
    await to.getByLabel('Mail').fill('a@example.com');
    await to.getByLabel('Site').fill('https://example.com');
    expect(await to.locator('optgroup').count()).toBe(2);
    await to.getByLabel('Pick', { exact: true }).selectOption('c');
    await to.getByRole('group', { name: 'Picks' }).getByLabel('B').check();
    await to.getByLabel('Person').selectOption('U0MEG');
    await to.getByRole('group', { name: 'People' }).getByLabel('Sam').check();
    await to.getByLabel('Place').selectOption('C0DEALS');
    await to.getByLabel('Channel').selectOption('C0REFUNDS');
    await to.getByLabel('Day').fill('2030-02-03');
    await to.getByLabel('Hour').fill('08:30');
    await to.getByLabel('Instant').fill('2030-02-03T08:30');
    await to.getByRole('group', { name: 'One' }).getByLabel('B').check();
    await send();
    await to.waitFor({ state: 'detached' });
    const { values } = app.told.at(-1).view.state;
    const held = Object.fromEntries(
      everyInput.map(({ block_id: id }) => [id, values[String(id)][String(id)]]),
    );
    expect(held).toMatchObject({
      Words: { value: 'enough' },
      Story: { value: 'Once' },
      Count: { value: '3' },
      Mail: { value: 'a@example.com' },
      Site: { value: 'https://example.com' },
      Pick: { selected_option: option('c') },
      Picks: { selected_options: [option('b')] },
      Person: { selected_user: 'U0MEG' },
      People: { selected_users: ['U0BEN', 'U0SAM'] },
      Place: { selected_conversation: 'C0DEALS' },
      Channel: { selected_channel: 'C0REFUNDS' },
      Day: { selected_date: '2030-02-03' },
      Hour: { selected_time: '08:30' },
      Instant: { selected_date_time: new Date('2030-02-03T08:30').getTime() / 1_000 },
      One: { selected_option: option('b') },
      Some: { selected_options: [] },
    });
  });

  it('shows the app’s own errors under their inputs, tied to them', async () => {
    show(view('Again', [everyInput[1]!]));
    app.answer({ response_action: 'errors', errors: { Story: 'Not that one.' } });
    await send();
    const fault = dialog().getByRole('alert').filter({ hasText: 'Not that one.' });
    await fault.waitFor();
    const described = await dialog().getByLabel('Story').getAttribute('aria-describedby');
    expect(described?.split(' ')).toContain(await fault.getAttribute('id'));
  });

  it('says so when the app does not answer a submission, and keeps what was typed', async () => {
    await dialog().getByLabel('Story').fill('Twice');
    app.answer(null);
    await send();
    await dialog().getByText('was not acknowledged in time').waitFor();
    expect(await dialog().getByLabel('Story').inputValue()).toBe('Twice');
    await page().getByText('⚠️ view_submission was not acknowledged in time.').waitFor({ state: 'attached' });
    show();
    await page().getByRole('button', { name: 'Dismiss the warnings' }).click();
    await page().getByText('⚠️').first().waitFor({ state: 'detached' });
  });
  const page = () => open.page;

  it('keeps what was typed under a pushed modal, and tells who asked of each one closed', async () => {
    const under = view('First', [everyInput[1]!], { notify_on_close: true });
    show(under);
    await dialog().getByLabel('Story').fill('Still here');
    show(under, view('Second', [], { notify_on_close: true }));
    await dialog().getByRole('heading', { name: 'Second' }).waitFor();
    await dialog().getByRole('button', { name: 'Back' }).click();
    await dialog().getByRole('heading', { name: 'First' }).waitFor();
    expect(await dialog().getByLabel('Story').inputValue()).toBe('Still here');
    const heard = app.told.length;
    await page().keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await eventually(() => app.told.length > heard);
    expect(app.told.slice(-2).map(({ type, view: { id } }) => [type, id])).toEqual([
      ['view_closed', `V${views}`],
      ['view_closed', under.id],
    ]);
  });

  it('asks before it sends what wants to be confirmed', async () => {
    const confirm = {
      title: plain('Really?'),
      text: plain('It cannot be taken back.'),
      confirm: plain('Do it'),
      deny: plain('Leave it'),
    };
    say([
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: 'go', text: plain('Go'), value: '1', confirm }],
      },
    ]);
    const heard = app.told.length;
    await open.button('Go').click();
    await dialog().getByText('It cannot be taken back.').waitFor();
    await dialog().getByRole('button', { name: 'Leave it' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(app.told.length).toBe(heard);
    await open.button('Go').click();
    await dialog().getByRole('button', { name: 'Do it' }).click();
    await eventually(() => app.told.length > heard);
    expect(app.told.at(-1).actions).toMatchObject([{ action_id: 'go', value: '1' }]);
    expect(await focused().textContent()).toBe('Go');
  });

  it('draws the other blocks and sends what is chosen in them', async () => {
    say([
      { type: 'header', text: plain('A header :warning:') },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*bold* ~gone~ `code` <https://example.com|a link>\n&gt; quoted' },
        accessory: { type: 'static_select', action_id: 'level', placeholder: plain('Level'), options },
      },
      { type: 'section', fields: [plain('Left'), plain('Right')] },
      { type: 'divider' },
      {
        type: 'actions',
        elements: [
          { type: 'overflow', action_id: 'more', options },
          { type: 'datepicker', action_id: 'day', placeholder: plain('Due day') },
          { type: 'checkboxes', action_id: 'ticks', options },
        ],
      },
      { type: 'context', elements: [plain('Small print')] },
      { type: 'image', image_url: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=', alt_text: 'A dot' },
    ]);
    const card = page().getByRole('article').last();
    await card.getByText('A header ⚠️').waitFor();
    expect(await card.getByRole('link', { name: 'a link' }).getAttribute('href')).toBe('https://example.com');
    expect(await card.locator('blockquote').textContent()).toBe('quoted');
    const chosen = async (act: () => Promise<unknown>) => {
      const heard = app.told.length;
      await act();
      await eventually(() => app.told.length > heard);
      return app.told.at(-1).actions[0];
    };
    expect(await chosen(() => card.getByLabel('Level').selectOption('b'))).toMatchObject({
      selected_option: { value: 'b' },
    });
    expect(await chosen(() => card.getByLabel('Due day').fill('2030-01-01'))).toMatchObject({
      selected_date: '2030-01-01',
    });
    expect(await chosen(() => card.getByLabel('A', { exact: true }).check())).toMatchObject({
      selected_options: [{ value: 'a' }],
    });
    await card.getByRole('button', { name: 'More actions' }).click();
    await open.shot('other-blocks');
    expect(await chosen(() => card.getByRole('menuitem', { name: 'B' }).click())).toMatchObject({
      selected_option: { value: 'b' },
    });
    expect(open.faults).toEqual([]);
  });
});

const eventually = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
};
