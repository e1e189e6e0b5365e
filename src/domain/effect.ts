/**
 * An effect is something the bot must do in the world because of a change. It is stored together with the
 * change and done afterwards, at least once; what it led to comes back as the next command. Effects on a
 * message always render the stored handoff, so that only the latest matters.
 */

import type { PagingWay } from './charter/paging.js';
import type { Handoff, Owner } from './handoff/handoff.js';
import { currentStep } from './handoff/run.js';

export type Effect =
  /** Pack the context, read what the records hold, choose an owner; its outcome is `triage`. */
  | { readonly type: 'prepare' }
  /** Post the card, or bring it up to date. */
  | { readonly type: 'show-card' }
  /** Tell the thread of the card about the event with this number. */
  | { readonly type: 'add-note'; readonly event: number }
  /** Write to the owner privately. */
  | { readonly type: 'tell-owner'; readonly why: TellWhy; readonly owner: Owner }
  /** Tell a channel that this waits; the event says why. */
  | { readonly type: 'tell-channel'; readonly channel: string; readonly event: number }
  /** Reach somebody outside Slack. */
  | { readonly type: 'page'; readonly way: PagingWay; readonly owner: Owner }
  /** Post the exception where its owners look, or bring that message up to date. */
  | { readonly type: 'show-exception' }
  /** Do the next step of the run; its outcomes are `start_step` and `finish_step`. */
  | { readonly type: 'run-step' };
export type EffectType = Effect['type'];

export type TellWhy =
  | 'assigned'
  | 'nudge'
  | 'alert'
  | 'escalated'
  | 'information_needed'
  | 'exception'
  | 'overridden'
  | 'nobody_may_approve'
  | 'asked_again'
  | 'unreached';

/** Effects of this type replace an earlier one of the same handoff that has not begun. */
export function isCoalesced(type: EffectType): boolean {
  return type === 'show-card' || type === 'show-exception' || type === 'run-step' || type === 'prepare';
}

/** Reminders wait a moment, so that those that fall due together come as one message. */
export const gatherMs = 1_000;
export function delayMsOf(effect: Effect): number {
  return effect.type === 'tell-owner' && effect.why === 'nudge' ? gatherMs : 0;
}

/** Effects of one lane are done one after the other: a channel takes one message at a time. */
export function laneOf(effect: Effect, handoff: Handoff): string {
  switch (effect.type) {
    case 'show-card':
    case 'add-note':
      return `channel:${handoff.policy.channel}`;
    case 'show-exception':
      return `channel:${handoff.policy.exceptionsChannel}`;
    case 'tell-owner':
      // Reminders may have to wait, and nothing that cannot wait may stand behind them.
      return `${effect.why === 'nudge' ? 'nudges' : 'person'}:${effect.owner.person ?? effect.owner.role}`;
    case 'tell-channel':
      return `channel:${effect.channel}`;
    case 'page':
      return `page:${effect.way}:${handoff.id}`;
    case 'prepare':
      return `handoff:${handoff.id}`;
    case 'run-step':
      return stepLane(handoff);
  }
}

/** Whoever works on a record keeps all others away from it until the step has ended. */
function stepLane({ id, execution: { run } }: Handoff): string {
  const record = run?.steps[currentStep(run)]?.record ?? null;
  return record === null ? `handoff:${id}` : `record:${record}`;
}
