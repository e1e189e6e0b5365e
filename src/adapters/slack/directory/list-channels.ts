import type { WebClient } from '@slack/web-api';

export interface ListedChannel {
  readonly id: string;
  readonly name: string;
  readonly isArchived: boolean;
  readonly hasBot: boolean;
}

/** Every channel that the bot can see, to the last page. Throws when one of them cannot be read. */
export async function listChannels(client: WebClient): Promise<ListedChannel[]> {
  const found: ListedChannel[] = [];
  await walk(async (page) => {
    const types = 'public_channel,private_channel';
    const answer = await client.conversations.list({ types, ...page });
    for (const { id = '', name = '', is_archived, is_member } of answer.channels ?? [])
      found.push({ id, name, isArchived: is_archived ?? false, hasBot: is_member ?? false });
    return answer;
  });
  return found;
}

interface Paged {
  readonly response_metadata?: { readonly next_cursor?: string };
}

/** Asks for one page after the other. Throws when the list does not end: a part of it says nothing. */
export async function walk(
  ask: (page: { readonly limit: number; readonly cursor?: string }) => Promise<Paged>,
): Promise<void> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const answer = await ask({ limit: 1_000, ...(cursor ? { cursor } : {}) });
    cursor = answer.response_metadata?.next_cursor;
    if (cursor && seen.has(cursor)) throw new Error('Slack led in a circle through the pages of a list.');
    if (cursor) seen.add(cursor);
  } while (cursor);
}
