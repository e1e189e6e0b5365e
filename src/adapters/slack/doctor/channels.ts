import type { WebClient } from '@slack/web-api';
import type { Charter } from '../../../domain/charter/charter.js';
import type { Finding } from '../../../ports/finding.js';
import { looking } from './looking.js';

interface Known {
  readonly id: string;
  readonly name: string;
  readonly isArchived: boolean;
  readonly hasBot: boolean;
}

/** Whether the bot can post where the charter says. */
export const examineChannels = (client: WebClient, charter: Charter): Promise<Finding[]> =>
  looking('channels', async () => {
    const known = await channelsOf(client);
    return channelsNamed(charter).map((wanted) =>
      channelFinding(
        wanted,
        known.find(({ id, name }) => wanted === id || wanted === `#${name}`),
      ),
    );
  });

const channelsNamed = ({ taskTypes, exceptions, tools }: Charter): string[] => {
  const posted = Object.values(tools).flatMap(({ target }) =>
    target.kind === 'slack' && !target.channel.includes('$') ? [target.channel] : [],
  );
  return [
    ...new Set([...Object.values(taskTypes).map(({ channel }) => channel), exceptions.channel, ...posted]),
  ];
};

const channelFinding = (wanted: string, found: Known | undefined): Finding => {
  const bad = (says: string): Finding => ({ health: 'bad', about: wanted, says });
  if (!found)
    return bad(
      'there is no such channel, or it is private and the bot is not in it: make it and write “/invite @Countersign” there.',
    );
  if (found.isArchived) return bad('the channel is archived: unarchive it, or name another in the charter.');
  return found.hasBot
    ? { health: 'ok', about: wanted, says: 'the bot is in it' }
    : bad('the bot is not in it: write “/invite @Countersign” there.');
};

const channelsOf = async (client: WebClient): Promise<Known[]> => {
  const known: Known[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.conversations.list({
      types: 'public_channel,private_channel',
      limit: 1_000,
      ...(cursor ? { cursor } : {}),
    });
    for (const { id = '', name = '', is_archived, is_member } of page.channels ?? [])
      known.push({ id, name, isArchived: is_archived ?? false, hasBot: is_member ?? false });
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return known;
};
