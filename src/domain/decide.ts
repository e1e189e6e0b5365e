/**
 * One street for every change: a command meets the rule for it in the present state, and the answer is what
 * happened and what follows, or a refusal. The table is the whole lifecycle; what is not in it cannot happen.
 * Nothing here reads a clock, rolls dice or asks the network, so everything can be replayed.
 */
import type { Command, CommandType, Open, Verb } from './command.js';
import type { Context } from './context.js';
import type { Effect } from './effect.js';
import type { Handoff, State } from './handoff/handoff.js';
import { approve } from './lifecycle/approve.js';
import { cancel } from './lifecycle/cancel.js';
import { complete } from './lifecycle/complete.js';
import { edit } from './lifecycle/edit.js';
import { escalate } from './lifecycle/escalate.js';
import { reportFailing } from './lifecycle/exceptions/report-failing.js';
import { handBack } from './lifecycle/hand-back.js';
import { askInformation } from './lifecycle/information/ask-information.js';
import { supplyInformation } from './lifecycle/information/supply-information.js';
import { override } from './lifecycle/override.js';
import { byInvolved } from './lifecycle/permission.js';
import { reject } from './lifecycle/reject.js';
import { reportUndeliverable } from './lifecycle/report-undeliverable.js';
import { resolve } from './lifecycle/resolve.js';
import { retry } from './lifecycle/retry.js';
import { rollBack } from './lifecycle/roll-back.js';
import { snooze } from './lifecycle/snooze.js';
import { finishStep } from './lifecycle/steps/finish-step.js';
import { startStep } from './lifecycle/steps/start-step.js';
import { submit } from './lifecycle/submit.js';
import { takeOver } from './lifecycle/take-over.js';
import { triage } from './lifecycle/triage.js';
import { wake } from './lifecycle/wake.js';
import type { HandoffEvent } from './log/event.js';
import { evolve } from './log/evolve.js';
import { mayRead } from './people/authority.js';
import { type Refusal, refusal } from './refusal.js';
import { denied, granted, type Ruling, type Verdict } from './verdict.js';

export function decide(handoff: Handoff | null, command: Command, context: Context): Verdict {
  const ruling = rule(handoff, command, context);
  if ('refusal' in ruling) return refused(handoff, { command, refusal: ruling.refusal }, context);
  const next = applyAll(handoff, ruling.events, { command, context });
  return { events: ruling.events, next, effects: forOthers(ruling.effects, context), refusal: null };
}

/** Nobody is told about what they have just done themselves. */
function forOthers(effects: readonly Effect[], { actor }: Context): readonly Effect[] {
  return effects.filter(
    (effect) => effect.type !== 'tell-owner' || actor.kind !== 'person' || effect.owner.person !== actor.id,
  );
}

type Rule<Type extends CommandType> = (
  handoff: Handoff,
  command: Extract<Command, { type: Type }>,
  context: Context,
) => Ruling;
type Row = { readonly [Type in Exclude<CommandType, 'submit'>]?: Rule<Type> };

/** What the bot can say of its own work at any time. */
const reports: Row = { report_undeliverable: reportUndeliverable, report_failing: reportFailing };

/** State × command. */
export const lifecycle: Readonly<Record<State, Row>> = {
  intake: { triage, cancel, wake, ...reports },
  blocked: {
    supply_information: supplyInformation,
    take_over: takeOver,
    cancel,
    wake,
    ...reports,
  },
  review: {
    approve,
    override,
    edit,
    reject,
    escalate,
    ask_information: askInformation,
    take_over: takeOver,
    snooze,
    cancel,
    wake,
    ...reports,
  },
  executing: {
    start_step: startStep,
    finish_step: finishStep,
    wake,
    ...reports,
  },
  taken_over: {
    complete,
    hand_back: handBack,
    snooze,
    cancel,
    wake,
    ...reports,
  },
  exception: { retry, resolve, roll_back: rollBack, wake, ...reports },
  done: { roll_back: rollBack, ...reports },
  rejected: { ...reports },
  cancelled: { ...reports },
  expired: { ...reports },
  rolled_back: { ...reports },
  resolved: { ...reports },
};

