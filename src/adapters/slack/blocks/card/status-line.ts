import type { Charter } from '../../../../domain/charter/charter.js';
import type { Decision, Handoff, Question } from '../../../../domain/handoff/handoff.js';
import { isUndoable } from '../../../../domain/run/undo-plan.js';
import { clipped, escaped } from '../../text/foreign.js';
import { date, mention, ownerWords, people } from '../../text/words.js';
import { heldWords } from '../kit/bounds.js';
import { isApprovable } from './buttons.js';

/** One or two sentences about where the handoff stands: who decided, what happened, who is next. */
export function standing(handoff: Handoff, charter: Charter): string {
  return states[handoff.state](handoff, charter);
}

function asks({ by, text }: Question): string {
  return `${by ? mention(by) : 'Somebody'} asks: ${clipped(escaped(text), 1_000)}`;
}

type Words = (handoff: Handoff, charter: Charter) => string;

function carriedOut(handoff: Handoff): string {
  const { run } = handoff.execution;
  if (run?.failure)
    return `:warning: ${escaped(run.failure.detail)} What was done before is being taken back, ${progress(handoff)}.`;
  if (run?.kind === 'undo')
    return `Being undone, ${progress(handoff)}${run.askedBy ? ` · asked by ${mention(run.askedBy)}` : ''}.`;
  return `${approvedBy(handoff)} · being carried out, ${progress(handoff)}.`;
}

function progress({ execution: { run } }: Handoff): string {
  const finished = run?.steps.filter(({ status }) => status === 'done' || status === 'stands').length ?? 0;
  return `step ${Math.min(finished + 1, run?.steps.length ?? 1)} of ${run?.steps.length ?? 1}`;
}

function approvedBy(handoff: Handoff): string {
  const { decision } = handoff.consent;
  const { policy } = handoff;
  if (decision?.verdict !== 'approved') return `Level ${policy.level}: carried out without asking`;
  const at = date(decision.at);
  if (decision.override === null) return `Approved by ${voters(handoff, decision)} ${at}`;
  return `:rotating_light: Approved in an emergency by ${people(decision.by)} alone ${at} (${clipped(escaped(decision.override), 500)})`;
}

/** Somebody who acted in another's place is named with them. */
function voters({ consent: { votes: given } }: Handoff, { by, hash }: Decision): string {
  return by
    .map((id) => {
      const whose = given.find((vote) => vote.by === id && vote.hash === hash)?.inPlaceOf;
      return whose && whose !== id ? `${mention(id)} for ${mention(whose)}` : mention(id);
    })
    .join(' and ');
}

function votes(handoff: Handoff, charter: Charter): string {
  const { votes: given } = handoff.consent;
  const { policy } = handoff;
  if (policy.quorum <= 1 || !isApprovable(handoff)) return '';
  const by = given.length ? ` (${people(given.map((vote) => vote.by))})` : '';
  return ` ${given.length} of ${policy.quorum} approvals${by}${quorumReason(handoff, charter)}.`;
}

/** The rules of the charter that ask for so many people; none when the kind of work always does. */
function quorumReason({ origin: { taskType }, policy }: Handoff, charter: Charter): string {
  const { approvers, rules = [] } = charter.taskTypes[taskType] ?? {};
  if (approvers?.quorum === policy.quorum) return `, as the charter asks for all such work`;
  const asking = rules.filter(({ quorum }) => quorum === policy.quorum).map(({ when }) => quoted(when));
  return asking.length ? `, because of the rule ${asking.join(' or ')}` : '';
}

function ended(word: string, handoff: Handoff): string {
  const by = handoff.ending?.by ? ` by ${mention(handoff.ending.by)}` : '';
  const reason = handoff.ending?.reason ? `: ${clipped(escaped(handoff.ending.reason), 2_000)}` : '';
  return `${word}${by}${handoff.ending ? ` ${date(handoff.ending.at)}` : ''}${reason}`;
}

