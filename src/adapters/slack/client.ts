import { LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';

export interface SlackSettings {
  readonly botToken: string;
  readonly apiUrl: string;
}

/** A call that has not answered by then may have happened or not. */
const timeoutMs = 8_000;

/**
 * Calls are made once. The client's own retries post twice after a lost reply and hold every channel back when
 * one is limited; the outbox retries instead, knowing what it sent.
 */
export function clientOptions({ apiUrl }: SlackSettings): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    // What a call threw is logged where it is handled; the client would print it a second time.
    logLevel: LogLevel.ERROR,
  };
}

export function createWebClient(settings: SlackSettings): WebClient {
  return new WebClient(settings.botToken, clientOptions(settings));
}
