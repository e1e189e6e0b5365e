import type { ValueType } from '../domain/charter/value-type.js';
import type { Packet } from '../domain/handoff/packet.js';
import type { Json } from '../domain/json.js';

/** What a language model is asked: facts found in one account's text, nothing else. */
export interface PackRequest {
  readonly text: string;
  readonly describes: string;
  readonly fields: Readonly<Record<string, ValueType>>;
}

export interface Packed {
  readonly packet: Omit<Packet, 'links' | 'draftedBy'>;
  readonly fields: Readonly<Record<string, Json>>;
  readonly usage: { readonly model: string; readonly inputTokens: number; readonly outputTokens: number };
}

/** Throws when the model is down, slow, refuses or answers garbage; the caller falls back to templates. */
export interface Llm {
  pack(request: PackRequest): Promise<Packed>;
}
