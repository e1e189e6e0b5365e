import { z } from 'zod';

interface Asking {
  readonly apiUrl: string;
  readonly token: string;
}

/** The trouble is Slack's own code, or `unreachable`, or `not_slack`. */
type Asked =
  | { readonly body: Readonly<Record<string, unknown>>; readonly headers: Headers }
  | { readonly trouble: string };

const timeoutMs = 8_000;
const answer = z.looseObject({ ok: z.boolean(), error: z.string().optional() });

/** A call whose headers are wanted too; the Web API's client keeps those to itself. */
export async function askSlack(method: string, { apiUrl, token }: Asking): Promise<Asked> {
  const address = new URL(method, apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`);
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    text = await response.text();
  } catch {
    // Whatever kept the network from answering, the person has the same thing to do.
    return { trouble: 'unreachable' };
  }
  if (response.status === 429) return { trouble: 'ratelimited' };
  if (response.status >= 500) return { trouble: 'internal_error' };
  const read = answer.safeParse(parsed(text));
  if (!read.success) return { trouble: 'not_slack' };
  return read.data.ok
    ? { body: read.data, headers: response.headers }
    : { trouble: read.data.error ?? 'not_slack' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no answer of Slack's.
    return null;
  }
}

export function troubleWords(trouble: string): string {
  return words[trouble] ?? `Slack answered “${trouble}”; its reference says what that means.`;
}

const words: Readonly<Record<string, string>> = {
  unreachable: 'Slack cannot be reached: check this machine’s network and, if it is set, SLACK_API_URL.',
  not_slack: 'what answered is not Slack: unset SLACK_API_URL.',
  ratelimited: 'Slack asks to wait: try again in a minute.',
  internal_error: 'Slack has trouble of its own: try again in a minute, or see status.slack.com.',
};
