/**
 * What is proposed. An agent may submit the actions itself; otherwise the task type's plan says what follows
 * from an approval. Wherever the draft text goes into an action, that is remembered, so that whoever edits the
 * draft edits what is sent.
 */
import { valueAt } from '../charter/call-template.js';
import type { Charter, PlannedAction, TaskType } from '../charter/charter.js';
import type { Json, JsonObject } from '../json.js';
import type { Submission } from './handoff.js';
import type { Action, Draft, ProposalContent } from './proposal.js';

export interface Work {
  readonly workspaceId: string;
  readonly handoffId: string;
  readonly account: string | null;
  readonly submission: Submission;
  readonly summary: string;
  readonly fields: JsonObject;
}

/** The first revision; null when there is nothing to approve: neither a draft nor an action. */
export function propose(charter: Charter, taskType: TaskType, work: Work): ProposalContent | null {
  const planned: readonly PlannedAction[] = work.submission.actions.length
    ? work.submission.actions
    : taskType.plan;
  const actions = planned.map((action): Action => fill(charter, action, work));
  if (!actions.length && work.submission.draft === null) return null;
  return {
    workspaceId: work.workspaceId,
    handoffId: work.handoffId,
    charterHash: charter.hash,
    revision: 1,
    draft: draftOf(planned, work.submission),
    actions,
  };
}

/** Names of required fields that have no value. */
export function missingFields(taskType: TaskType, fields: JsonObject): string[] {
  return Object.entries(taskType.fields)
    .filter(([name, type]) => !type.optional && (valueAt(fields, name) ?? null) === null)
    .map(([name]) => name);
}

function draftOf(planned: readonly PlannedAction[], submission: Submission): Draft | null {
  if (submission.draft === null) return null;
  const marker = submission.actions.length ? submission.draft : '$draft';
  const feeds = planned.flatMap((action, index) =>
    Object.entries(action.arguments)
      .filter(([, value]) => value === marker)
      .map(([argument]) => ({ action: index, argument })),
  );
  return { text: submission.draft, feeds };
}

/** What no declaration hashes to, so a tool that the charter does not have is never called. */
const undeclared = '';

function fill(charter: Charter, planned: PlannedAction, work: Work): Action {
  const isPlan = work.submission.actions.length === 0;
  const filled = Object.entries(planned.arguments).flatMap(([name, value]): [string, Json][] => {
    const found = isPlan ? resolve(value, work) : value;
    return found === undefined ? [] : [[name, found]];
  });
  return {
    tool: planned.tool,
    toolHash: charter.tools[planned.tool]?.hash ?? undeclared,
    arguments: Object.fromEntries(filled),
    before: null,
  };
}

function resolve(value: Json, work: Work): Json | undefined {
  if (typeof value !== 'string' || !value.startsWith('$')) return value;
  const name = value.slice(1);
  if (name.startsWith('fields.')) return valueAt(work.fields, name.slice('fields.'.length));
  const known: JsonObject = {
    draft: work.submission.draft,
    client: work.account,
    account: work.account,
    summary: work.summary,
  };
  return valueAt(known, name) ?? undefined;
}
