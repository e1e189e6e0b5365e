import { z } from 'zod';
import { choiceOption, confirm, id, menuOption, optionGroup, plain, url } from './text-shapes.js';

const acts = { action_id: id.optional(), confirm: confirm.optional(), focus_on_load: z.boolean().optional() };

function element<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.strictObject({ type: z.literal(type), ...acts, ...shape });
}

const button = element('button', {
  text: plain(75),
  value: z.string().max(2000).optional(),
  url: url.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});
const overflow = element('overflow', { options: z.array(menuOption).min(1).max(5) });

const placeholder = plain(150).optional();
const most = { max_selected_items: z.number().int().min(1).optional() };
const listed = {
  placeholder,
  options: z.array(menuOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
interface Listed {
  readonly options?: readonly unknown[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly unknown[] }[] | undefined;
}
function offered({ options = [], option_groups = [] }: Listed): Set<string> {
  return new Set(
    [...options, ...option_groups.flatMap((group) => group.options)].map((one) => JSON.stringify(one)),
  );
}
function isOffered(one: Listed, chosen: readonly unknown[]): boolean {
  return chosen.every((option) => offered(one).has(JSON.stringify(option)));
}
const eitherList = (one: Listed): boolean => !one.options !== !one.option_groups;
const eitherWords = 'must have either options or option_groups';
const offeredWords = 'must start with one of its own options';

const staticSelect = element('static_select', { ...listed, initial_option: menuOption.optional() })
  .refine(eitherList, eitherWords)
  .refine((one) => !one.initial_option || isOffered(one, [one.initial_option]), offeredWords);
const multiStaticSelect = element('multi_static_select', {
  ...listed,
  ...most,
  initial_options: z.array(menuOption).min(1).optional(),
})
  .refine(eitherList, eitherWords)
  .refine((one) => isOffered(one, one.initial_options ?? []), offeredWords);
const radios = element('radio_buttons', {
  options: z.array(choiceOption).min(1).max(10),
  initial_option: choiceOption.optional(),
}).refine((one) => !one.initial_option || isOffered(one, [one.initial_option]), offeredWords);
const checkboxes = element('checkboxes', {
  options: z.array(choiceOption).min(1).max(10),
  initial_options: z.array(choiceOption).min(1).optional(),
}).refine((one) => isOffered(one, one.initial_options ?? []), offeredWords);

const name = z.string().optional();
const names = z.array(z.string()).optional();
const usersSelect = element('users_select', { placeholder, initial_user: name });
const multiUsersSelect = element('multi_users_select', { placeholder, initial_users: names, ...most });
const conversation = {
  placeholder,
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: z.looseObject({}).optional(),
};
const conversationsSelect = element('conversations_select', { ...conversation, initial_conversation: name });
const multiConversationsSelect = element('multi_conversations_select', {
  ...conversation,
  initial_conversations: names,
  ...most,
});
const channelsSelect = element('channels_select', {
  placeholder,
  initial_channel: name,
  response_url_enabled: z.boolean().optional(),
});
const multiChannelsSelect = element('multi_channels_select', {
  placeholder,
  initial_channels: names,
  ...most,
});

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-10-01');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:30');
const datepicker = element('datepicker', { placeholder, initial_date: day.optional() });
const timepicker = element('timepicker', { placeholder, initial_time: time.optional(), timezone: name });
const datetimepicker = element('datetimepicker', {
  initial_date_time: z.number().int().min(1e9).max(9_999_999_999).optional(),
});

const dispatch = { dispatch_action_config: z.looseObject({}).optional() };
const textInput = element('plain_text_input', {
  placeholder,
  multiline: z.boolean().optional(),
  min_length: z.number().int().min(0).max(3000).optional(),
  max_length: z.number().int().min(1).max(3000).optional(),
  initial_value: z.string().max(3000).optional(),
  ...dispatch,
}).refine((one) => (one.min_length ?? 0) <= (one.max_length ?? 3000), 'must not ask for more than it takes');
const emailInput = element('email_text_input', { placeholder, initial_value: name, ...dispatch });
const urlInput = element('url_text_input', { placeholder, initial_value: name, ...dispatch });
const numberInput = element('number_input', {
  placeholder,
  is_decimal_allowed: z.boolean(),
  initial_value: name,
  min_value: name,
  max_value: name,
  ...dispatch,
});

const menus = [
  staticSelect,
  multiStaticSelect,
  usersSelect,
  multiUsersSelect,
  conversationsSelect,
  multiConversationsSelect,
  channelsSelect,
  multiChannelsSelect,
  radios,
  checkboxes,
  datepicker,
  timepicker,
] as const;

/** What may stand in an actions block, beside a section, and in an input block. */
export const actionElements = [button, overflow, ...menus, datetimepicker] as const;
export const accessoryElements = [button, overflow, ...menus] as const;
export const inputElements = [
  ...menus,
  datetimepicker,
  textInput,
  emailInput,
  urlInput,
  numberInput,
] as const;
