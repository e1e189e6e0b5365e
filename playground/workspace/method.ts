import type { State } from './state.js';

export type Arguments = Record<string, unknown>;
export type Answer = Record<string, unknown>;
export type Method = (state: State, args: Arguments) => Answer;
