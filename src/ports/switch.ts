import type { Pause } from '../domain/bounds.js';
import type { Refusal } from '../domain/refusal.js';
import type { SwitchOrder } from './bounds.js';

export type Switched =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** It was so already; `standing` is the pause that stands, null when there is none. */
  | { readonly kind: 'unchanged'; readonly standing: Pause | null }
  | { readonly kind: 'switched' };

/** Pauses or resumes for somebody who may; from the moment it resolves, nothing that it stops is begun. */
export type Switch = (wish: Omit<SwitchOrder, 'at'>) => Promise<Switched>;
