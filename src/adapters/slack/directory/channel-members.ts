import type { WebClient } from '@slack/web-api';
import type { Charter } from '../../../domain/charter/charter.js';
import type { RoleMembers } from '../../../domain/directory.js';
import { personId } from '../../../domain/ids.js';
import type { Clock } from '../../../ports/clock.js';
import type { Log } from '../../../ports/log.js';
import { listChannels, walk } from './list-channels.js';

export interface ChannelDeps {
  readonly client: WebClient;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Who is in the channels whose members may read, by the names that the charter gives them. One that cannot be read to
 * its end has nobody in it. Ids are kept between reads, and a channel that was renamed is looked for anew.
 */
export function createChannelMembers(deps: ChannelDeps) {
  const ids = new Map<string, string>();
  return async (charter: Charter): Promise<Record<string, RoleMembers>> => {
    const found: Record<string, RoleMembers> = {};
    for (const channel of channelsToRead(charter)) found[channel] = await readChannel(channel, ids, deps);
    return found;
  };
}

function channelsToRead({ taskTypes }: Charter): Set<string> {
  return new Set(
    Object.values(taskTypes)
      .filter(({ readers }) => readers === 'channel')
      .map(({ channel }) => channel),
  );
}

async function readChannel(
  channel: string,
  ids: Map<string, string>,
  { client, clock, log }: ChannelDeps,
): Promise<RoleMembers> {
  const readAt = clock.now();
  try {
    const id = await idOf(channel, ids, client);
    if (!id) return { known: false, why: `there is no channel ${channel} that the bot can see` };
    const members: string[] = [];
    await walk(async (page) => {
      const answer = await client.conversations.members({ channel: id, ...page });
      members.push(...(answer.members ?? []));
      return answer;
    });
    return { known: true, members: members.map(personId), readAt };
  } catch (fault) {
    log.warn(
      { err: fault, channel },
      'Slack channel member lookup failed; nobody may read by membership until it works.',
    );
    return { known: false, why: 'Slack did not answer' };
  }
}

/** Undefined when there is no such channel. */
async function idOf(
  channel: string,
  ids: Map<string, string>,
  client: WebClient,
): Promise<string | undefined> {
  if (!channel.startsWith('#')) return channel;
  const known = ids.get(channel);
  if (known && (await client.conversations.info({ channel: known })).channel?.name === channel.slice(1))
    return known;
  ids.clear();
  for (const { id, name } of await listChannels(client)) ids.set(`#${name}`, id);
  return ids.get(channel);
}
