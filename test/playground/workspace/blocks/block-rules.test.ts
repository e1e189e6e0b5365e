import { blocksFault, viewFault } from '../../../../playground/workspace/blocks/block-rules.js';

type Json = Record<string, unknown>;
const long = (length: number) => 'x'.repeat(length);
const plain = (text: string): Json => ({ type: 'plain_text', text });
const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_none, index) => make(index));

const section = (text: string): Json => ({ type: 'section', text: mrkdwn(text) });
const fields = (...texts: string[]): Json => ({ type: 'section', fields: texts.map(mrkdwn) });
const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
const button = (change: Json = {}): Json => ({ type: 'button', text: plain('Press'), ...change });
const option = (index: number, change: Json = {}): Json => ({
  text: plain(`Option ${index}`),
  value: `o${index}`,
  ...change,
});
const options = (count: number) => times(count, option);
const select = (change: Json = {}): Json => ({ type: 'static_select', options: options(2), ...change });
const context = (count: number): Json => ({
  type: 'context',
  elements: times(count, () => mrkdwn('x')),
});
const image = (change: Json = {}): Json => ({
  type: 'image',
  image_url: 'https://example.com/a.png',
  alt_text: 'A picture',
  ...change,
});
const confirm = (change: Json = {}): Json => ({
  title: plain('Sure?'),
  text: plain('Really?'),
  confirm: plain('Yes'),
  deny: plain('No'),
  ...change,
});
const rows = (count: number, columns: number, text = 'x') =>
  times(count, () => times(columns, () => ({ type: 'raw_text', text })));

