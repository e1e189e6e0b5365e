import type { ModalView } from '@slack/types';
import { section } from '../kit/kit.js';

export const delegateCallback = 'delegation.submitted';

/** Who decides for you while you are away, and until when. */
export function delegateModal(now: Date): ModalView {
  return {
    type: 'modal',
    callback_id: delegateCallback,
    title: { type: 'plain_text', text: 'While you are away' },
    submit: { type: 'plain_text', text: 'Let them decide' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      section(
        'They can then decide and look after your work in your place. The log says that they did it for you. They cannot hand it on, and nobody can approve their own request this way.',
      ),
      {
        type: 'input',
        block_id: 'to',
        label: { type: 'plain_text', text: 'Who?' },
        element: { type: 'users_select', action_id: 'to' },
      },
      dateTime({ id: 'from', label: 'From', initialAt: now }),
      dateTime({ id: 'until', label: 'Until', initialAt: new Date(now.getTime() + 86_400_000) }),
    ],
  };
}

function dateTime({ id, label, initialAt }: { id: string; label: string; initialAt: Date }) {
  return {
    type: 'input' as const,
    block_id: id,
    label: { type: 'plain_text' as const, text: label },
    element: {
      type: 'datetimepicker' as const,
      action_id: id,
      initial_date_time: Math.floor(initialAt.getTime() / 1_000),
    },
  };
}
