import type { WebClient } from '@slack/web-api';
import type { Charters } from '../../ports/charters.js';
import type { Clock } from '../../ports/clock.js';
import type { Log } from '../../ports/log.js';
import type { Place, Slack, Whereabouts } from '../../ports/slack.js';
import { card, type Rendered } from './blocks/card/card.js';
import { notice, retired, withdrawn } from './blocks/card/notice.js';
import { section } from './blocks/kit/kit.js';
import { type DigestLine, digestMessage } from './blocks/lists/digest.js';
import { exceptionMessage, noteText, privateMessage } from './blocks/messages/messages.js';
import { errorCode, withDeliveryFaults } from './delivery-fault.js';
import { listChannels } from './directory/list-channels.js';

export interface SlackPortDeps {
  readonly client: WebClient;
  readonly charters: Charters;
  readonly clock: Clock;
  readonly log: Log;
}

/** Names our messages, so that after a lost reply one can see whether they arrived. */
const eventType = 'countersign_message';
/** A link costs a call, and only the first lines of a digest are shown. */
const linkedLines = 20;
/** Slack's clock and ours may differ a little. */
const clockSlackS = 120;

export function createSlackPort(deps: SlackPortDeps): Slack {
  const { client, charters, clock } = deps;
  const charter = () => charters.current();
  const post = (rendered: Rendered, to: Destination) => postMessage(rendered, to, deps);
  const update = async (rendered: Rendered, at: Place): Promise<void> => {
    await withDeliveryFaults(() => client.chat.update({ ...at, ...rendered }));
  };
  return {
    postCard: (handoff, to) => post(card(handoff, charter()), to),
    updateCard: (handoff, at) => update(card(handoff, charter()), at),
    postException: (handoff, to) => post(exceptionMessage(handoff, charter()), to),
    updateException: (handoff, at) => update(exceptionMessage(handoff, charter()), at),
    retire: async (handoff, at, instead) =>
      update(retired(handoff, instead ? await permalink(instead, client) : null), at),
    withdraw: (at) => update(withdrawn, at),
    postNote: ({ happened }, { thread, key }) => {
      const text = noteText(happened);
      return post({ text, blocks: [section(text)] }, { channel: thread.channel, key, threadTs: thread.ts });
    },
    postNotice: async ({ handoff, card: at }, to) =>
      post(notice(handoff, at ? await permalink(at, client) : null), to),
    tell: async (message, { person, key }) => {
      const channel = await openDirect(person, client);
      const link = message.card ? await permalink(message.card, client) : null;
      return post(privateMessage({ ...message, link, charter: charter(), now: clock.now() }), {
        channel,
        key,
      });
    },
    tellMany: async (reminders, { person, key }) => {
      const channel = await openDirect(person, client);
      const lines: DigestLine[] = [];
      for (const { handoff, card: at } of reminders.slice(0, linkedLines))
        lines.push({ handoff, link: at ? await permalink(at, client) : null });
      for (const { handoff } of reminders.slice(linkedLines)) lines.push({ handoff, link: null });
      return post(digestMessage(lines, { charter: charter(), now: clock.now() }), { channel, key });
    },
    find: (key, where) => find(key, where, client),
  };
}

interface Destination {
  readonly channel: string;
  readonly key: string;
  readonly threadTs?: string;
}

async function postMessage(
  rendered: Rendered,
  to: Destination,
  { client, log }: SlackPortDeps,
): Promise<Place> {
  const message = {
    channel: to.channel,
    ...rendered,
    metadata: { event_type: eventType, event_payload: { key: to.key } },
    unfurl_links: false,
    unfurl_media: false,
    ...(to.threadTs ? { thread_ts: to.threadTs } : {}),
  };
  const answer = await withDeliveryFaults(async () => {
    try {
      return await client.chat.postMessage(message);
    } catch (fault) {
      if (!isOurFault(fault)) throw fault;
      // A message that Slack finds malformed must not keep its owner from knowing of the work.
      log.error({ err: fault, key: to.key }, 'Slack rejected message blocks; plain text was sent instead.');
      return client.chat.postMessage({ ...message, blocks: [section(rendered.text)] });
    }
  });
  if (!answer.channel || !answer.ts) throw new Error('Slack took a message and did not say where it stands.');
  return { channel: answer.channel, ts: answer.ts };
}

function isOurFault(fault: unknown): boolean {
  return ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'invalid_arguments'].includes(
    errorCode(fault) ?? '',
  );
}

async function openDirect(person: string, client: WebClient): Promise<string> {
  const { channel } = await withDeliveryFaults(() => client.conversations.open({ users: person }));
  if (!channel?.id) throw new Error('Slack opened a conversation and did not name it.');
  return channel.id;
}

async function permalink({ channel, ts }: Place, client: WebClient): Promise<string | null> {
  return (
    (await withDeliveryFaults(() => client.chat.getPermalink({ channel, message_ts: ts }))).permalink ?? null
  );
}

async function find(key: string, where: Whereabouts, client: WebClient): Promise<Place | null> {
  const oldest = String(Math.floor(where.since.getTime() / 1_000) - clockSlackS);
  const channel = await channelId(where, client);
  if (!channel) return null;
  const range = { channel, oldest, limit: 200, include_all_metadata: true };
  const { messages = [] } = await withDeliveryFaults(() =>
    where.thread
      ? client.conversations.replies({ ...range, ts: where.thread.ts })
      : client.conversations.history(range),
  );
  const found = messages.find(
    (message) => (message.metadata?.event_payload as { key?: string } | undefined)?.key === key,
  );
  return found?.ts ? { channel, ts: found.ts } : null;
}

/** History asks for ids; a channel may be named in the charter, and a person stands for the talk with them. */
async function channelId({ channel }: Whereabouts, client: WebClient): Promise<string | null> {
  if (/^[UW]/.test(channel)) return openDirect(channel, client);
  if (!channel.startsWith('#')) return channel;
  const channels = await withDeliveryFaults(() => listChannels(client));
  return channels.find(({ name, isArchived }) => !isArchived && `#${name}` === channel)?.id ?? null;
}
