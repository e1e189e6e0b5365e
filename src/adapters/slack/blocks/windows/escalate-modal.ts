import type { Directory } from '../../../../domain/directory.js';
import { membersOf } from '../../../../domain/directory.js';
import { callbackIds } from '../../action-ids.js';
import { title } from '../../text/words.js';
import { type ModalOrigin, type ModalView, modal, textInput } from '../kit/modal.js';
import { type Choice, groupedSelect } from '../kit/select.js';

/** The charter's named options first, then the roles and the people that it allows. */
export function escalateModal(origin: ModalOrigin, directory: Directory): ModalView {
  const { options, escalateTo } = origin.handoff.policy;
  const named = Object.entries(options).map(([value, { label }]) => ({ value, label }));
  const roles = escalateTo.map((role) => ({ value: `role:${role}`, label: title(role) }));
  return modal(origin, {
    callbackId: callbackIds.escalate,
    title: 'Escalate',
    submit: 'Escalate',
    blocks: [
      groupedSelect({
        id: 'option',
        label: 'To whom?',
        groups: [
          { label: 'Usual ways', choices: [...named, { value: 'manager', label: 'To the manager' }] },
          { label: 'A team', choices: roles },
          { label: 'A person', choices: peopleOf(escalateTo, directory) },
        ],
      }),
      textInput({ id: 'note', label: 'What should they know?', multiline: true, optional: true }),
    ],
  });
}

function peopleOf(roles: readonly string[], directory: Directory): Choice[] {
  const ids = new Set(roles.flatMap((role) => membersOf(directory, role)));
  return [...ids].flatMap((id) => {
    const person = directory.people[id];
    return person && !person.isDeactivated ? [{ value: `person:${id}`, label: person.name }] : [];
  });
}
