import type { WebClient } from '@slack/web-api';
import type { Messages } from '../../ports/messages.js';
import type { Place, Slack } from '../../ports/slack.js';
import { withDeliveryFaults } from './delivery-fault.js';

/** Messages of tools: plain text, in which nothing rings a person. */
export function createToolMessages(client: WebClient, { find }: Pick<Slack, 'find'>): Messages {
  return {
    post: async ({ channel, text, key, since }) => {
      const earlier = since && (await find(key, { channel, since }));
      if (earlier) return earlier;
      const { channel: id, ts } = await withDeliveryFaults(() =>
        client.chat.postMessage({
          channel,
          text: escaped(text),
          mrkdwn: false,
          parse: 'none',
          link_names: false,
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: 'countersign_message', event_payload: { key } },
        }),
      );
      if (!id || !ts) throw new Error('Slack took a message and did not say where it stands.');
      return { channel: id, ts };
    },
    text: (at) => textAt(at, client),
    update: async ({ channel, ts }, text) => {
      await withDeliveryFaults(() =>
        client.chat.update({ channel, ts, text: escaped(text), parse: 'none', link_names: false }),
      );
    },
    remove: async (at) => {
      await withDeliveryFaults(() => client.chat.delete({ ...at }));
    },
  };
}

async function textAt({ channel, ts }: Place, client: WebClient): Promise<string | null> {
  const { messages = [] } = await withDeliveryFaults(() =>
    client.conversations.history({ channel, latest: ts, oldest: ts, inclusive: true, limit: 1 }),
  );
  const found = messages.find((message) => message.ts === ts && message.bot_id);
  return found ? unescaped(found.text ?? '') : null;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);
}

/** Slack puts a bare address into angle brackets; a mention or a named link stays as markup and is not plain. */
function unescaped(text: string): string {
  return text
    .replace(/<(https?:\/\/[^|<>]+|mailto:[^|<>]+)>/g, '$1')
    .replace(/&(lt|gt|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&' })[name] ?? '');
}
