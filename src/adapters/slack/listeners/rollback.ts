import { handoffId, person } from '../../../domain/ids.js';
import { undoRefusal } from '../../../domain/lifecycle/roll-back.js';
import { sentence } from '../../../domain/refusal.js';
import type { ModalView } from '../blocks/kit/modal.js';
import { undoModal } from '../blocks/windows/modals.js';
import { asker, contextOf, type Desk } from '../press-context.js';
import { nothingSeen } from './status.js';

export interface RollbackAsked {
  readonly who: string;
  readonly id: string;
  readonly channel: string;
}

/** The window that the Undo button opens, or why there is none, in one sentence. */
export async function undoWindow(
  desk: Desk,
  { who, id, channel }: RollbackAsked,
): Promise<ModalView | string> {
  const by = person(await asker(desk, who));
  const handoff = await desk.queries.handoff(by, handoffId(id));
  if ('code' in handoff) return nothingSeen(handoff);
  const refused = undoRefusal(handoff, contextOf(desk, who));
  return refused ? sentence(refused) : undoModal({ handoff, channel }, desk.charters.current());
}
