import { type Arguments, text } from './methods/method.js';

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
  'conversations.members': 'channels:read',
  'team.info': 'team:read',
  'bots.info': 'users:read',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
};

const historyScopes: Readonly<Record<string, string>> = { D: 'im:history', G: 'groups:history' };
const listScopes: Readonly<Record<string, string>> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
};

/** The first scope that Slack asks for and the app was not given; null when there is none. */
export function missingScope(method: string, args: Arguments, given: readonly string[]): string | null {
  return neededScopes(method, args).find((scope) => !given.includes(scope)) ?? null;
}

function neededScopes(method: string, args: Arguments): string[] {
  if (method === 'conversations.history' || method === 'conversations.replies')
    return [historyScopes[text(args.channel).charAt(0)] ?? 'channels:history'];
  if (method === 'conversations.list')
    return (text(args.types) || 'public_channel').split(',').flatMap((type) => listScopes[type.trim()] ?? []);
  const scope = plain[method];
  return scope ? [scope] : [];
}
