import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Manifest {
  readonly features: { readonly slash_commands: readonly { readonly command: string }[] };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } };
}

const manifest = parse(readFileSync('manifest.yml', 'utf8')) as Manifest;
const source = (folder: string): string =>
  readdirSync(folder, { withFileTypes: true })
    .map((entry) =>
      entry.isDirectory() ? source(join(folder, entry.name)) : readFileSync(join(folder, entry.name), 'utf8'),
    )
    .join('\n');
const code = source('src/adapters/slack');
const found = (pattern: RegExp): string[] =>
  [...new Set([...code.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();

/** What Slack's reference asks for, method by method. */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'conversations.open': ['im:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
};

describe('manifest.yml', () => {
  it('asks for exactly the scopes that the calls need', () => {
    const methods = found(
      /client\s*\.((?:auth|chat|conversations|usergroups|users|views|files|reactions|team|bots)(?:\.\w+)+)\(/g,
    );
    expect(methods.filter((method) => !(method in scopesOf))).toEqual([]);
    const needed = new Set(['commands', ...methods.flatMap((method) => scopesOf[method] ?? [])]);
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
  });

  it('subscribes to exactly the events that are listened to', () => {
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual(
      found(/app\.event\('(\w+)'/g),
    );
  });

  it('names exactly the commands that are listened to', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(
      found(/app\.command\(\/\^\\(\/\w+)\$\/i/g),
    );
  });
});
