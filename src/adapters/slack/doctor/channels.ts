import type { WebClient } from '@slack/web-api';
import type { Charter } from '../../../domain/charter/charter.js';
import type { Finding } from '../../../ports/finding.js';
import { type ListedChannel, listChannels } from '../directory/list-channels.js';
import { looking } from './looking.js';

/** Whether the bot can post where the charter says. */
export function examineChannels(client: WebClient, charter: Charter): Promise<Finding[]> {
  return looking('channels', async () => {
    const known = await listChannels(client);
    return channelsNamed(charter).map((wanted) =>
      channelFinding(
        wanted,
        known.find(({ id, name }) => wanted === id || wanted === `#${name}`),
      ),
    );
  });
}

function channelsNamed({ taskTypes, exceptions, tools }: Charter): string[] {
  const posted = Object.values(tools).flatMap(({ postsIn }) => postsIn ?? []);
  return [
    ...new Set([...Object.values(taskTypes).map(({ channel }) => channel), exceptions.channel, ...posted]),
  ];
}

function channelFinding(wanted: string, found: ListedChannel | undefined): Finding {
  const bad = (says: string): Finding => ({ health: 'bad', about: wanted, says });
  if (!found)
    return bad(
      'there is no such channel, or it is private and the bot is not in it: make it and write “/invite @Countersign” there.',
    );
  if (found.isArchived) return bad('the channel is archived: unarchive it, or name another in the charter.');
  return found.hasBot
    ? { health: 'ok', about: wanted, says: 'the bot is in it' }
    : bad('the bot is not in it: write “/invite @Countersign” there.');
}
