import type { Tool } from '../domain/charter/charter.js';
import type { JsonObject } from '../domain/json.js';
import type { CallOf } from './calls.js';

/** Runs tools of one kind. Calls are redacted by the connector before anything of them is kept. */
export interface Connector {
  /**
   * What the tool's record holds now, limited to the tool's prior values (null where a field is missing); null
   * when the tool has no read. Throws a `ReadFault`.
   */
  read(call: ToolCall): Promise<JsonObject | null>;
  /** Carries the call out once; the same key means the same effect where the target honours keys. */
  write(call: WriteCall): Promise<WriteResult>;
}

export interface WriteCall extends ToolCall {
  readonly key: string;
  /** What the record held when it was last read: a target that can compare writes only over these values. */
  readonly prior: JsonObject | null;
}

export interface ToolCall {
  readonly tool: Tool;
  readonly arguments: JsonObject;
  /** On whose behalf, for the record of calls; the call itself does not depend on it. */
  readonly of?: CallOf;
}

/**
 * What a failed read means. `gone`: there is no such record. `refused`: the target will not answer this call as
 * it is. `later`: it may answer another time. The message is one plain sentence for people.
 */
export interface ReadFault extends Error {
  readonly kind: 'gone' | 'refused' | 'later';
}

export function isReadFault(fault: unknown): fault is ReadFault {
  return (
    fault instanceof Error && 'kind' in fault && ['gone', 'refused', 'later'].includes(String(fault.kind))
  );
}

/**
 * `refused`: the target said no and did nothing (4xx). `unknown`: it may have happened (timeout, 5xx, lost
 * reply). `busy`: it did nothing and asks to come back later. `conflict`: the record was not as it was read, so
 * nothing was written.
 */
export type WriteResult =
  | { readonly outcome: 'done'; readonly result: JsonObject }
  | { readonly outcome: 'refused' | 'conflict'; readonly detail: string }
  | { readonly outcome: 'busy'; readonly detail: string; readonly retryAfterMs: number }
  | { readonly outcome: 'unknown'; readonly detail: string };
