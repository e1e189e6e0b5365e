/**
 * What the rules look at: the request, what is proposed, what is still missing, and who said which of it.
 */
import type { JsonObject } from '../json.js';
import type { Handoff, Urgency } from './handoff.js';
import type { Action, Proposal } from './proposal.js';

/** What the rules look at. */
export interface Subject {
  readonly fields: JsonObject;
  readonly flags: readonly string[];
  readonly confidence: number | null;
  readonly account: string | null;
  readonly urgency: Urgency;
  readonly agent: string;
  /** Required fields that have no value yet: what a rule cannot know for want of them is no reason yet. */
  readonly missing: readonly string[];
  /** Names of the fields whose value a model read out of the text. */
  readonly readByModel: readonly string[];
  /** That text. */
  readonly text: string | null;
  /** The ways out that the agent named. */
  readonly options: readonly string[];
  readonly actions: readonly Pick<Action, 'tool' | 'arguments'>[];
}

/** As the handoff stands, or as it is about to stand. */
export function subjectOf(
  handoff: Handoff,
  {
    fields = handoff.work.fields,
    proposal = handoff.work.proposal,
    missing = handoff.work.missing,
    readByModel = handoff.work.readByModel,
  }: Coming = {},
): Subject {
  return {
    ...{
      account: handoff.origin.account,
      agent: handoff.origin.agent,
      urgency: handoff.origin.submission.urgency,
    },
    ...{ flags: handoff.origin.submission.flags, confidence: handoff.origin.submission.confidence },
    ...{ options: handoff.origin.submission.options, text: handoff.origin.submission.text },
    ...{ missing, readByModel },
    fields,
    actions: proposal?.actions ?? [],
  };
}

interface Coming {
  readonly fields?: JsonObject;
  readonly missing?: readonly string[];
  readonly readByModel?: readonly string[];
  readonly proposal?: Pick<Proposal, 'actions'> | null;
}
