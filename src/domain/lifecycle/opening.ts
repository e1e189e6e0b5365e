/**
 * Opening a handoff. What arrives is kept at once; then the context is packed, the records are read and an
 * owner is chosen; then either somebody is asked for what is missing, or a person decides, or, at level 1, the
 * work is done and shown. From the first moment there is an owner and a next check.
 */

import { withPauses } from '../calendar/working-calendar.js';
import type { TaskType } from '../charter/charter.js';
import { climb } from '../charter/climb.js';
import { readValue } from '../charter/value.js';
import type { Submit, SupplyInformation, Triage } from '../command.js';
import type { Context } from '../context.js';
import { membersOf } from '../directory.js';
import type { Effect } from '../effect.js';
import type { Handoff, Owner } from '../handoff/handoff.js';
import type { Packet } from '../handoff/packet.js';
import type { Policy } from '../handoff/policy.js';
import type { ProposalContent } from '../handoff/proposal.js';
import { missingFields, propose } from '../handoff/propose.js';
import { ownerByRule, type Subject } from '../handoff/settle-policy.js';
import type { Json, JsonObject } from '../json.js';
import { dueAfter, type LadderClock, nextCheck } from '../ladder/ladder.js';
import { calendarNamed } from '../ladder/ladder-plan.js';
import type { Submitted, Triaged } from '../log/event.js';
import { calendarNameOf } from '../people/presence.js';
import { type Refusal, refusal } from '../refusal.js';
import { boundedPolicy } from '../run/holding.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { byInvolved, noteAbout, tellIfNobody } from './permission.js';
import { nextProposal, wasAskedBefore } from './revising.js';
import { pagesOf } from './rungs.js';
import { startedRun } from './steps.js';
import { after, alertAgainMs, prepareWithinMs, remindBlockedMs, watchRunMs } from './waits.js';

export const submit = (command: Submit, context: Context): Ruling => {
  const { charter, now } = context;
  const taskType = charter.taskTypes[command.taskType];
  if (!taskType) return denied(refusal('unknown_task_type', command.taskType));
  const packet = firstPacket(command);
  const proposal = propose(charter, taskType, { ...command, handoffId: command.id, summary: packet.summary });
  const subject: Subject = { ...command, ...command.submission, actions: proposal?.actions ?? [] };
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
      missing: missingFields(taskType, command.fields),
      nonce: command.nonce,
      nextCheckAt: after(now, prepareWithinMs),
    },
    content: {
      account: command.account,
      submission: command.submission,
      fields: command.fields,
      packet,
      proposal,
    },
  };
  return granted([event], [{ type: 'prepare' }]);
};

export const triage = (handoff: Handoff, command: Triage, context: Context): Ruling => {
  const { charter, now } = context;
  const taskType = charter.taskTypes[handoff.taskType];
  if (!taskType) return denied(refusal('unknown_task_type', handoff.taskType));
  const packet = command.packet ?? handoff.packet;
  const fields = { ...command.fields, ...handoff.fields };
  const proposal = withSnapshots(nextProposal(handoff, { packet, fields }, charter), command.before);
  const subject: Subject = { ...handoff, ...handoff.submission, fields, actions: proposal?.actions ?? [] };
  const settled = boundedPolicy(context, taskType, subject);
  const byRule = { role: ownerByRule(taskType, subject), person: handoff.owner.person };
  const owner = wasAskedBefore(handoff)
    ? handoff.owner
    : firstOwner(settled, command.owner ?? byRule, context);
  // Whose work it is decides whose working hours count, and that stays so until somebody hands it on.
  const calendar = wasAskedBefore(handoff) ? handoff.policy.calendar : calendarNameOf(charter, owner);
  const policy: Policy = { ...settled, calendar: calendar ?? null };
  const missing = missingFields(taskType, fields);
  const to = missing.length
    ? 'blocked'
    : policy.level === 1 && policy.mode === 'act' && proposal
      ? 'executing'
      : 'review';
  const expiresAt = after(now, policy.expireAfterMs);
  const time = clockAfterTriage(handoff, policy, context);
  const clock = { ...policy, ...time, expiresAt, nextRung: handoff.nextRung };
  const event: Triaged = {
    type: 'triaged',
    data: {
      to,
      owner,
      policy,
      missing,
      nonce: wasAskedBefore(handoff) ? command.nonce : handoff.nonce,
      dueAt: dueAfter(time, policy, charter),
      expiresAt,
      nextCheckAt: to === 'review' ? firstCheck(clock, now) : after(now, waitsMs[to]),
      run: to === 'executing' && proposal ? startedRun(proposal.actions.length, now, handoff.round) : null,
    },
    content: { packet, fields, proposal },
  };
  return granted([event], [...afterTriage(event, handoff), ...inReview(event, handoff, context)]);
};

