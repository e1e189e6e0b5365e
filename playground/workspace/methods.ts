import { blocksFault, viewFault } from './block-rules.js';
import type { Answer, Arguments, Method } from './method.js';
import { peopleMethods } from './methods-people.js';
import { type Block, directMessage, findChannel, type Message, type State, type View } from './state.js';

export const refuse = (error: string, messages: readonly string[] = []): Answer => ({
  ok: false,
  error,
  ...(messages.length ? { response_metadata: { messages }, errors: messages } : {}),
});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const longestText = 40_000;
const longestUpdate = 4_000;
const longestMetadata = 8_000;

/** The channel that a message may go to, or why not. */
const place = (state: State, args: Arguments): { readonly id: string } | Answer => {
  const channel = findChannel(state, text(args.channel));
  if (!channel) return refuse('channel_not_found');
  if (channel.isArchived) return refuse('is_archived');
  return channel.hasBot ? channel : refuse('not_in_channel');
};

const contentFault = (args: Arguments, longest: number): Answer | null => {
  const blocks = args.blocks as Block[] | undefined;
  if (!text(args.text) && !blocks?.length) return refuse('no_text');
  if (text(args.text).length > longest) return refuse('msg_too_long');
  if (args.metadata !== undefined && JSON.stringify(args.metadata).length > longestMetadata)
    return refuse('metadata_too_large');
  const fault = blocks ? blocksFault(blocks) : null;
  return fault && refuse(fault.error, fault.messages);
};

const post = (state: State, args: Arguments, onlyFor: string | null): Answer => {
  const found = place(state, args);
  if (!('id' in found) || typeof found.id !== 'string') return found;
  const fault = contentFault(args, longestText);
  if (fault) return fault;
  const threadTs = text(args.thread_ts) || null;
  if (threadTs && !state.messages.some((one) => one.channel === found.id && one.ts === threadTs))
    return refuse('thread_not_found');
  const message: Message = {
    channel: found.id,
    ts: state.nextTs(),
    text: text(args.text),
    blocks: (args.blocks as Block[] | undefined) ?? [],
    metadata: (args.metadata as Message['metadata']) ?? null,
    threadTs,
    user: 'U0BOT',
    onlyFor,
    isEdited: false,
  };
  state.messages.push(message);
  return { ok: true, channel: found.id, ts: message.ts, message_ts: message.ts, message: asSlack(message) };
};

export const asSlack = (message: Message): Answer => ({
  type: 'message',
  ts: message.ts,
  text: message.text,
  user: message.user,
  bot_id: message.user === 'U0BOT' ? 'B0BOT' : undefined,
  blocks: message.blocks,
  ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
  ...(message.metadata ? { metadata: message.metadata } : {}),
});

const update: Method = (state, args) => {
  const found = place(state, args);
  if (!('id' in found) || typeof found.id !== 'string') return found;
  const message = state.messages.find(
    (one) => one.channel === found.id && one.ts === args.ts && !one.onlyFor,
  );
  if (!message) return refuse('message_not_found');
  if (message.user !== 'U0BOT') return refuse('cant_update_message');
  const fault = contentFault(args, longestUpdate);
  if (fault) return fault;
  message.text = text(args.text);
  message.blocks = (args.blocks as Block[] | undefined) ?? [];
  if (args.metadata !== undefined) message.metadata = args.metadata as Message['metadata'];
  message.isEdited = true;
  return { ok: true, channel: found.id, ts: message.ts, text: message.text, message: asSlack(message) };
};

const history = (state: State, args: Arguments, thread: string | null): Answer => {
  const channel = findChannel(state, text(args.channel));
  if (!channel) return refuse('channel_not_found');
  const oldest = Number(args.oldest ?? 0);
  const withMetadata = args.include_all_metadata === true || args.include_all_metadata === 'true';
  const messages = state.messages
    .filter((one) => one.channel === channel.id && !one.onlyFor && Number(one.ts) >= oldest)
    .filter((one) => (thread ? one.threadTs === thread || one.ts === thread : !one.threadTs))
    .slice(-Number(args.limit ?? 100));
  const shown = messages.map((one) => asSlack(withMetadata ? one : { ...one, metadata: null }));
  return { ok: true, messages: thread ? shown : shown.reverse(), has_more: false };
};

