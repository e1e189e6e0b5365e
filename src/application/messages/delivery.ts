import type { DeliveryFault } from '../../ports/slack.js';
import { backoffMs, type EffectOutcome, later } from '../effect-outcome.js';

/** A dead installation is looked at again this often. */
const downWaitMs = 60_000;

export const isDeliveryFault = (fault: unknown): fault is DeliveryFault =>
  fault instanceof Error && 'kind' in fault && 'retryAfterMs' in fault;

/** What to wait for, or null when this message will never get through here. */
export const afterDeliveryFault = (fault: DeliveryFault, attempts: number): EffectOutcome | null => {
  switch (fault.kind) {
    case 'later':
      return later(fault.retryAfterMs ?? backoffMs(attempts));
    case 'unknown':
      return later(backoffMs(attempts));
    case 'down':
      return later(downWaitMs);
    case 'elsewhere':
    case 'never':
    case 'gone':
      return null;
  }
};
