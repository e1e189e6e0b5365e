import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { DeliveryFault } from '../../ports/slack.js';

type Kind = DeliveryFault['kind'];

/** What Slack's error codes mean for the outbox; the codes are from the methods' reference pages. */
const kinds: Readonly<Record<Kind, readonly string[]>> = {
  later: ['ratelimited', 'rate_limited', 'message_limit_exceeded', 'team_added_to_org', 'org_login_required'],
  unknown: ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'],
  elsewhere: [
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_non_threadable_channel',
    'user_not_found',
    'user_disabled',
    'users_not_found',
    'invalid_user_combination',
    'messages_tab_disabled',
    'user_not_in_channel',
    'thread_not_found',
    'cannot_reply_to_message',
  ],
  gone: ['message_not_found', 'cant_update_message', 'edit_window_closed'],
  down: [
    'token_revoked',
    'account_inactive',
    'invalid_auth',
    'token_expired',
    'not_authed',
    'missing_scope',
    'no_permission',
    'not_allowed_token_type',
    'app_access_restricted',
    'ekm_access_denied',
  ],
  never: [],
};
const kindOf = new Map(
  Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => [code, kind as Kind])),
);

interface FaultFacts {
  readonly kind: Kind;
  readonly retryAfterMs?: number;
  readonly cause: unknown;
}

class SlackDeliveryFault extends Error implements DeliveryFault {
  readonly kind: Kind;
  readonly retryAfterMs: number | null;
  constructor(message: string, { kind, retryAfterMs, cause }: FaultFacts) {
    super(message, { cause });
    this.kind = kind;
    this.retryAfterMs = retryAfterMs ?? null;
  }
}

/** Makes one call and turns whatever Slack or the network threw into what the outbox understands. */
export async function withDeliveryFaults<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw faultOf(cause);
  }
}

export function errorCode(fault: unknown): string | null {
  return fault instanceof WebAPIPlatformError ? String(fault.data.error) : null;
}

function faultOf(cause: unknown): DeliveryFault {
  if (cause instanceof WebAPIRateLimitedError)
    return new SlackDeliveryFault('Slack asks to wait.', {
      kind: 'later',
      retryAfterMs: cause.retryAfter * 1_000,
      cause,
    });
  const code = errorCode(cause);
  if (code) {
    const kind = kindOf.get(code) ?? 'never';
    return new SlackDeliveryFault(words[code] ?? `Slack answered “${code}”.`, { kind, cause });
  }
  const isRefusal = cause instanceof WebAPIHTTPError && cause.statusCode < 500;
  return new SlackDeliveryFault('Slack did not answer.', { kind: isRefusal ? 'never' : 'unknown', cause });
}

const words: Readonly<Record<string, string>> = {
  channel_not_found: 'The channel does not exist, or the bot is not in it.',
  not_in_channel: 'The bot is not in the channel; please invite it.',
  is_archived: 'The channel is archived.',
};
