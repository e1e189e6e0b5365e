/**
 * What is left of a handoff when the texts of its customer are erased: who did what, when and under which hashes,
 * and no word of what it was about.
 */

import type { Handoff } from '../handoff/handoff.js';
import type { Packet } from '../handoff/packet.js';
import type { Proposal, ProposalContent } from '../handoff/proposal.js';
import type { Run, Step } from '../handoff/run.js';
import type { HandoffEvent } from './event.js';

/** Stands where a text was. */
export const erasedText = '[erased]';

export function withoutTexts(handoff: Handoff): Handoff {
  return {
    ...handoff,
    origin: {
      ...handoff.origin,
      account: textless(handoff.origin.account),
      submission: {
        ...erasedSubmission,
        confidence: handoff.origin.submission.confidence,
        urgency: handoff.origin.submission.urgency,
      },
    },
    work: textlessWork(handoff.work),
    consent: textlessConsent(handoff.consent),
    execution: {
      ...handoff.execution,
      run: handoff.execution.run && textlessRun(handoff.execution.run),
      // What stood there before is gone, so nothing can be put back.
      undoUntil: null,
    },
    exception: handoff.exception && { ...handoff.exception, detail: erasedText },
    ending: handoff.ending && { ...handoff.ending, reason: textless(handoff.ending.reason) },
  };
}

function textlessWork(work: Handoff['work']): Handoff['work'] {
  return {
    ...work,
    packet: erasedPacket,
    fields: {},
    question: work.question && { ...work.question, text: erasedText, answer: textless(work.question.answer) },
    suggested: work.suggested && textlessProposal(work.suggested),
    proposal: work.proposal && textlessProposal(work.proposal),
    unread: work.unread.map(textless),
  };
}

function textlessConsent(consent: Handoff['consent']): Handoff['consent'] {
  return {
    ...consent,
    decision: consent.decision && {
      ...consent.decision,
      override: textless(consent.decision.override),
      reason: textless(consent.decision.reason),
    },
    moved: textless(consent.moved),
  };
}

const textless = (text: string | null): string | null => (text === null ? null : erasedText);

/** The hash stays: it is what was approved. */
function textlessProposal(proposal: Proposal): Proposal {
  return {
    ...proposal,
    draft: proposal.draft && { ...proposal.draft, text: erasedText },
    actions: proposal.actions.map((action) => ({ ...action, arguments: {}, before: null })),
  };
}

function textlessRun(run: Run): Run {
  return {
    ...run,
    reason: textless(run.reason),
    failure: run.failure && { ...run.failure, detail: erasedText },
    steps: run.steps.map(
      (step): Step => ({ ...step, prior: null, result: null, detail: textless(step.detail) }),
    ),
  };
}

const erasedPacket: Packet = {
  summary: erasedText,
  ...{ goal: null, whatHappened: null, currentState: null, nextAction: null, definitionOfDone: null },
  ...{ decisionsMade: [], alreadyDone: [], mustNotChange: [], openQuestions: [], links: [] },
  draftedBy: 'template',
};
const erasedSubmission: Handoff['origin']['submission'] = {
  summary: erasedText,
  ...{ confidence: null, flags: [], recommendedAction: null, options: [], urgency: 'normal' },
  ...{ text: null, draft: null, actions: [] },
};
const erasedProposal: ProposalContent = {
  ...{ workspaceId: '', handoffId: '', charterHash: '', revision: 0, actions: [] },
  draft: { text: erasedText, feeds: [] },
};
const erasedRun: Run = {
  ...{ kind: 'write', startedAt: new Date(0), askedBy: null, reason: null },
  ...{ round: 0, failure: null, isForced: false, held: null, steps: [] },
};

type Contents = {
  readonly [Event in HandoffEvent as Event['content'] extends null ? never : Event['type']]: Event['content'];
};

/** What is read in the place of an event's texts once they are gone. */
const erasedContents: Contents = {
  submitted: {
    account: erasedText,
    submission: erasedSubmission,
    fields: {},
    packet: erasedPacket,
    proposal: null,
  },
  triaged: { packet: erasedPacket, fields: {}, proposal: null },
  information_supplied: { fields: {}, answer: erasedText },
  overridden: { reason: erasedText },
  edited: { proposal: erasedProposal, fields: {}, differences: [] },
  rejected: { reason: erasedText },
  escalated: { note: erasedText },
  information_asked: { question: erasedText },
  handed_back: { note: erasedText },
  completed: { note: erasedText },
  cancelled: { reason: erasedText },
  step_started: { prior: null },
  step_finished: { result: null, detail: null },
  asked_again: { proposal: erasedProposal, moved: erasedText },
  compensation_started: { run: erasedRun, detail: erasedText },
  exception_raised: { detail: erasedText },
  retried: { run: null },
  resolved: { reason: erasedText },
  rollback_started: { reason: erasedText, run: erasedRun },
  undelivered: { detail: erasedText },
};

export const erasedContent = (type: string): unknown => erasedContents[type as keyof Contents] ?? null;
