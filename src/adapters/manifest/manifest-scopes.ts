import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const manifest = z.looseObject({
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()) }) }),
});

/** What the app asks for when it is made from the manifest; null when it cannot be read here. */
export function manifestScopes(file = 'manifest.yml'): string[] | null {
  try {
    return manifest.parse(parse(readFileSync(file, 'utf8'))).oauth_config.scopes.bot;
  } catch {
    // A bot that runs outside the project's folder has no manifest beside it, and then there is nothing to compare.
    return null;
  }
}
