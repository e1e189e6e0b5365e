/** What Slack sends to an app. */
export interface Delivery {
  readonly type: 'interactive' | 'slash_commands' | 'events_api';
  readonly payload: Record<string, unknown>;
}

/** Why a delivery is made again, in Slack's words. */
export type MissReason = 'http_timeout' | 'http_error' | 'connection_failed' | 'timeout';
export interface Retry {
  readonly num: number;
  readonly reason: MissReason;
}

/** The acknowledgement and what it carried, or why none came within three seconds. */
export type Outcome =
  | { readonly kind: 'acknowledged'; readonly body: unknown }
  | { readonly kind: 'missed'; readonly reason: MissReason; readonly mayRetry: boolean };

export interface Deliveries {
  send(delivery: Delivery, retry?: Retry): Promise<Outcome>;
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  close(): Promise<void>;
}

/** An app must acknowledge within this time. */
export const ackWithinMs = 3_000;
