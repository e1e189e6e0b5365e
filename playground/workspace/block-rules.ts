import { z } from 'zod';

/** Slack's limits for blocks, as its reference pages give them. Lengths are in characters. */
const plain = (max: number) =>
  z.looseObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
const mrkdwn = (max: number) =>
  z.looseObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max) });
const text = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)]);
const id = z.string().min(1).max(255);

const confirm = z.looseObject({ title: plain(100), text: text(300), confirm: plain(30), deny: plain(30) });
const option = z.looseObject({
  text: text(75),
  value: z.string().min(1).max(150).optional(),
  description: text(75).optional(),
  url: z.string().max(3000).optional(),
});
const group = z.looseObject({ label: plain(75), options: z.array(option).min(1).max(100) });
const acts = { action_id: id.optional(), confirm: confirm.optional(), focus_on_load: z.boolean().optional() };

const element = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...acts, ...shape });

const button = element('button', {
  text: plain(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});
const overflow = element('overflow', { options: z.array(option).min(1).max(5) });
const placeholder = plain(150).optional();
const staticSelect = element('static_select', {
  placeholder,
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(group).min(1).max(100).optional(),
  initial_option: option.optional(),
});
const usersSelect = element('users_select', { placeholder, initial_user: z.string().optional() });
const conversationsSelect = element('conversations_select', { placeholder });
const radios = element('radio_buttons', {
  options: z.array(option).min(1).max(10),
  initial_option: option.optional(),
});
const checkboxes = element('checkboxes', {
  options: z.array(option).min(1).max(10),
  initial_options: z.array(option).min(1).optional(),
});
const datepicker = element('datepicker', { placeholder, initial_date: z.string().optional() });
const datetime = element('datetimepicker', { initial_date_time: z.number().optional() });
const textInput = element('plain_text_input', {
  placeholder,
  multiline: z.boolean().optional(),
  min_length: z.number().int().min(0).max(3000).optional(),
  max_length: z.number().int().min(1).max(3000).optional(),
  initial_value: z.string().max(3000).optional(),
  dispatch_action_config: z.looseObject({}).optional(),
});
const emailInput = element('email_text_input', { placeholder, initial_value: z.string().optional() });
const urlInput = element('url_text_input', { placeholder, initial_value: z.string().optional() });
const numberInput = element('number_input', {
  placeholder,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});
const image = z.strictObject({
  type: z.literal('image'),
  image_url: z.string().max(3000),
  alt_text: z.string().min(1).max(2000),
});

const block = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), block_id: id.optional(), ...shape });

const accessory = z.discriminatedUnion('type', [
  button,
  overflow,
  staticSelect,
  usersSelect,
  datepicker,
  radios,
  checkboxes,
  image,
]);
const section = block('section', {
  text: text(3000).optional(),
  fields: z.array(text(2000)).min(1).max(10).optional(),
  accessory: accessory.optional(),
  expand: z.boolean().optional(),
}).refine((one) => one.text !== undefined || one.fields !== undefined, 'must have text or fields');
const actionElement = z.discriminatedUnion('type', [
  button,
  overflow,
  staticSelect,
  usersSelect,
  conversationsSelect,
  radios,
  checkboxes,
  datepicker,
  datetime,
]);
const inputElement = z.discriminatedUnion('type', [
  textInput,
  emailInput,
  urlInput,
  numberInput,
  staticSelect,
  usersSelect,
  conversationsSelect,
  radios,
  checkboxes,
  datepicker,
  datetime,
]);
const input = block('input', {
  label: plain(2000),
  hint: plain(2000).optional(),
  element: inputElement,
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});
const richText = block('rich_text', { elements: z.array(z.looseObject({ type: z.string() })).min(1) });
const common = [
  section,
  block('header', { text: plain(150) }),
  block('divider', {}),
  block('context', {
    elements: z
      .array(z.union([mrkdwn(3000), plain(3000), image]))
      .min(1)
      .max(10),
  }),
  block('actions', { elements: z.array(actionElement).min(1).max(25) }),
  richText,
  block('image', {
    image_url: z.string().max(3000),
    alt_text: z.string().min(1).max(2000),
    title: plain(2000).optional(),
  }),
] as const;

const messageBlocks = z.array(z.discriminatedUnion('type', [...common])).max(50);
const viewBlocks = z.array(z.discriminatedUnion('type', [...common, input])).max(100);

const modal = z.strictObject({
  type: z.literal('modal'),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  blocks: viewBlocks,
  private_metadata: z.string().max(3000).optional(),
  callback_id: id.optional(),
  external_id: id.optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
});
const home = z.strictObject({
  type: z.literal('home'),
  blocks: viewBlocks,
  private_metadata: z.string().max(3000).optional(),
  callback_id: id.optional(),
  external_id: id.optional(),
});

/** Slack refuses messages whose blocks are larger than about this, though no page says so. */
const longestBlocks = 13_200;
const longestView = 250_000;

export interface Fault {
  readonly error: string;
  readonly messages: readonly string[];
}

export const blocksFault = (blocks: unknown): Fault | null => {
  const read = messageBlocks.safeParse(blocks);
  if (!read.success) return faultOf('invalid_blocks', read.error, '/blocks');
  if (JSON.stringify(blocks).length > longestBlocks) return { error: 'msg_blocks_too_long', messages: [] };
  return idFault(read.data);
};

export const viewFault = (view: unknown, type: 'modal' | 'home'): Fault | null => {
  const read = (type === 'modal' ? modal : home).safeParse(view);
  if (!read.success) return faultOf('invalid_arguments', read.error, '/view');
  if (JSON.stringify(view).length > longestView) return { error: 'view_too_large', messages: [] };
  const hasInput = read.data.blocks.some((one) => one.type === 'input');
  if (type === 'modal' && hasInput && !('submit' in read.data && read.data.submit))
    return {
      error: 'invalid_arguments',
      messages: ['[ERROR] missing required field: submit [json-pointer:/view]'],
    };
  return idFault(read.data.blocks);
};

const faultOf = (error: string, fault: z.ZodError, root: string): Fault => ({
  error,
  messages: fault.issues.map(
    (issue) => `[ERROR] ${issue.message} [json-pointer:${root}/${issue.path.join('/')}]`,
  ),
});

/** A block_id is unique in its message or view, an action_id in its block. */
const idFault = (
  blocks: readonly { readonly block_id?: string | undefined; readonly elements?: unknown }[],
): Fault | null => {
  const blockIds = blocks.flatMap((one) => one.block_id ?? []);
  const actionIds = blocks.map((one) =>
    Array.isArray(one.elements)
      ? one.elements.flatMap((inner: { action_id?: string }) => inner.action_id ?? [])
      : [],
  );
  const twice = [blockIds, ...actionIds].find((ids) => new Set(ids).size !== ids.length);
  return twice
    ? { error: 'invalid_blocks', messages: [`[ERROR] ids are not unique: ${twice.join(', ')}`] }
    : null;
};
