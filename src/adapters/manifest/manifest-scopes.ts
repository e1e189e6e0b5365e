import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const manifest = z.looseObject({
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()) }) }),
});

/** What the app asks for when it is made from the manifest; null when the file is not here. */
export const manifestScopes = (file = 'manifest.yml'): string[] | null => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // A bot that runs outside the project's folder has no manifest beside it.
    return null;
  }
  return manifest.parse(parse(text)).oauth_config.scopes.bot;
};
