import type { Tool } from '../domain/charter.js';
import type { JsonObject } from '../domain/json.js';

/** Runs tools of one kind. Calls are redacted by the connector before anything of them is kept. */
export interface Connector {
  /** What the tool's record holds now, limited to the tool's prior values; null when the tool has no read. */
  read(call: ToolCall): Promise<JsonObject | null>;
  /** Carries the call out once; the same key means the same effect where the target honours keys. */
  write(call: ToolCall & { readonly key: string }): Promise<WriteResult>;
}

export interface ToolCall {
  readonly tool: Tool;
  readonly arguments: JsonObject;
}

/**
 * `refused`: the target said no and did nothing (4xx). `unknown`: it may have happened (timeout, 5xx, lost
 * reply). `busy`: it did nothing and asks to come back later.
 */
export type WriteResult =
  | { readonly outcome: 'done'; readonly result: JsonObject }
  | { readonly outcome: 'refused'; readonly detail: string }
  | { readonly outcome: 'busy'; readonly detail: string; readonly retryAfterMs: number }
  | { readonly outcome: 'unknown'; readonly detail: string };