const waitsMs = { executing: watchRunMs, blocked: remindBlockedMs } as const;

const firstCheck = (clock: LadderClock & Pick<Policy, 'level'>, now: Date): Date =>
  clock.level === 4 ? after(now, alertAgainMs) : nextCheck(clock, now);

/** An alert goes straight to the top of the ladder. */
const firstOwner = (policy: Policy, owner: Owner, { charter, directory }: Context): Owner => {
  const top = policy.level === 4 ? climb(charter, policy.ladder, owner.role).at(-1)?.whom : null;
  if (!top || top === owner.role || !Object.hasOwn(charter.roles, top)) return owner;
  return { role: top, person: membersOf(directory, top)[0] ?? null };
};

/** The time to decide begins once; while somebody had to answer, it stood still. */
const clockAfterTriage = (handoff: Handoff, policy: Policy, { charter, now }: Context) => {
  const pauses = handoff.pauses.map((pause) => ({ ...pause, toAt: pause.toAt ?? now.getTime() }));
  const calendar = withPauses(calendarNamed(charter, policy.calendar), pauses);
  return { startedAt: handoff.clockStartedAt ?? now, pauses, calendar };
};

/** Supplied fields send the work back to be prepared; an answer alone sends it back as well. */
export const supplyInformation = (handoff: Handoff, command: SupplyInformation, context: Context): Ruling => {
  const refused = byInvolved(handoff, 'supply_information', context);
  if (refused) return denied(refused);
  const taskType = context.charter.taskTypes[handoff.taskType];
  if (!taskType) return denied(refusal('unknown_task_type', handoff.taskType));
  const supplied = readFields(taskType, command.fields);
  if ('code' in supplied) return denied(supplied);
  if (Object.keys(supplied.fields).length === 0 && !command.answer?.trim())
    return denied(refusal('invalid_value', 'Please give an answer or one of the values.', '/answer'));
  const missing = missingFields(taskType, { ...handoff.fields, ...supplied.fields });
  return granted(
    [
      {
        type: 'information_supplied',
        data: { missing, nextCheckAt: after(context.now, prepareWithinMs) },
        content: { fields: supplied.fields, answer: command.answer?.trim() || null },
      },
    ],
    [{ type: 'prepare' }, noteAbout(handoff)],
  );
};

/** Only what the charter declares, and only as it declares it: rules will judge by these. */
const readFields = (taskType: TaskType, given: JsonObject): { readonly fields: JsonObject } | Refusal => {
  const fields: Record<string, Json> = {};
  for (const [name, value] of Object.entries(given)) {
    const type = Object.hasOwn(taskType.fields, name) ? taskType.fields[name] : undefined;
    if (!type) return refusal('invalid_value', `The charter has no field “${name}” here.`, `/fields/${name}`);
    const read = readValue(type, value);
    if ('problem' in read) return refusal('invalid_value', read.problem, `/fields/${name}`);
    fields[name] = read.value;
  }
  return { fields };
};

const firstPacket = ({ submission, packet }: Submit): Packet => ({
  summary: submission.summary,
  goal: packet.goal ?? null,
  whatHappened: packet.whatHappened ?? null,
  currentState: packet.currentState ?? null,
  decisionsMade: packet.decisionsMade ?? [],
  alreadyDone: packet.alreadyDone ?? [],
  mustNotChange: packet.mustNotChange ?? [],
  openQuestions: packet.openQuestions ?? [],
  nextAction: packet.nextAction ?? submission.recommendedAction,
  definitionOfDone: packet.definitionOfDone ?? null,
  links: packet.links,
  draftedBy: 'agent',
});

const withSnapshots = (content: ProposalContent | null, before: Triage['before']): ProposalContent | null =>
  content && {
    ...content,
    actions: content.actions.map((action, index) => ({ ...action, before: before[index] ?? null })),
  };

/** An alert also leaves Slack at once, where the top of its ladder does. */
const inReview = ({ data }: Triaged, handoff: Handoff, context: Context): Effect[] => {
  if (data.to !== 'review') return [];
  const { policy, owner } = data;
  const pages = policy.level === 4 ? pagesOf(policy.ladder.at(-1), owner, context.charter) : [];
  return [...tellIfNobody({ ...handoff, policy, owner }, context), ...pages];
};

const afterTriage = ({ data }: Triaged, handoff: Handoff): Effect[] => {
  if (data.to === 'executing') return [{ type: 'run-step' }];
  const owner =
    data.to === 'blocked' && handoff.requester ? { ...data.owner, person: handoff.requester } : data.owner;
  const why = data.to === 'blocked' ? 'information_needed' : 'assigned';
  return [{ type: 'show-card' }, { type: 'tell-owner', why, owner }];
};