/** A trigger opens one view and lives three seconds. */
const spendTrigger = (state: State, id: unknown): string | Answer => {
  const trigger = state.triggers.get(text(id));
  if (!trigger) return refuse('invalid_trigger_id');
  if (trigger.isSpent) return refuse('exchanged_trigger_id');
  if (trigger.expiresAt < state.now()) return refuse('expired_trigger_id');
  trigger.isSpent = true;
  return trigger.user;
};

export const newView = (state: State, view: unknown): View => ({
  ...(view as View),
  id: state.nextId('V'),
  hash: state.nextId('h'),
});

const openView =
  (kind: 'open' | 'push'): Method =>
  (state, args) => {
    const user = spendTrigger(state, args.trigger_id);
    if (typeof user !== 'string') return user;
    const fault = viewFault(args.view, 'modal');
    if (fault) return refuse(fault.error, fault.messages);
    const stack = kind === 'push' ? (state.modals.get(user) ?? []) : [];
    if (stack.length >= 3) return refuse('push_limit_reached');
    const view = newView(state, args.view);
    state.modals.set(user, [...stack, view]);
    return { ok: true, view };
  };

const updateView: Method = (state, args) => {
  const fault = viewFault(args.view, 'modal');
  if (fault) return refuse(fault.error, fault.messages);
  for (const [user, stack] of state.modals) {
    const index = stack.findIndex(
      (view) => view.id === args.view_id || view.external_id === args.external_id,
    );
    const known = stack[index];
    if (!known) continue;
    if (args.hash && args.hash !== known.hash) return refuse('hash_conflict');
    const view = { ...newView(state, args.view), id: known.id };
    state.modals.set(user, stack.with(index, view));
    return { ok: true, view };
  }
  return refuse('not_found');
};

const publish: Method = (state, args) => {
  const user = text(args.user_id);
  if (!state.users.has(user)) return refuse('user_not_found');
  const fault = viewFault(args.view, 'home');
  if (fault) return refuse(fault.error, fault.messages);
  if (args.hash && args.hash !== state.homes.get(user)?.hash) return refuse('hash_conflict');
  const view = newView(state, args.view);
  state.homes.set(user, view);
  return { ok: true, view };
};

export const methods: Readonly<Record<string, Method>> = {
  ...peopleMethods,
  'chat.postMessage': (state, args) => post(state, args, null),
  'chat.postEphemeral': (state, args) =>
    state.users.has(text(args.user)) ? post(state, args, text(args.user)) : refuse('user_not_in_channel'),
  'chat.update': update,
  'chat.delete': (state, args) => {
    const index = state.messages.findIndex((one) => one.channel === args.channel && one.ts === args.ts);
    if (index < 0) return refuse('message_not_found');
    state.messages.splice(index, 1);
    return { ok: true, channel: args.channel, ts: args.ts };
  },
  'chat.getPermalink': (state, args) => ({
    ok: true,
    channel: args.channel,
    permalink: `https://${state.team.domain}.slack.com/archives/${text(args.channel)}/p${text(args.message_ts).replace('.', '')}`,
  }),
  'conversations.open': (state, args) => {
    const user = text(args.users);
    if (!state.users.has(user)) return refuse('user_not_found');
    if (state.users.get(user)?.isDeactivated) return refuse('user_disabled');
    return { ok: true, channel: { id: directMessage(state, user).id } };
  },
  'conversations.history': (state, args) => history(state, args, null),
  'conversations.replies': (state, args) => history(state, args, text(args.ts)),
  'views.open': openView('open'),
  'views.push': openView('push'),
  'views.update': updateView,
  'views.publish': publish,
};
