import { nextAt } from '../../../../domain/calendar/local-clock.js';
import { callbackIds } from '../../action-ids.js';
import { section } from '../kit/kit.js';
import { type InputBlock, type ModalOrigin, type ModalView, modal } from '../kit/modal.js';
import { selectInput } from '../kit/select.js';

/** Reminders only: the time to decide goes on. */
export function snoozeModal(origin: ModalOrigin): ModalView {
  return modal(origin, {
    callbackId: callbackIds.snooze,
    title: 'Remind me later',
    submit: 'Remind me then',
    blocks: [
      section(
        'You are not reminded until then. The time to decide goes on, so it cannot be later than that.',
      ),
      selectInput({
        id: 'when',
        label: 'When?',
        chosen: 'hour',
        choices: [
          { value: 'hour', label: 'In one hour' },
          { value: 'tomorrow', label: 'Tomorrow at 9:00' },
          { value: 'picked', label: 'At the time below' },
        ],
      }),
      picked,
    ],
  });
}

const picked: InputBlock = {
  type: 'input',
  block_id: 'until',
  optional: true,
  label: { type: 'plain_text', text: 'Another time' },
  element: { type: 'datetimepicker', action_id: 'until' },
};

/** `pickedS` is in seconds, as Slack sends it; nine o'clock is by the person's own clock. */
export function snoozeUntil(
  when: string | null,
  { now, zone, pickedS }: { readonly now: Date; readonly zone: string; readonly pickedS: number | null },
): Date | null {
  if (when === 'hour') return new Date(now.getTime() + 3_600_000);
  if (when === 'tomorrow') return nextAt(zone, nextAt(zone, now, 0), 9 * 60);
  return pickedS === null ? null : new Date(pickedS * 1_000);
}
