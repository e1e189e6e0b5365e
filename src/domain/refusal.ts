/**
 * A refusal is an ordinary answer: the wish was understood and is not granted. Each code becomes one human
 * sentence here and nowhere else. Nothing changes but the log, and only the person concerned is told.
 */
import type { State } from './handoff/handoff.js';

export const refusalCodes = [
  'already_decided',
  'already_voted',
  'old_card',
  'not_now',
  'not_an_approver',
  'own_request',
  'own_edit',
  'own_agent',
  'not_your_handoff',
  'outsider',
  'guest',
  'deactivated',
  'unknown_person',
  'nobody_may_approve',
  'directory_unknown',
  'person_unknown_now',
  'not_an_administrator',
  'level_forbids',
  'nothing_to_change',
  'invalid_value',
  'unknown_option',
  'unknown_task_type',
  'unknown_agent',
  'may_not_submit',
  'unknown_tool',
  'held',
  'may_not_pause',
  'not_undoable',
  'undo_window_closed',
  'charter_changed',
  'nobody_stands_in',
  'not_found',
  'nothing_to_see',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  readonly code: RefusalCode;
  /** Fills the sentence: a name, a field, a time. */
  readonly detail: string | null;
  /** JSON pointer to the field at fault, when there is one. */
  readonly pointer: string | null;
  /** What may have been meant, as a sentence of its own. */
  readonly hint?: string;
  /** What else is at fault, when more than one thing is. */
  readonly others?: readonly Refusal[];
}

export function refusal(
  code: RefusalCode,
  detail: string | null = null,
  pointer: string | null = null,
): Refusal {
  return {
    code,
    detail,
    pointer,
  };
}

/** One refusal for all that is at fault; the first of them is said. */
export function together([first, ...others]: readonly Refusal[]): Refusal {
  if (!first) throw new Error('Nothing is at fault.');
  return others.length ? { ...first, others } : first;
}

/** One sentence for the person who asked. */
export function sentence({ code, detail, hint = '' }: Refusal): string {
  return `${sentences[code](detail ?? '')}${hint}`;
}

/** The same whether or not there is anything: whoever may not read it does not learn which. */
const nothingToSee = 'There is nothing here that you may see.';

const sentences: Record<RefusalCode, (detail: string) => string> = {
  already_decided: (by) => `This was already decided${by && ` by ${by}`}, so nothing changed.`,
  already_voted: () => 'You have already approved this; it is waiting for somebody else.',
  old_card: () => 'This card is out of date, so nothing changed. Please use the newest card.',
  not_now: (state) =>
    `That is not possible while the handoff is ${stateWords[state as State] ?? 'in its present state'}.`,
  not_an_approver: (who) => `Only ${who || 'the named approvers'} can decide this, so nothing changed.`,
  own_request: () => 'You asked for this, so somebody else has to approve it.',
  own_edit: () => 'You have edited this, so somebody else has to approve it.',
  own_agent: () => 'You answer for the agent that proposed this, so somebody else has to approve it.',
  not_your_handoff: (who) => `Only ${who || 'its owner and its approvers'} can do that.`,
  outsider: () => 'People from another workspace cannot decide here.',
  guest: () => 'Guests cannot decide here.',
  deactivated: () => 'This account is deactivated, so it cannot decide.',
  unknown_person: () => 'I do not know you yet, so nothing changed. Please try again in a minute.',
  nobody_may_approve: () => 'The charter names nobody who may approve this. Its owner has been told.',
  directory_unknown: (role) =>
    `I cannot see who is in ${role || 'the approvers’ group'} right now, so nobody can approve. Please try again in a minute.`,
  person_unknown_now: () =>
    'Slack has not told me in the last minute who you are, so nothing changed. Please try again in a minute.',
  not_an_administrator: (who) =>
    who
      ? `Only ${who} can approve alone in an emergency, so nothing changed.`
      : 'The charter lets nobody approve alone, so nothing changed.',
  level_forbids: () => 'The charter does not allow this to be approved; a person has to take it over.',
  nothing_to_change: () => 'Nothing was different, so nothing was saved.',
  invalid_value: (what) => what || 'That value does not fit.',
  unknown_option: (option) => `The charter has no option “${option}” for this.`,
  unknown_task_type: (type) => `The charter has no task type “${type}”.`,
  unknown_agent: (agent) => `The charter has no agent “${agent}”.`,
  may_not_submit: (type) => `This agent may not submit “${type}”; the charter lists what it may.`,
  unknown_tool: (tool) => `The tool “${tool}” is not among those of this kind of work.`,
  held: () => 'This has to wait just now, so nothing was begun.',
  may_not_pause: (who) => `Only ${who} can pause and resume the work, so nothing changed.`,
  not_undoable: () => 'Nothing of this can be taken back.',
  undo_window_closed: (until) => `The time to undo this ended${until && ` ${until}`}.`,
  charter_changed: () => 'The tool behind this has changed since the card was made. Please review it again.',
  nobody_stands_in: () => 'Nobody decides in your place at the moment.',
  not_found: () => nothingToSee,
  nothing_to_see: () => nothingToSee,
};

/** How a state reads inside a sentence. */
export const stateWords: Record<State, string> = {
  intake: 'being prepared',
  blocked: 'waiting for information',
  review: 'waiting for a decision',
  executing: 'being carried out',
  taken_over: 'in somebody’s hands',
  exception: 'waiting for help after a problem',
  done: 'done',
  rejected: 'rejected',
  cancelled: 'cancelled',
  expired: 'expired',
  rolled_back: 'undone',
  resolved: 'settled by hand',
};
