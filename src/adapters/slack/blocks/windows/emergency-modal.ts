import { callbackIds } from '../../action-ids.js';
import { section } from '../kit/kit.js';
import { type ModalOrigin, type ModalView, modal, textInput } from '../kit/modal.js';

/** Approving alone is possible, and never quiet. */
export function emergencyModal(origin: ModalOrigin): ModalView {
  return modal(origin, {
    callbackId: callbackIds.override,
    title: 'Approve alone',
    submit: 'Approve alone',
    blocks: [
      section(
        'Use this only in an emergency. It replaces the usual approvals; the card, the thread and the log will say that you did it and why, and the owner is told.',
      ),
      textInput({ id: 'reason', label: 'Why can this not wait?', multiline: true }),
    ],
  });
}
