import type { Place } from './slack.js';

/** Plain messages of tools in the chat workspace. Each throws a `DeliveryFault`. */
export interface Messages {
  /** `key` names the message, so that the same one is not posted again while it can be found. */
  post(message: PlainMessage & { readonly key: string; readonly since: Date | null }): Promise<Place>;
  /** Null when there is no such message, or none of ours. */
  text(at: Place): Promise<string | null>;
  update(at: Place, text: string): Promise<void>;
  remove(at: Place): Promise<void>;
}

export interface PlainMessage {
  readonly channel: string;
  readonly text: string;
}
