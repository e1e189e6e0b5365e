import { personId } from '../../../domain/ids.js';
import type { Arrival } from '../../../ports/intake.js';
import type { SubmittedBody } from '../body.js';

/** What a body hands in, in the words of the house. */
export function toArrival(body: SubmittedBody): Omit<Arrival, 'agent' | 'key'> {
  return {
    taskType: body.task,
    requester: body.requester ? personId(body.requester) : null,
    account: body.account ?? body.client ?? null,
    fields: body.fields,
    summary: body.summary ?? null,
    confidence: body.confidence ?? null,
    flags: body.flags,
    recommendedAction: body.recommended_action ?? null,
    options: body.options,
    urgency: body.urgency,
    text: body.text ?? null,
    draft: body.draft_response ?? null,
    actions: body.actions,
    packet: packetOf(body),
  };
}

function packetOf({ packet, links }: SubmittedBody): Arrival['packet'] {
  return {
    links,
    ...(packet?.goal ? { goal: packet.goal } : {}),
    ...(packet?.what_happened ? { whatHappened: packet.what_happened } : {}),
    ...(packet?.current_state ? { currentState: packet.current_state } : {}),
    ...(packet?.decisions_made ? { decisionsMade: packet.decisions_made } : {}),
    ...(packet?.already_done ? { alreadyDone: packet.already_done } : {}),
    ...(packet?.must_not_change ? { mustNotChange: packet.must_not_change } : {}),
    ...(packet?.open_questions ? { openQuestions: packet.open_questions } : {}),
    ...(packet?.next_action ? { nextAction: packet.next_action } : {}),
    ...(packet?.definition_of_done ? { definitionOfDone: packet.definition_of_done } : {}),
  };
}
