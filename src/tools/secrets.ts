import { CallFault } from './call-fault.js';

/** The value of an environment variable; undefined when it is not set. */
export type Secrets = (name: string) => string | undefined;

/** Throws a `CallFault`. */
export function secretOf(name: string, secrets: Secrets): string {
  const secret = secrets(name)?.trim();
  if (!secret)
    throw new CallFault('refused', `${name} is not set, so there are no credentials for this tool.`);
  if (!/^[\x21-\x7e]+$/.test(secret))
    throw new CallFault('refused', `${name} holds characters that no credential can have.`);
  return secret;
}

/** An address with one of these schemes, such as `https`. Throws a `CallFault` that does not repeat it. */
export function addressOf(
  name: string,
  secrets: Secrets,
  wanted: { readonly schemes: readonly string[]; readonly example: string },
): URL {
  const text = secrets(name)?.trim();
  if (!text) throw new CallFault('refused', `${name} is not set, so this tool has no address.`);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !wanted.schemes.includes(url.protocol.slice(0, -1)))
    throw new CallFault('refused', `${name} must be an address such as ${wanted.example}.`);
  return url;
}

/** What of an address must never be seen: its credentials, written either way. */
export function secretsIn(url: URL): string[] {
  return [url.password, decoded(url.password)].filter((text) => text !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Then it was never encoded.
    return text;
  }
}

/** Credentials that are a JSON object, such as a service account's key. Throws a `CallFault`. */
export function secretsOfJson(name: string, secrets: Secrets): Record<string, unknown> {
  const text = secrets(name)?.trim();
  if (!text) throw new CallFault('refused', `${name} is not set, so there are no credentials for this tool.`);
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // The parser's own words would repeat a part of the secret.
    throw new CallFault('refused', `${name} must be the JSON text of a service account’s key.`);
  }
}
