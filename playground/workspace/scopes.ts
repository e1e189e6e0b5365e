const plain: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'conversations.open': 'im:write',
  'conversations.join': 'channels:join',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'usergroups.list': 'usergroups:read',
  'usergroups.users.list': 'usergroups:read',
  'conversations.info': 'channels:read',
  'conversations.list': 'channels:read',
  'conversations.members': 'channels:read',
  'team.info': 'team:read',
};

/** The scope that Slack asks for; reading messages depends on where they stand. */
export const neededScope = (method: string, channel: string): string | null => {
  if (method === 'conversations.history' || method === 'conversations.replies')
    return channel.startsWith('D') ? 'im:history' : 'channels:history';
  return plain[method] ?? null;
};