/** What only the bot says of its own work and of the clock. */
const botCommands: readonly CommandType[] = [
  'triage',
  'wake',
  'start_step',
  'finish_step',
  'report_undeliverable',
  'report_failing',
];

function rule(handoff: Handoff | null, command: Command, context: Context): Ruling {
  if (command.type === 'submit')
    return handoff ? { refusal: refusal('not_now', handoff.state) } : submit(command, context);
  if (command.type === 'open' && command.verb === 'read') return reading(handoff, command, context);
  if (!handoff) return { refusal: refusal('not_found') };
  if (command.type === 'open') return opening(handoff, command, context);
  if (botCommands.includes(command.type) && context.actor.kind !== 'bot')
    return { refusal: refusal('not_your_handoff', 'the bot') };
  const strange = strangerRefusal(handoff, command.type, context);
  if (strange) return denied(strange);
  // The row's rule for this very type: the compiler cannot follow the index, the table's own type can.
  const found = lifecycle[handoff.state][command.type] as Rule<CommandType> | undefined;
  if (!found) return { refusal: outOfPlace(handoff, command) };
  return isOld(handoff, command) ? denied(refusal('old_card')) : found(handoff, command as never, context);
}

/** Looking at it changes nothing; a refusal is kept in the log like that of the deed itself. */
function opening(handoff: Handoff, command: Open, context: Context): Ruling {
  const refused =
    mayRead(context.actor, handoff, context) ??
    (isOld(handoff, command) ? refusal('old_card') : byInvolved(handoff, command.verb, context));
  return refused ? denied(refused) : granted([], []);
}

/** A card may stand where more people see it than may read on: who may press its buttons is said, how things stand is not. */
function strangerRefusal(handoff: Handoff, deed: CommandType, context: Context): Refusal | null {
  const strange = context.actor.kind === 'person' ? mayRead(context.actor, handoff, context) : null;
  return strange && (byInvolved(handoff, deed, context) ?? strange);
}

/** Whoever may not read it does not learn either that the card is an old one. */
function reading(handoff: Handoff | null, command: Open, context: Context): Ruling {
  const refused = mayRead(context.actor, handoff, context);
  if (refused || !handoff) return denied(refused ?? refusal('nothing_to_see'));
  return isOld(handoff, command) ? denied(refusal('old_card')) : granted([], []);
}

/** A press on anything but the newest card changes nothing. */
function isOld({ consent: { nonce }, work: { proposal } }: Handoff, command: Command): boolean {
  const seen = 'seen' in command ? command.seen : undefined;
  if (!seen) return false;
  return seen.isElsewhere === true || seen.nonce !== nonce || seen.revision !== (proposal?.revision ?? 0);
}

function outOfPlace(handoff: Handoff, command: Command): Refusal {
  const isVerdict = ['approve', 'override', 'reject', 'edit', 'escalate'].includes(command.type);
  return isVerdict && handoff.consent.decision !== null
    ? refusal('already_decided')
    : refusal('not_now', handoff.state);
}

function refused(
  handoff: Handoff | null,
  why: { readonly command: Command; readonly refusal: Refusal },
  context: Context,
): Verdict {
  const isWorthLogging = handoff !== null && context.actor.kind !== 'bot';
  const events: HandoffEvent[] = isWorthLogging
    ? [{ type: 'refused', data: { command: deedOf(why.command), code: why.refusal.code }, content: null }]
    : [];
  const next = applyAll(handoff, events, { command: why.command, context });
  return { events, next, effects: [], refusal: why.refusal };
}

const deedOf = (command: Command): Verb => (command.type === 'open' ? command.verb : command.type);

function applyAll(
  handoff: Handoff | null,
  events: readonly HandoffEvent[],
  by: { readonly command: Command; readonly context: Context },
): Handoff | null {
  let next = handoff;
  for (const event of events) {
    const id = next?.id ?? (event.type === 'submitted' ? event.data.id : undefined);
    if (!id) throw new Error(`The event “${event.type}” belongs to no handoff.`);
    const n = (next?.version ?? 0) + 1;
    next = evolve(next, { handoffId: id, n, at: by.context.now, actor: by.context.actor, event });
  }
  return next;
}
