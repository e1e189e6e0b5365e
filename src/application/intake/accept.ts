import type { Submit } from '../../domain/command.js';
import { canonicalText, sha256 } from '../../domain/handoff/proposal.js';
import { agent, handoffId } from '../../domain/ids.js';
import type { Clock } from '../../ports/clock.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { Arrival, Intake } from '../../ports/intake.js';
import type { IntakeKey } from '../../ports/store.js';

export interface IntakeDeps {
  readonly dispatch: Dispatch;
  readonly clock: Pick<Clock, 'newId'>;
}

/** The one way in for new work: every door hands over what it has read, and the domain says whether it may come in. */
export function createIntake({ dispatch, clock }: IntakeDeps): Intake {
  return {
    accept: (arrival) => {
      const command = toSubmit(arrival, clock);
      const intake = intakeKey(arrival);
      return dispatch({
        handoffId: command.id,
        command,
        actor: agent(arrival.agent),
        ...(intake ? { intake } : {}),
      });
    },
  };
}

function toSubmit(
  { taskType, agent: by, requester, account, fields, packet, key: _, ...submission }: Arrival,
  clock: IntakeDeps['clock'],
): Submit {
  return {
    type: 'submit',
    id: handoffId(`h_${clock.newId()}`),
    workspaceId: 'default',
    ...{ taskType, agent: by, requester, account, fields, packet },
    submission: { ...submission, summary: submission.summary ?? firstSentence(submission.text ?? '') },
    nonce: clock.newId(),
  };
}

function intakeKey({ agent: by, key }: Arrival): IntakeKey | null {
  return key && { agent: by, key: key.name, bodyHash: sha256(canonicalText(key.body)) };
}

function firstSentence(text: string): string {
  return /^.{1,199}?[.!?](?=\s|$)/su.exec(text)?.[0] ?? [...text].slice(0, 200).join('');
}
