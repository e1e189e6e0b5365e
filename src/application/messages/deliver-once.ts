import type { Handoff } from '../../domain/handoff/handoff.js';
import { bot } from '../../domain/ids.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { DeliveryFault, Place, Slack, Whereabouts } from '../../ports/slack.js';
import type { OutboxItem } from '../../ports/store.js';
import { backoffMs, done, type EffectOutcome, later } from '../effect-outcome.js';

/** One message about a handoff that is to arrive once. */
export interface Message {
  readonly item: OutboxItem;
  readonly handoff: Handoff;
  /** Names the message in the workspace, so that it can be found again. */
  readonly key: string;
  readonly where: Omit<Whereabouts, 'since'>;
  /** What could not be delivered, should it never arrive. */
  readonly surface: string;
  /** Posts it and keeps where it stands. */
  readonly post: () => Promise<EffectOutcome>;
  /** It stood there already, posted by a try whose end nobody saw. */
  readonly found?: (earlier: Place) => Promise<EffectOutcome>;
  /** What it was to be put on is not there any more; absent: it never arrives. */
  readonly gone?: () => Promise<EffectOutcome>;
}

export interface DeliveryDeps {
  readonly slack: Slack;
  readonly dispatch: Dispatch;
}

/** Looks whether an earlier try got through, posts if none did, and says what a fault of the workspace means. */
export function deliverOnce(message: Message, deps: DeliveryDeps): Promise<EffectOutcome> {
  const { item, key, where, post, found } = message;
  return delivering(message, deps, async () => {
    const earlier = item.attempts > 0 ? await deps.slack.find(key, { ...where, since: item.queuedAt }) : null;
    if (!earlier) return post();
    return found ? found(earlier) : done;
  });
}

/** Does what may meet a fault of the workspace, such as bringing a message up to date. */
export async function delivering(
  message: Pick<Message, 'item' | 'handoff' | 'surface' | 'gone'>,
  deps: Pick<DeliveryDeps, 'dispatch'>,
  work: () => Promise<EffectOutcome>,
): Promise<EffectOutcome> {
  try {
    return await work();
  } catch (fault) {
    if (!isDeliveryFault(fault)) throw fault;
    if (fault.kind === 'gone' && message.gone) return message.gone();
    return waitAfter(fault, message.item.attempts) ?? reportUndelivered(message, fault.message, deps);
  }
}

/** It will never arrive: that is written down, and whoever has to know is told. */
export async function reportUndelivered(
  { item, handoff, surface }: Pick<Message, 'item' | 'handoff' | 'surface'>,
  detail: string,
  { dispatch }: Pick<DeliveryDeps, 'dispatch'>,
): Promise<EffectOutcome> {
  const command = { type: 'report_undeliverable', surface, detail } as const;
  await dispatch({ handoffId: handoff.id, command, actor: bot, settles: item.id });
  return done;
}

export function isDeliveryFault(fault: unknown): fault is DeliveryFault {
  return fault instanceof Error && 'kind' in fault && 'retryAfterMs' in fault;
}

/** A dead installation is looked at again this often. */
const downWaitMs = 60_000;
/** About three quarters of an hour in which nobody can say whether it arrives: then it is taken for lost. */
const mostUnknown = 16;

/** What to wait for, or null when this message will never get through here. */
function waitAfter(fault: DeliveryFault, attempts: number): EffectOutcome | null {
  switch (fault.kind) {
    case 'later':
      return later(fault.retryAfterMs ?? backoffMs(attempts));
    case 'unknown':
      return attempts < mostUnknown ? later(backoffMs(attempts)) : null;
    case 'down':
      return later(downWaitMs);
    case 'elsewhere':
    case 'never':
    case 'gone':
      return null;
  }
}
