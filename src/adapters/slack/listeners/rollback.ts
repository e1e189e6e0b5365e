import { handoffId } from '../../../domain/ids.js';
import { undoRefusal } from '../../../domain/lifecycle/roll-back.js';
import { sentence } from '../../../domain/refusal.js';
import type { ModalView } from '../blocks/kit/modal.js';
import { undoModal } from '../blocks/windows/modals.js';
import { contextOf, type Desk } from '../desk.js';
import { notFound } from './status.js';

export interface RollbackAsked {
  readonly who: string;
  readonly id: string;
  readonly channel: string;
}

/** The window that the Undo button opens, or why there is none, in one sentence. */
export const undoWindow = async (
  desk: Desk,
  { who, id, channel }: RollbackAsked,
): Promise<ModalView | string> => {
  await desk.people.meet(who);
  const handoff = await desk.store.handoff(handoffId(id));
  if (!handoff) return notFound(id);
  const refused = undoRefusal(handoff, contextOf(desk, who));
  return refused ? sentence(refused) : undoModal({ handoff, channel }, desk.charters.current());
};
