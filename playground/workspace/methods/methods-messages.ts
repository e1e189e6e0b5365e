import { blocksFault } from '../blocks/block-rules.js';
import { type Block, findChannel, type Message, type State } from '../state.js';
import { type Answer, type Arguments, type Method, refuse, text } from './method.js';

const longestText = 40_000;
const longestUpdate = 4_000;
const longestMetadata = 8_000;
const mostAttachments = 100;

type Place = { readonly id: string } | { readonly refused: Answer };

/** The channel that a message may go to, or why not. */
export function place(state: State, args: Arguments): Place {
  const channel = findChannel(state, text(args.channel));
  if (!channel) return { refused: refuse('channel_not_found') };
  if (channel.isArchived) return { refused: refuse('is_archived') };
  return channel.hasBot ? channel : { refused: refuse('not_in_channel') };
}

function contentFault(args: Arguments): Answer | null {
  const { blocks, attachments, metadata } = args;
  const hasBlocks = Array.isArray(blocks) ? blocks.length > 0 : blocks !== undefined;
  if (!text(args.text) && !hasBlocks && !attachments) return refuse('no_text');
  if (Array.isArray(attachments) && attachments.length > mostAttachments)
    return refuse('too_many_attachments');
  const fault = blocks === undefined ? null : blocksFault(blocks);
  if (fault) return refuse(fault.error, fault.messages);
  return metadata === undefined ? null : metadataFault(metadata);
}

function metadataFault(metadata: unknown): Answer | null {
  const isRecord = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isRecord(metadata)) return refuse('invalid_metadata_format');
  const { event_type, event_payload } = metadata as Arguments;
  if (!text(event_type) || !isRecord(event_payload)) return refuse('invalid_metadata_schema');
  return JSON.stringify(metadata).length > longestMetadata ? refuse('metadata_too_large') : null;
}

function post(state: State, args: Arguments, onlyFor: string | null): Answer {
  const to = place(state, args);
  if ('refused' in to) return to.refused;
  const fault = contentFault(args);
  if (fault) return fault;
  const threadTs = text(args.thread_ts) || null;
  if (threadTs && !state.messages.some((one) => one.channel === to.id && one.ts === threadTs))
    return refuse('thread_not_found');
  const message: Message = {
    channel: to.id,
    ts: state.nextTs(),
    // Slack cuts what is longer and says nothing.
    text: text(args.text).slice(0, longestText),
    blocks: (args.blocks as Block[] | undefined) ?? [],
    metadata: onlyFor ? null : ((args.metadata as Message['metadata']) ?? null),
    threadTs,
    user: 'U0BOT',
    onlyFor,
    isEdited: false,
  };
  state.messages.push(message);
  return { ok: true, channel: to.id, ts: message.ts, message_ts: message.ts, message: asSlack(message) };
}

export function asSlack(message: Message): Answer {
  return {
    type: 'message',
    ts: message.ts,
    text: message.text,
    user: message.user,
    bot_id: message.user === 'U0BOT' ? 'B0BOT' : undefined,
    blocks: message.blocks,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.metadata ? { metadata: message.metadata } : {}),
    ...(message.files ? { files: message.files } : {}),
  };
}

function own(state: State, args: Arguments, channel: string): Message | undefined {
  return state.messages.find((one) => one.channel === channel && one.ts === args.ts && !one.onlyFor);
}

const update: Method = (state, args) => {
  const at = place(state, args);
  if ('refused' in at) return at.refused;
  const message = own(state, args, at.id);
  if (!message) return refuse('message_not_found');
  if (message.user !== 'U0BOT') return refuse('cant_update_message');
  if (text(args.text).length > longestUpdate) return refuse('msg_too_long');
  const fault = contentFault(args);
  if (fault) return fault;
  message.text = text(args.text);
  message.blocks = (args.blocks as Block[] | undefined) ?? [];
  if (args.metadata !== undefined) message.metadata = args.metadata as Message['metadata'];
  message.isEdited = true;
  return { ok: true, channel: at.id, ts: message.ts, text: message.text, message: asSlack(message) };
};

const remove: Method = (state, args) => {
  const at = place(state, args);
  if ('refused' in at) return at.refused;
  const message = own(state, args, at.id);
  if (!message) return refuse('message_not_found');
  if (message.user !== 'U0BOT') return refuse('cant_delete_message');
  state.messages.splice(state.messages.indexOf(message), 1);
  return { ok: true, channel: at.id, ts: message.ts };
};

const ephemeral: Method = (state, args) => {
  const user = state.users.get(text(args.user));
  if (!user || user.isDeactivated) return refuse('user_not_in_channel');
  return post(state, args, user.id);
};

const permalink: Method = (state, args) => {
  const channel = findChannel(state, text(args.channel));
  if (!channel) return refuse('channel_not_found');
  const ts = text(args.message_ts);
  if (!state.messages.some((one) => one.channel === channel.id && one.ts === ts))
    return refuse('message_not_found');
  return {
    ok: true,
    channel: channel.id,
    permalink: `https://${state.team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`,
  };
};

export const messageMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': (state, args) => post(state, args, null),
  'chat.postEphemeral': ephemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': permalink,
};
