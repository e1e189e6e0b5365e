/**
 * A submission opens a handoff, if it may come in. What arrives is kept at once, with the policy that the charter sets for it; then the
 * context is packed. From the first moment there is an owner and a next check.
 */
import type { Submit } from '../command.js';
import type { Context } from '../context.js';
import { admit } from '../handoff/admission.js';
import type { Packet } from '../handoff/packet.js';
import { missingFields, propose } from '../handoff/propose.js';
import { ownerByRule } from '../handoff/settle-policy.js';
import type { Subject } from '../handoff/subject.js';
import type { Submitted } from '../log/event.js';
import { refusal, together } from '../refusal.js';
import { boundedPolicy } from '../run/holds.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { after, prepareWithinMs } from './waits.js';

export function submit(command: Submit, context: Context): Ruling {
  const { actor, charter, now } = context;
  const isItself = actor.kind === 'agent' && actor.name === command.agent;
  if (!isItself) return denied(refusal('not_your_handoff', `the agent “${command.agent}” itself`));
  const admitted = admit(command, charter);
  if (!('taskType' in admitted)) return denied(together(admitted));
  const { taskType, fields, submission } = admitted;
  const packet = firstPacket(command);
  const work = { ...command, fields, submission, handoffId: command.id, summary: packet.summary };
  const proposal = propose(charter, taskType, work);
  const missing = missingFields(taskType, fields);
  const actions = proposal?.actions ?? [];
  const subject: Subject = { ...command, ...submission, ...{ fields, actions, missing }, readByModel: [] };
  const event: Submitted = {
    type: 'submitted',
    data: {
      id: command.id,
      workspaceId: command.workspaceId,
      taskType: taskType.name,
      handoffType: taskType.handoffType,
      agent: command.agent,
      requester: command.requester,
      charterHash: charter.hash,
      policy: boundedPolicy(context, taskType, subject),
      owner: { role: ownerByRule(taskType, subject), person: null },
      missing,
      nonce: command.nonce,
      nextCheckAt: after(now, prepareWithinMs),
    },
    content: {
      account: command.account,
      submission,
      fields,
      packet,
      proposal,
    },
  };
  return granted([event], [{ type: 'prepare' }]);
}

function firstPacket({ submission, packet }: Submit): Packet {
  return {
    summary: submission.summary,
    goal: packet.goal ?? null,
    whatHappened: packet.whatHappened ?? null,
    currentState: packet.currentState ?? null,
    decisionsMade: packet.decisionsMade ?? [],
    alreadyDone: packet.alreadyDone ?? [],
    mustNotChange: packet.mustNotChange ?? [],
    openQuestions: packet.openQuestions ?? [],
    nextAction: packet.nextAction ?? null,
    definitionOfDone: packet.definitionOfDone ?? null,
    links: packet.links,
    draftedBy: 'agent',
  };
}
