/**
 * How a handoff stands when it has come in: nobody has looked at it, nothing is decided, and no clock runs yet.
 * What its agent proposed is kept as it was suggested, and is the first version of the proposal.
 */
import type { Handoff } from '../handoff/handoff.js';
import { freeze } from '../handoff/proposal.js';
import type { Happened, Submitted } from './event.js';

export function openedBy({ data, content }: Submitted, { n, at }: Happened): Handoff {
  const proposal = content.proposal && freeze(content.proposal);
  return {
    ...untouched,
    id: data.id,
    workspaceId: data.workspaceId,
    version: n,
    origin: {
      taskType: data.taskType,
      handoffType: data.handoffType,
      account: content.account,
      agent: data.agent,
      requester: data.requester,
      submission: content.submission,
      charterHash: data.charterHash,
      openedAt: at,
    },
    work: {
      packet: content.packet,
      fields: content.fields,
      missing: data.missing,
      readByModel: [],
      question: null,
      suggested: proposal,
      proposal,
      unread: [],
    },
    policy: data.policy,
    owner: data.owner,
    consent: { nonce: data.nonce, editors: [], votes: [], decision: null, moved: null },
    clock: { ...stillClock, touchedAt: at, nextCheckAt: data.nextCheckAt },
  };
}

const untouched = {
  state: 'intake',
  exception: null,
  execution: { run: null, round: 0, undoUntil: null },
  ending: null,
} as const;

const stillClock = {
  startedAt: null,
  pauses: [],
  snoozedUntil: null,
  reminders: 0,
  dueAt: null,
  expiresAt: null,
  nextRung: 0,
} as const;
