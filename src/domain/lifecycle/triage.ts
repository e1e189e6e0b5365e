/**
 * Once the context is packed and the records are read, an owner is chosen; then either somebody is asked for what is
 * missing, or a person decides, or, at level 1, the work is done and shown.
 */
import { withPauses } from '../calendar/working-calendar.js';
import { climb } from '../charter/climb.js';
import type { Triage } from '../command.js';
import type { Context } from '../context.js';
import { membersOf } from '../directory.js';
import type { Effect } from '../effect.js';
import { namesRead } from '../handoff/extracted.js';
import type { Handoff, Owner } from '../handoff/handoff.js';
import { nextProposal, wasAskedBefore } from '../handoff/next-proposal.js';
import type { Policy } from '../handoff/policy.js';
import type { ProposalContent } from '../handoff/proposal.js';
import { missingFields } from '../handoff/propose.js';
import type { Run } from '../handoff/run.js';
import { ownerByRule } from '../handoff/settle-policy.js';
import { subjectOf } from '../handoff/subject.js';
import { dueAfter, type LadderClock, nextCheck } from '../ladder/ladder.js';
import { calendarNamed } from '../ladder/ladder-plan.js';
import type { Triaged } from '../log/event.js';
import { calendarNameOf } from '../people/presence.js';
import { refusal } from '../refusal.js';
import { boundedPolicy } from '../run/holds.js';
import { startedRun } from '../run/steps.js';
import { targetRecords } from '../run/target-record.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { tellIfNobody } from './permission.js';
import { pagesOf } from './rungs.js';
import { after, alertAgainMs, remindBlockedMs, watchRunMs } from './waits.js';

export function triage(handoff: Handoff, command: Triage, context: Context): Ruling {
  const { charter, now } = context;
  const taskType = charter.taskTypes[handoff.origin.taskType];
  if (!taskType) return denied(refusal('unknown_task_type', handoff.origin.taskType));
  const packet = command.packet ?? handoff.work.packet;
  const fields = { ...command.fields, ...handoff.work.fields };
  const proposal = withSnapshots(nextProposal(handoff, { packet, fields }, charter), command.before);
  const missing = missingFields(taskType, fields);
  const readByModel = namesRead(handoff.work, { fields: command.fields, packet });
  const subject = subjectOf(handoff, { fields, proposal, missing, readByModel });
  const settled = notBelowArrival(boundedPolicy(context, taskType, subject), handoff);
  const byRule = { role: ownerByRule(taskType, subject), person: handoff.owner.person };
  const owner = wasAskedBefore(handoff)
    ? handoff.owner
    : firstOwner(settled, command.owner ?? byRule, context);
  const policy = onCalendar(settled, owner, { handoff, charter });
  const isAlone = actsAtOnce(policy, proposal) && !isEdited(handoff);
  const to = missing.length ? 'blocked' : isAlone ? 'executing' : 'review';
  const expiresAt = after(now, policy.expireAfterMs);
  const time = clockAfterTriage(handoff, policy, context);
  const clock = { ...policy, ...time, expiresAt, nextRung: handoff.clock.nextRung };
  const event: Triaged = {
    type: 'triaged',
    data: {
      to,
      owner,
      policy,
      missing,
      readByModel,
      nonce: wasAskedBefore(handoff) ? command.nonce : handoff.consent.nonce,
      dueAt: dueAfter(time, policy, charter),
      expiresAt,
      nextCheckAt: to === 'review' ? firstCheck(clock, now) : after(now, waitsMs[to]),
      run: to === 'executing' && proposal ? begun(handoff, proposal, context) : null,
    },
    content: { packet, fields, proposal, unread: command.unread ?? [] },
  };
  return granted([event], [...afterTriage(event, handoff), ...inReview(event, handoff, context)]);
}

function actsAtOnce({ level, mode }: Policy, proposal: ProposalContent | null): boolean {
  return level === 1 && mode === 'act' && proposal !== null;
}

/** Whoever has edited it has it on their desk; saving is not approving. */
function isEdited({ work: { suggested, proposal } }: Handoff): boolean {
  return suggested !== null && proposal !== null && suggested.hash !== proposal.hash;
}

/** Whose work it is decides whose working hours count, and that stays so until somebody hands it on. */
function onCalendar(
  settled: Policy,
  owner: Owner,
  { handoff, charter }: Pick<Context, 'charter'> & { readonly handoff: Handoff },
): Policy {
  const calendar = wasAskedBefore(handoff) ? handoff.policy.calendar : calendarNameOf(charter, owner);
  return { ...settled, calendar: calendar ?? null };
}

/** What raised the level when the work came in holds until a person has had a hand in it: no text talks it down. */
function notBelowArrival(settled: Policy, { policy, consent: { editors } }: Handoff): Policy {
  return editors.length === 0 && settled.level < policy.level
    ? { ...settled, level: policy.level, because: policy.because }
    : settled;
}

function begun(
  { execution: { round } }: Handoff,
  { actions }: ProposalContent,
  { charter, now }: Context,
): Run {
  return startedRun(targetRecords(actions, charter), now, round);
}

const waitsMs = { executing: watchRunMs, blocked: remindBlockedMs } as const;

function firstCheck(clock: LadderClock & Pick<Policy, 'level'>, now: Date): Date {
  return clock.level === 4 ? after(now, alertAgainMs) : nextCheck(clock, now);
}

/** An alert goes straight to the top of the ladder. */
function firstOwner(policy: Policy, owner: Owner, { charter, directory }: Context): Owner {
  const top = policy.level === 4 ? climb(charter, policy.ladder, owner.role).at(-1)?.whom : null;
  if (!top || top === owner.role || !Object.hasOwn(charter.roles, top)) return owner;
  return { role: top, person: membersOf(directory, top)[0] ?? null };
}

/** The time to decide begins once; while somebody had to answer, it stood still. */
function clockAfterTriage(handoff: Handoff, policy: Policy, { charter, now }: Context) {
  const pauses = handoff.clock.pauses.map((pause) => ({ ...pause, toAt: pause.toAt ?? now.getTime() }));
  const calendar = withPauses(calendarNamed(charter, policy.calendar), pauses);
  return { startedAt: handoff.clock.startedAt ?? now, pauses, calendar };
}

function withSnapshots(content: ProposalContent | null, before: Triage['before']): ProposalContent | null {
  return (
    content && {
      ...content,
      actions: content.actions.map((action, index) => ({ ...action, before: before[index] ?? null })),
    }
  );
}

/** An alert also leaves Slack at once, where the top of its ladder does. */
function inReview({ data }: Triaged, handoff: Handoff, context: Context): Effect[] {
  if (data.to !== 'review') return [];
  const { policy, owner } = data;
  const pages = policy.level === 4 ? pagesOf(policy.ladder.at(-1), owner, context.charter) : [];
  return [...tellIfNobody({ ...handoff, policy, owner }, context), ...pages];
}

function afterTriage({ data }: Triaged, handoff: Handoff): Effect[] {
  if (data.to === 'executing') return [{ type: 'run-step' }];
  const owner =
    data.to === 'blocked' && handoff.origin.requester
      ? { ...data.owner, person: handoff.origin.requester }
      : data.owner;
  const why = data.to === 'blocked' ? 'information_needed' : 'assigned';
  return [{ type: 'show-card' }, { type: 'tell-owner', why, owner }];
}