/** What just fits, and what no longer does. */
const inMessages: [rule: string, fits: Json[], refused: Json[]][] = [
  ['50 blocks', times(50, () => ({ type: 'divider' })), times(51, () => ({ type: 'divider' }))],
  ['section text of 3000', [section(long(3000))], [section(long(3001))]],
  ['no empty text', [section('x')], [section('')]],
  ['a section with something in it', [section('x')], [{ type: 'section' }]],
  ['10 fields', [fields(...times(10, () => 'x'))], [fields(...times(11, () => 'x'))]],
  ['fields of 2000', [fields(long(2000))], [fields(long(2001))]],
  [
    'a header of 150',
    [{ type: 'header', text: plain(long(150)) }],
    [{ type: 'header', text: plain(long(151)) }],
  ],
  ['a plain header', [{ type: 'header', text: plain('x') }], [{ type: 'header', text: mrkdwn('x') }]],
  ['10 context elements', [context(10)], [context(11)]],
  ['some context elements', [context(1)], [context(0)]],
  ['25 actions', [actions(...times(25, () => button()))], [actions(...times(26, () => button()))]],
  ['some actions', [actions(button())], [actions()]],
  [
    'button text of 75',
    [actions(button({ text: plain(long(75)) }))],
    [actions(button({ text: plain(long(76)) }))],
  ],
  ['plain button text', [actions(button())], [actions(button({ text: mrkdwn('x') }))]],
  [
    'button value of 2000',
    [actions(button({ value: long(2000) }))],
    [actions(button({ value: long(2001) }))],
  ],
  ['button url of 3000', [actions(button({ url: long(3000) }))], [actions(button({ url: long(3001) }))]],
  ['two button styles', [actions(button({ style: 'danger' }))], [actions(button({ style: 'loud' }))]],
  [
    'accessibility label of 75',
    [actions(button({ accessibility_label: long(75) }))],
    [actions(button({ accessibility_label: long(76) }))],
  ],
  [
    'action_id of 255',
    [actions(button({ action_id: long(255) }))],
    [actions(button({ action_id: long(256) }))],
  ],
  [
    'an action_id once in its block',
    [actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))],
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
  ],
  ['block_id of 255', [{ ...section('x'), block_id: long(255) }], [{ ...section('x'), block_id: long(256) }]],
  [
    'a block_id once',
    [
      { ...section('x'), block_id: 'a' },
      { ...section('x'), block_id: 'b' },
    ],
    [
      { ...section('x'), block_id: 'a' },
      { ...section('x'), block_id: 'a' },
    ],
  ],
  [
    'overflow of 5',
    [actions({ type: 'overflow', options: options(5) })],
    [actions({ type: 'overflow', options: options(6) })],
  ],
  [
    'overflow of at least 1',
    [actions({ type: 'overflow', options: options(1) })],
    [actions({ type: 'overflow', options: [] })],
  ],
  ['100 options', [actions(select({ options: options(100) }))], [actions(select({ options: options(101) }))]],
  [
    '100 option groups',
    [
      actions({
        type: 'static_select',
        option_groups: times(100, () => ({ label: plain('G'), options: options(1) })),
      }),
    ],
    [
      actions({
        type: 'static_select',
        option_groups: times(101, () => ({ label: plain('G'), options: options(1) })),
      }),
    ],
  ],
  [
    'group label of 75',
    [actions({ type: 'static_select', option_groups: [{ label: plain(long(75)), options: options(1) }] })],
    [actions({ type: 'static_select', option_groups: [{ label: plain(long(76)), options: options(1) }] })],
  ],
  [
    'options or groups',
    [actions(select())],
    [actions(select({ option_groups: [{ label: plain('G'), options: options(1) }] }))],
  ],
  [
    'an initial option among the options',
    [actions(select({ initial_option: option(1) }))],
    [actions(select({ initial_option: option(7) }))],
  ],
  [
    'option text of 75',
    [actions(select({ options: [option(1, { text: plain(long(75)) })] }))],
    [actions(select({ options: [option(1, { text: plain(long(76)) })] }))],
  ],
  [
    'option value of 150',
    [actions(select({ options: [option(1, { value: long(150) })] }))],
    [actions(select({ options: [option(1, { value: long(151) })] }))],
  ],
  [
    'option description of 75',
    [actions(select({ options: [option(1, { description: plain(long(75)) })] }))],
    [actions(select({ options: [option(1, { description: plain(long(76)) })] }))],
  ],
  [
    'plain options in menus, marked-up ones beside radio buttons',
    [actions({ type: 'radio_buttons', options: [option(1, { text: mrkdwn('*x*') })] })],
    [actions(select({ options: [option(1, { text: mrkdwn('*x*') })] }))],
  ],
  [
    'placeholder of 150',
    [actions(select({ placeholder: plain(long(150)) }))],
    [actions(select({ placeholder: plain(long(151)) }))],
  ],
  [
    '10 radio buttons',
    [actions({ type: 'radio_buttons', options: options(10) })],
    [actions({ type: 'radio_buttons', options: options(11) })],
  ],
  [
    '10 checkboxes',
    [actions({ type: 'checkboxes', options: options(10) })],
    [actions({ type: 'checkboxes', options: options(11) })],
  ],
  [
    'at least one item to select',
    [actions({ type: 'multi_users_select', max_selected_items: 1 })],
    [actions({ type: 'multi_users_select', max_selected_items: 0 })],
  ],
  [
    'dates that are dates',
    [actions({ type: 'datepicker', initial_date: '2026-10-01' })],
    [actions({ type: 'datepicker', initial_date: '1.10.2026' })],
  ],
  [
    'times that are times',
    [actions({ type: 'timepicker', initial_time: '23:59' })],
    [actions({ type: 'timepicker', initial_time: '24:00' })],
  ],
  [
    'moments in seconds',
    [actions({ type: 'datetimepicker', initial_date_time: 1_790_000_000 })],
    [actions({ type: 'datetimepicker', initial_date_time: 1_790_000_000_000 })],
  ],
  [
    'confirm title of 100',
    [actions(button({ confirm: confirm({ title: plain(long(100)) }) }))],
    [actions(button({ confirm: confirm({ title: plain(long(101)) }) }))],
  ],
  [
    'confirm text of 300',
    [actions(button({ confirm: confirm({ text: plain(long(300)) }) }))],
    [actions(button({ confirm: confirm({ text: plain(long(301)) }) }))],
  ],
  [
    'confirm answers of 30',
    [actions(button({ confirm: confirm({ confirm: plain(long(30)), deny: plain(long(30)) }) }))],
    [actions(button({ confirm: confirm({ deny: plain(long(31)) }) }))],
  ],
  ['alt text', [image()], [image({ alt_text: '' })]],
  ['alt text of 2000', [image({ alt_text: long(2000) })], [image({ alt_text: long(2001) })]],
  ['image url of 3000', [image({ image_url: long(3000) })], [image({ image_url: long(3001) })]],
  ['an address or a file', [image()], [image({ slack_file: { id: 'F1' } })]],
  ['12000 characters of markdown', [markdown(6000), markdown(6000)], [markdown(6000), markdown(6001)]],
  ['100 rows', [{ type: 'table', rows: rows(100, 1) }], [{ type: 'table', rows: rows(101, 1) }]],
  ['20 columns', [{ type: 'table', rows: rows(1, 20) }], [{ type: 'table', rows: rows(1, 21) }]],
  [
    '10000 characters in a table',
    [{ type: 'table', rows: rows(2, 5, long(1000)) }],
    [{ type: 'table', rows: rows(2, 5, long(1001)) }],
  ],
  [
    'one table',
    [{ type: 'table', rows: rows(1, 1) }],
    [
      { type: 'table', rows: rows(1, 1) },
      { type: 'table', rows: rows(1, 1) },
    ],
  ],
  ['blocks that Slack knows', [{ type: 'divider' }], [{ type: 'marquee' }]],
  ['properties that Slack knows', [actions(button())], [actions(button({ colour: 'red' }))]],
  ['elements in their place', [actions(button())], [actions({ type: 'plain_text_input' })]],
  ['inputs in views only', [section('x')], [input()]],
];

function markdown(length: number): Json {
  return { type: 'markdown', text: long(length) };
}
function input(change: Json = {}, element: Json = { type: 'plain_text_input' }): Json {
  return { type: 'input', label: plain('Why'), element, ...change };
}
const modal = (change: Json = {}): Json => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Send'),
  blocks: [input()],
  ...change,
});
const textInput = (change: Json): Json =>
  modal({ blocks: [input({}, { type: 'plain_text_input', ...change })] });