/** Says what can be done where an approval would do nothing. */
function nothingWords({ policy, work: { proposal } }: Handoff): string {
  return policy.level < 3 && proposal === null
    ? ' There is nothing to approve: it came with neither a draft nor an action. Take it over, or reject it and say what is missing.'
    : '';
}

const states: Readonly<Record<Handoff['state'], Words>> = {
  intake: () => 'Being prepared.',
  blocked: ({ work: { missing, question } }) => {
    const lacks = missing.length ? ` Missing: ${missing.map(escaped).join(', ')}.` : '';
    const asked = question?.answer === null ? ` ${asks(question)}` : '';
    return `*Waiting for information.*${lacks}${asked}`;
  },
  review: (handoff, charter) => {
    const due = handoff.clock.dueAt ? ` by ${date(handoff.clock.dueAt)}` : '';
    const asks =
      handoff.policy.level === 4
        ? 'Please look at this now'
        : handoff.policy.level === 3
          ? 'A person has to take this over'
          : 'Waiting for a decision';
    const moved = handoff.consent.moved
      ? `:warning: A record has changed since this was approved: ${clipped(escaped(handoff.consent.moved), 1_000)}. Nothing was done.\n`
      : '';
    return `${moved}*${asks}*${due} · owner ${ownerWords(handoff.owner)}.${votes(handoff, charter)}${nothingWords(handoff)}`;
  },
  executing: (handoff, charter) => `${carriedOut(handoff)}${heldWords(handoff, charter)}`,
  taken_over: (handoff) => `In the hands of ${ownerWords(handoff.owner)}.`,
  exception: (handoff) =>
    `:warning: *Needs help.* ${clipped(escaped(handoff.exception?.detail ?? ''), 2_000)} ${handoff.exception ? `With ${ownerWords(handoff.exception.owner)}.` : ''}`,
  done: (handoff, charter) =>
    handoff.consent.decision?.mode === 'recommend'
      ? `:white_check_mark: ${approvedBy(handoff)} · recorded only, nothing was carried out.`
      : `:white_check_mark: *${approvedBy(handoff)} · done.*${undoWords(handoff, charter)}`,
  rejected: (handoff) =>
    `:no_entry: ${ended('Rejected', handoff)}${handoff.consent.decision?.category ? ` _(${escaped(handoff.consent.decision.category)})_` : ''}`,
  cancelled: (handoff) => ended('Cancelled', handoff),
  expired: (handoff) => `${ended('Expired', handoff)}. Nobody decided in time, so nothing was done.`,
  rolled_back: (handoff, charter) =>
    `:leftwards_arrow_with_hook: *${ended('Undone', handoff)}*${undoneWords(handoff, charter)}`,
  resolved: (handoff) => ended('Settled by hand', handoff),
};

function undoWords(handoff: Handoff, charter: Charter): string {
  if (!handoff.execution.undoUntil) return '';
  const stays = (handoff.work.proposal?.actions ?? [])
    .filter((action) => !isUndoable(action.tool, charter))
    .map((action) => charter.tools[action.tool]?.describes ?? action.tool);
  const staying = stays.length ? ` What stays: ${stays.map(quoted).join(', ')}.` : '';
  return ` Undo until ${date(handoff.execution.undoUntil)}.${staying}`;
}

const quoted = (words: string): string => `“${escaped(words)}”`;

function undoneWords(handoff: Handoff, charter: Charter): string {
  const standingSteps = handoff.execution.run?.steps.filter(({ status }) => status === 'stands') ?? [];
  if (standingSteps.length === 0) return ' · everything is as it was before.';
  const names = standingSteps.map(({ action }) => {
    const tool = handoff.work.proposal?.actions[action]?.tool ?? '';
    return quoted(charter.tools[tool]?.describes ?? tool);
  });
  return ` · the records are as they were before. What stays: ${names.join(', ')}.`;
}
