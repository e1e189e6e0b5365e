import { type PlainCommand, plainCommands, type Seen } from '../../domain/command.js';
import { type HandoffId, handoffId } from '../../domain/ids.js';

/** The name of a button that gives one command at once. */
export const pressId = <Type extends PlainCommand>(type: Type) => `handoff.${type}` as const;

/** Null for a button that does something else. */
export function pressedCommand(actionId: string): PlainCommand | null {
  return plainCommands.find((type) => pressId(type) === actionId) ?? null;
}

/** Every name that travels to Slack and comes back; blocks and listeners share it. */
export const actionIds = {
  approve: pressId('approve'),
  edit: 'handoff.edit',
  reject: 'handoff.reject',
  escalate: 'handoff.escalate',
  takeOver: pressId('take_over'),
  complete: 'handoff.complete',
  handBack: 'handoff.hand_back',
  undo: 'handoff.undo',
  review: 'handoff.review',
  retry: 'handoff.retry',
  restoreAnyway: 'handoff.restore_anyway',
  resolve: 'handoff.resolve',
  rollBack: 'handoff.roll_back',
  more: 'handoff.more',
  answer: 'handoff.answer',
  snooze: 'handoff.snooze',
  openCard: 'handoff.open_card',
  nextPage: 'status.next_page',
} as const;

/** Choices of the overflow menu: the value is `choice|seen`. */
export const moreChoices = {
  ask: 'ask',
  takeOver: 'take_over',
  override: 'override',
  snooze: 'snooze',
  history: 'history',
} as const;

export const callbackIds = {
  edit: 'handoff.edit.submitted',
  reject: 'handoff.reject.submitted',
  escalate: 'handoff.escalate.submitted',
  ask: 'handoff.ask.submitted',
  answer: 'handoff.answer.submitted',
  snooze: 'handoff.snooze.submitted',
  override: 'handoff.override.submitted',
  undo: 'handoff.undo.submitted',
  review: 'handoff.review.submitted',
  reviewPage: 'handoff.review.page',
  resolve: 'handoff.resolve.submitted',
  history: 'handoff.history',
} as const;

export interface SeenCard extends Seen {
  readonly id: HandoffId;
}

/** `id.revision.nonce`, on every button. */
export const encodeSeen = ({ id, revision, nonce }: SeenCard): string => `${id}.${revision}.${nonce}`;

/** Null when the value is not one of ours. */
export function decodeSeen(value: unknown): SeenCard | null {
  const found = /^(?<id>h_[a-z0-9]+)\.(?<revision>\d{1,6})\.(?<nonce>[\w-]+)$/.exec(String(value))?.groups;
  if (!found?.id || !found.nonce) return null;
  return { id: handoffId(found.id), revision: Number(found.revision), nonce: found.nonce };
}
