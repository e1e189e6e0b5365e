/**
 * An edit makes the next revision and voids every vote on the one before. The rules are asked again about the
 * new values: an amount raised over a limit needs what the limit demands. Only values that fit the tool's
 * declared types are taken, and an edit that changes nothing is refused.
 */
import { placeholderOf } from '../charter/call-template.js';
import type { TaskType } from '../charter/charter.js';
import { readArgument } from '../charter/value.js';
import type { Edit } from '../command.js';
import type { Context } from '../context.js';
import type { Effect } from '../effect.js';
import { type Difference, differencesBetween, type Version } from '../handoff/differences.js';
import { withDraft } from '../handoff/draft-feeds.js';
import type { Handoff } from '../handoff/handoff.js';
import { type Action, canonicalText, type Proposal, type ProposalContent } from '../handoff/proposal.js';
import { subjectOf } from '../handoff/subject.js';
import { isProposed, type Proposed } from '../handoff/views.js';
import type { Json, JsonObject } from '../json.js';
import type { Edited } from '../log/event.js';
import { evolve } from '../log/evolve.js';
import { type Refusal, refusal } from '../refusal.js';
import { boundedPolicy } from '../run/holds.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { approve } from './approve.js';
import { byInvolved, noteAbout, tellIfNobody } from './permission.js';
import { after, prepareWithinMs } from './waits.js';

export function edit(handoff: Handoff, command: Edit, context: Context): Ruling {
  const refused = byInvolved(handoff, command.type, context);
  if (refused) return denied(refused);
  const taskType = context.charter.taskTypes[handoff.origin.taskType];
  if (!isProposed(handoff) || !taskType) return denied(refusal('nothing_to_change'));
  const { proposal } = handoff.work;
  const changed = applyChanges(proposal, command, context);
  if ('code' in changed) return denied(changed);
  const differences = differencesBetween(proposal, changed);
  if (differences.length === 0) return denied(refusal('nothing_to_change'));
  const fields = followingFields(handoff, command, { taskType, actions: changed.actions });
  const edited = editedEvent({ handoff, taskType, fields, differences }, changed, { command, context });
  const effects: Effect[] = [{ type: 'show-card' }, noteAbout(handoff)];
  if (edited.data.readsAgain)
    return command.approves ? denied(lookFirst) : granted([edited], [...effects, { type: 'prepare' }]);
  if (!command.approves)
    return granted([edited], [...effects, ...tellIfNobody(following(handoff, edited, context), context)]);
  return alsoApproved(handoff, edited, { command, context, effects });
}

const lookFirst = refusal(
  'invalid_value',
  'This means another record now. Save it first; the card then shows what that record holds.',
  '/approve_too',
);

/** Both or nothing: whoever may not approve what they have just written is told so, and keeps what they typed. */
function alsoApproved(
  handoff: Handoff,
  edited: Edited,
  by: { readonly command: Edit; readonly context: Context; readonly effects: readonly Effect[] },
): Ruling {
  const next = following(handoff, edited, by.context);
  const seen = { revision: edited.data.revision, nonce: edited.data.nonce };
  const vote = approve(next, { type: 'approve', seen }, by.context);
  if ('refusal' in vote) return vote;
  const more = vote.effects.filter(({ type }) => type !== 'show-card');
  return granted([edited, ...vote.events], [...by.effects, ...more]);
}

function following(handoff: Handoff, event: Edited, { now: at, actor }: Context): Handoff {
  return evolve(handoff, { handoffId: handoff.id, n: handoff.version + 1, at, actor, event });
}

function applyChanges(proposal: Proposal, command: Edit, context: Context): Version | Refusal {
  const draft =
    command.draft !== null && proposal.draft ? { ...proposal.draft, text: command.draft } : proposal.draft;
  if (draft && !draft.text.trim()) return refusal('invalid_value', 'The draft cannot be empty.', '/draft');
  const actions = proposal.actions.map((action) => ({
    ...action,
    arguments: { ...action.arguments } as Record<string, Json>,
  }));
  for (const [index, change] of command.changes.entries()) {
    const action = actions[change.action];
    const tool = action && context.charter.tools[action.tool];
    if (!tool || !Object.hasOwn(tool.arguments, change.argument))
      return refusal(
        'invalid_value',
        `There is no argument “${change.argument}” to change.`,
        `/changes/${index}`,
      );
    const read = readArgument(tool, change.argument, change.value);
    if ('problem' in read) return refusal('invalid_value', read.problem, `/changes/${index}`);
    action.arguments[change.argument] = read.value;
  }
  const seen = actions.map((action, index) => withoutOtherRecord(action, proposal.actions[index], context));
  return { draft, actions: draft ? withDraft(seen, draft) : seen };
}

/** What one record held says nothing of another one. */
function withoutOtherRecord(action: Action, was: Action | undefined, context: Context): Action {
  return isOtherRecord(action, was, context) ? { ...action, before: null } : action;
}

function isOtherRecord(action: Action, was: Action | undefined, { charter }: Context): boolean {
  return (charter.tools[action.tool]?.addressedBy ?? []).some(
    (name) => canonicalText(action.arguments[name] ?? null) !== canonicalText(was?.arguments[name] ?? null),
  );
}

/** A field of the request that an argument repeats changes with it, so that rules see what will be done. */
function followingFields(
  { work: { fields }, origin: { submission } }: Handoff,
  command: Edit,
  { taskType, actions }: { readonly taskType: TaskType; readonly actions: readonly Action[] },
): JsonObject {
  const planned = submission.actions.length ? [] : taskType.plan;
  const followed = command.changes.flatMap(({ action, argument }): [string, Json][] => {
    const value = actions[action]?.arguments[argument];
    const source = placeholderOf(planned[action]?.arguments[argument]);
    const field = source?.startsWith('fields.') ? source.slice('fields.'.length) : argument;
    return Object.hasOwn(fields, field) && value !== undefined ? [[field, value]] : [];
  });
  return { ...fields, ...Object.fromEntries(followed) };
}

function editedEvent(
  was: {
    readonly handoff: Proposed;
    readonly taskType: TaskType;
    readonly fields: JsonObject;
    readonly differences: readonly Difference[];
  },
  changed: Version,
  by: { readonly command: Edit; readonly context: Context },
): Edited {
  const { handoff, fields, differences } = was;
  const revision = handoff.work.proposal.revision + 1;
  const proposal: ProposalContent = {
    workspaceId: handoff.workspaceId,
    handoffId: handoff.id,
    charterHash: by.context.charter.hash,
    revision,
    ...changed,
  };
  const settled = boundedPolicy(by.context, was.taskType, subjectOf(handoff, { fields, proposal: changed }));
  const policy = { ...settled, calendar: handoff.policy.calendar ?? null };
  const { charter, now } = by.context;
  const isUnseen = changed.actions.some(
    (action, index) =>
      charter.tools[action.tool]?.reads === true &&
      isOtherRecord(action, handoff.work.proposal?.actions[index], by.context),
  );
  const readsAgain = isUnseen ? { readsAgain: { nextCheckAt: after(now, prepareWithinMs) } } : {};
  return {
    type: 'edited',
    data: {
      revision,
      nonce: by.command.nonce,
      policy,
      voidedVotes: handoff.consent.votes.length,
      ...readsAgain,
    },
    content: { proposal, fields, differences },
  };
}
