import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const manifest = z.looseObject({
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()) }) }),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({ bot_events: z.array(z.string()) }),
  }),
});

/** What a workspace grants to the app that is made from the manifest: these scopes and these events. */
export const readManifest = (file = 'manifest.yml'): { scopes: string[]; events: string[] } => {
  const { oauth_config, settings } = manifest.parse(parse(readFileSync(file, 'utf8')));
  return { scopes: oauth_config.scopes.bot, events: settings.event_subscriptions.bot_events };
};
