import { directMessage, type Message, type State } from '../workspace/state.js';

/** Which part of a conversation somebody looks at. */
export interface View {
  readonly who: string;
  readonly channel: string;
  /** The last message in sight; null for the newest. */
  readonly end: string | null;
  /** The message whose thread is open. */
  readonly thread: string | null;
}

const window = 60;
const step = 30;
const mostCounted = 10;

/** A window of a channel's messages and how many lie before and after it; replies only of the open thread. */
export function conversation(state: State, { who, channel, end, thread }: View) {
  const isOpen = channel.startsWith('C') || channel === directMessage(state, who).id;
  const seen = state.messages.filter((one) => isOpen && one.channel === channel && isFor(one, who));
  const roots = seen.filter(({ threadTs }) => !threadTs);
  const last = end === null ? roots.length : roots.findLastIndex(({ ts }) => ts <= end) + 1;
  const first = Math.max(0, last - window);
  const root = seen.find(({ ts }) => ts === thread);
  return {
    channel,
    messages: roots.slice(first, last).map((one) => ({ ...shown(one), ...repliesTo(one.ts, seen) })),
    older: first,
    newer: roots.length - last,
    earlier: roots[Math.max(last - step, window) - 1]?.ts ?? null,
    later: roots[last - 1 + step]?.ts ?? null,
    thread: root && [root, ...seen.filter(({ threadTs }) => threadTs === thread)].map(shown),
  };
}

/** The newest few that somebody else wrote, for the number beside a channel's name. */
export function newestIn(state: State, channel: string, who: string): string[] {
  return state.messages
    .filter((one) => one.channel === channel && isFor(one, who) && one.user !== who && !one.threadTs)
    .slice(-mostCounted)
    .map(({ ts }) => ts);
}

const isFor = ({ onlyFor }: Message, who: string): boolean => onlyFor === null || onlyFor === who;

const shown = ({ metadata, ...message }: Message) => message;

function repliesTo(ts: string, seen: readonly Message[]) {
  const replies = seen.filter(({ threadTs }) => threadTs === ts);
  return { replies: replies.length, lastReplyTs: replies.at(-1)?.ts ?? null };
}