const inModals: [rule: string, fits: Json, refused: Json][] = [
  [
    '100 blocks',
    modal({ blocks: times(100, () => section('x')) }),
    modal({ blocks: times(101, () => section('x')) }),
  ],
  ['a title', modal(), modal({ title: undefined })],
  ['title of 24', modal({ title: plain(long(24)) }), modal({ title: plain(long(25)) })],
  ['submit of 24', modal({ submit: plain(long(24)) }), modal({ submit: plain(long(25)) })],
  ['close of 24', modal({ close: plain(long(24)) }), modal({ close: plain(long(25)) })],
  [
    'submit where there are inputs',
    modal({ blocks: [section('x')], submit: undefined }),
    modal({ submit: undefined }),
  ],
  [
    'private metadata of 3000',
    modal({ private_metadata: long(3000) }),
    modal({ private_metadata: long(3001) }),
  ],
  ['callback_id of 255', modal({ callback_id: long(255) }), modal({ callback_id: long(256) })],
  ['external_id of 255', modal({ external_id: long(255) }), modal({ external_id: long(256) })],
  ['max_length from 1', textInput({ max_length: 1 }), textInput({ max_length: 0 })],
  ['max_length to 3000', textInput({ max_length: 3000 }), textInput({ max_length: 3001 })],
  ['min_length to 3000', textInput({ min_length: 3000 }), textInput({ min_length: 3001 })],
  [
    'min_length below max_length',
    textInput({ min_length: 2, max_length: 2 }),
    textInput({ min_length: 3, max_length: 2 }),
  ],
  [
    'initial text of 3000',
    textInput({ initial_value: long(3000) }),
    textInput({ initial_value: long(3001) }),
  ],
  [
    'whole or decimal numbers, said so',
    modal({ blocks: [input({}, { type: 'number_input', is_decimal_allowed: false })] }),
    modal({ blocks: [input({}, { type: 'number_input' })] }),
  ],
  [
    'label of 2000',
    modal({ blocks: [input({ label: plain(long(2000)) })] }),
    modal({ blocks: [input({ label: plain(long(2001)) })] }),
  ],
  [
    'hint of 2000',
    modal({ blocks: [input({ hint: plain(long(2000)) })] }),
    modal({ blocks: [input({ hint: plain(long(2001)) })] }),
  ],
  [
    'one focus',
    textInput({ focus_on_load: true }),
    modal({ blocks: times(2, () => input({}, { type: 'plain_text_input', focus_on_load: true })) }),
  ],
  ['alerts of 200', modal({ blocks: [alert(200)] }), modal({ blocks: [alert(201)] })],
  ['no markdown block', modal(), modal({ blocks: [markdown(1)] })],
  ['no home for a modal', modal(), { type: 'home', blocks: [] }],
];

function alert(length: number): Json {
  return { type: 'alert', text: plain(long(length)) };
}

describe('the stand-in’s block rules', () => {
  it.each(inMessages)('in messages: %s', (_rule, fits, refused) => {
    expect(blocksFault(fits)).toBeNull();
    expect(blocksFault(refused)?.error).toBe('invalid_blocks');
  });

  it.each(inModals)('in modals: %s', (_rule, fits, refused) => {
    expect(viewFault(fits, 'modal')).toBeNull();
    expect(viewFault(refused, 'modal')?.error).toBe('invalid_arguments');
  });

  it.each([
    [
      '100 blocks',
      home({ blocks: times(100, () => section('x')) }),
      home({ blocks: times(101, () => section('x')) }),
    ],
    [
      'private metadata of 3000',
      home({ private_metadata: long(3000) }),
      home({ private_metadata: long(3001) }),
    ],
    ['no submit', home(), home({ submit: plain('Send') })],
    ['no title', home(), home({ title: plain('Home') })],
  ])('in the home tab: %s', (_rule, fits, refused) => {
    expect(viewFault(fits, 'home')).toBeNull();
    expect(viewFault(refused, 'home')?.error).toBe('invalid_arguments');
  });

  it('says where in the blocks the fault is', () => {
    expect(blocksFault([section('x'), section(long(3001))])?.messages).toEqual([
      expect.stringContaining('[json-pointer:/blocks/1/text/text]'),
    ]);
  });

  it('refuses messages and views that are too large altogether', () => {
    expect(blocksFault(times(5, () => section(long(2_500))))).toBeNull();
    expect(blocksFault(times(6, () => section(long(2_500))))?.error).toBe('msg_blocks_too_long');
    expect(viewFault(modal({ blocks: times(100, () => section(long(3_000))) }), 'modal')?.error).toBe(
      'view_too_large',
    );
  });

  it('refuses what is not a list of blocks', () => {
    expect(blocksFault('nonsense')?.error).toBe('invalid_blocks_format');
    expect(blocksFault({})?.error).toBe('invalid_blocks_format');
  });
});

function home(change: Json = {}): Json {
  return { type: 'home', blocks: [], ...change };
}
