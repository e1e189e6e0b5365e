import { findChannel, type Message, type State } from '../state.js';
import { type Answer, type Arguments, isTrue, type Method, refuse, text } from './method.js';
import { asSlack } from './methods-messages.js';

/** What stands in a channel for the bot: nothing that only one person sees, and nothing where it is not. */
function readable(state: State, args: Arguments): { readonly refused: Answer } | { readonly all: Message[] } {
  const channel = findChannel(state, text(args.channel));
  if (!channel) return { refused: refuse('channel_not_found') };
  if (!channel.hasBot) return { refused: refuse('not_in_channel') };
  const oldest = Number(args.oldest ?? 0);
  const latest = Number(args.latest ?? Number.POSITIVE_INFINITY);
  const isWithin = (ts: number): boolean =>
    isTrue(args.inclusive) ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
  return {
    all: state.messages.filter(
      (one) => one.channel === channel.id && !one.onlyFor && isWithin(Number(one.ts)),
    ),
  };
}

function shown(messages: readonly Message[], args: Arguments): Answer[] {
  return messages.map((one) => asSlack(isTrue(args.include_all_metadata) ? one : { ...one, metadata: null }));
}

const limitOf = (args: Arguments): number => Math.min(Number(args.limit ?? 100), 999);

const history: Method = (state, args) => {
  const read = readable(state, args);
  if ('refused' in read) return read.refused;
  const top = read.all.filter(({ threadTs }) => !threadTs);
  const newest = top.slice(-limitOf(args)).reverse();
  return { ok: true, messages: shown(newest, args), has_more: newest.length < top.length };
};

const replies: Method = (state, args) => {
  const read = readable(state, args);
  if ('refused' in read) return read.refused;
  const channel = findChannel(state, text(args.channel))?.id;
  const parent = state.messages.find((one) => one.channel === channel && one.ts === text(args.ts));
  if (!parent) return refuse('thread_not_found');
  // The parent comes with its replies, however old it is.
  const thread = [parent, ...read.all.filter(({ threadTs }) => threadTs === parent.ts)];
  const first = thread.slice(0, limitOf(args));
  return { ok: true, messages: shown(first, args), has_more: first.length < thread.length };
};

export const historyMethods: Readonly<Record<string, Method>> = {
  'conversations.history': history,
  'conversations.replies': replies,
};
