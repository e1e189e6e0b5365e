import type { State } from '../state.js';

export type Arguments = Record<string, unknown>;
export type Answer = Record<string, unknown>;
export type Method = (state: State, args: Arguments) => Answer;

export function refuse(error: string, messages: readonly string[] = []): Answer {
  return {
    ok: false,
    error,
    ...(messages.length ? { response_metadata: { messages }, errors: messages } : {}),
  };
}

/** An argument as text; anything else counts as not given. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Forms know only texts. */
export const isTrue = (value: unknown): boolean => value === true || value === 'true';
