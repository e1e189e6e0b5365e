import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const manifest = z.looseObject({
  features: z.looseObject({
    slash_commands: z
      .array(z.object({ command: z.string(), description: z.string(), usage_hint: z.string().optional() }))
      .default([]),
    shortcuts: z
      .array(z.object({ name: z.string(), type: z.enum(['global', 'message']), callback_id: z.string() }))
      .default([]),
    app_home: z.looseObject({ messages_tab_read_only_enabled: z.boolean().default(false) }),
  }),
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()) }) }),
  settings: z.looseObject({ event_subscriptions: z.looseObject({ bot_events: z.array(z.string()) }) }),
});
type Features = z.output<typeof manifest>['features'];

export interface AppFeatures {
  readonly commands: Features['slash_commands'];
  readonly shortcuts: Features['shortcuts'];
  /** Whether people may not write to the app directly. */
  readonly isReadOnly: boolean;
}

const read = (file: string) => manifest.parse(parse(readFileSync(file, 'utf8')));

/** What a workspace grants to the app that is made from the manifest: these scopes and these events. */
export function readGrants(file = 'manifest.yml'): { scopes: string[]; events: string[] } {
  const { oauth_config, settings } = read(file);
  return { scopes: oauth_config.scopes.bot, events: settings.event_subscriptions.bot_events };
}

/** What the app offers to people. */
export function readFeatures(file: string): AppFeatures {
  const { slash_commands, shortcuts, app_home } = read(file).features;
  return { commands: slash_commands, shortcuts, isReadOnly: app_home.messages_tab_read_only_enabled };
}
