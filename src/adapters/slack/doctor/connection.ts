import { z } from 'zod';
import type { Clock } from '../../../ports/clock.js';
import type { Finding } from '../../../ports/finding.js';
import type { SlackSettings } from '../client.js';
import { askSlack, troubleWords } from './ask-slack.js';

export interface Connection {
  readonly findings: Finding[];
  /** Null when Slack does not take the bot's token. */
  readonly teamId: string | null;
}

/** Slack refuses signatures, and nudges go out at wrong times, when the clocks differ by more. */
const mostSkewMs = 60_000;
const who = z.object({ team: z.string(), team_id: z.string(), user: z.string() });

/** One call answers three questions: whether the token works, what it may do, and what time Slack has. */
export async function examineConnection(
  { apiUrl, botToken }: SlackSettings,
  { wanted, clock }: { readonly wanted: readonly string[] | null; readonly clock: Clock },
): Promise<Connection> {
  const sentAt = clock.now().getTime();
  const asked = await askSlack('auth.test', { apiUrl, token: botToken });
  const answeredAt = clock.now().getTime();
  if ('trouble' in asked) return refused(tokenWords[asked.trouble] ?? troubleWords(asked.trouble));
  const read = who.safeParse(asked.body);
  if (!read.success) return refused('SLACK_API_URL leads to something that is not Slack: unset it.');
  const { team, team_id: teamId, user } = read.data;
  return {
    teamId,
    findings: [
      { health: 'ok', about: 'bot token', says: `works in “${team}” as @${user}` },
      scopesFinding(asked.headers.get('x-oauth-scopes'), wanted),
      skewFinding(asked.headers.get('date'), { sentAt, answeredAt }),
    ],
  };
}

function refused(says: string): Connection {
  return {
    teamId: null,
    findings: [{ health: 'bad', about: 'bot token', says }],
  };
}

const again = 'copy it again from “OAuth & Permissions” in the app’s settings to SLACK_BOT_TOKEN.';
const tokenWords: Readonly<Record<string, string>> = {
  invalid_auth: `Slack does not know it: ${again}`,
  not_authed: `Slack does not know it: ${again}`,
  not_allowed_token_type: `this is a token of another kind: ${again}`,
  token_expired: `it has expired: switch token rotation off and ${again}`,
  token_revoked: `it was revoked: install the app again and ${again}`,
  account_inactive: `the app was removed from the workspace: install it again and ${again}`,
};

function scopesFinding(header: string | null, wanted: readonly string[] | null): Finding {
  const about = 'scopes';
  if (wanted === null)
    return {
      health: 'warn',
      about,
      says: 'not compared, because manifest.yml cannot be read here: start from the project’s folder.',
    };
  if (header === null)
    return { health: 'warn', about, says: 'Slack did not say which ones the app has been given.' };
  const given = header.split(',').map((scope) => scope.trim());
  const missing = wanted.filter((scope) => !given.includes(scope));
  return missing.length
    ? {
        health: 'bad',
        about,
        says: `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing: add what manifest.yml lists under “OAuth & Permissions” and reinstall the app.`,
      }
    : { health: 'ok', about, says: `all ${wanted.length} of manifest.yml are granted` };
}

interface Asked {
  readonly sentAt: number;
  readonly answeredAt: number;
}

function skewFinding(header: string | null, { sentAt, answeredAt }: Asked): Finding {
  const about = 'clock';
  const theirs = Date.parse(header ?? '');
  if (Number.isNaN(theirs))
    return { health: 'warn', about, says: 'not compared, because Slack did not say what time it has.' };
  // The header has whole seconds; anything between sending and the answer is no skew.
  const skewMs = theirs > answeredAt ? theirs - answeredAt : Math.max(0, sentAt - theirs - 1_000);
  const words = `${Math.round(skewMs / 1_000)} s ${theirs > answeredAt ? 'behind' : 'ahead of'} Slack’s`;
  return skewMs > mostSkewMs
    ? { health: 'bad', about, says: `this machine’s clock is ${words}: let it be set by a time server.` }
    : { health: 'ok', about, says: 'agrees with Slack’s' };
}
