import type { Handoff } from '../../../domain/handoff/handoff.js';
import type { Run } from '../../../domain/handoff/run.js';
import type { PersonId } from '../../../domain/ids.js';
import { type Instants, instantsAt } from './instants.js';

/** A row keeps its fields side by side, as every version of the bot has written them. */
type StoredHandoff = Omit<Handoff, 'origin' | 'work' | 'consent' | 'execution' | 'clock'> &
  Handoff['origin'] &
  Handoff['work'] &
  Handoff['consent'] &
  Handoff['execution'] &
  Omit<Handoff['clock'], 'startedAt'> & { readonly clockStartedAt: Date | null };

export const runInstants: Instants<Run> = {
  startedAt: 'instant',
  held: { since: 'instant', untilAt: 'instant' },
  steps: { startedAt: 'instant' },
};

export const handoffInstants: Instants<StoredHandoff> = {
  votes: { at: 'instant' },
  decision: { at: 'instant' },
  run: runInstants,
  exception: { since: 'instant' },
  ending: { at: 'instant' },
  openedAt: 'instant',
  clockStartedAt: 'instant',
  snoozedUntil: 'instant',
  touchedAt: 'instant',
  dueAt: 'instant',
  expiresAt: 'instant',
  nextCheckAt: 'instant',
  undoUntil: 'instant',
};
const revive = instantsAt(handoffInstants);

/** A handoff as the JSON text of its row. */
export function handoffToText(handoff: Handoff): string {
  const stored = toStored(handoff);
  return JSON.stringify(isUnedited(stored) ? { ...stored, suggested: sameAsProposal } : stored);
}

export const handoffFromText = (text: string): Handoff => fromStored(storedFromText(text));

function storedFromText(text: string): StoredHandoff {
  const handoff = withEditors(JSON.parse(text) as StoredHandoff | EarlierHandoff);
  revive(handoff);
  const isUneditedText = (handoff.suggested as unknown) === sameAsProposal;
  const suggested = isUneditedText ? handoff.proposal : handoff.suggested;
  return { ...laterFields, ...handoff, suggested, decision: withoutEmptyHash(handoff.decision) };
}

/** Rows of earlier versions knew only who had edited last. */
type EarlierHandoff = Omit<StoredHandoff, 'editors'> & { readonly lastEditor: PersonId | null };
function withEditors(row: StoredHandoff | EarlierHandoff): StoredHandoff {
  if ('editors' in row) return row;
  const { lastEditor, ...handoff } = row;
  return { ...handoff, editors: lastEditor ? [lastEditor] : [] };
}
/** Rows of earlier versions had an empty hash where nothing was proposed. */
function withoutEmptyHash(decision: StoredHandoff['decision']): StoredHandoff['decision'] {
  return decision && { ...decision, hash: decision.hash || null };
}
/** What rows from before these fields stand for. */
const laterFields = { readByModel: [], unread: [] } as const;

/** Until somebody edits, suggestion and proposal are one; storing both would double the row. */
const sameAsProposal = 'same as proposal';
function isUnedited({ suggested, proposal }: StoredHandoff): boolean {
  return suggested !== null && proposal !== null && suggested.hash === proposal.hash;
}

export function toStored({ origin, work, consent, execution, clock, ...rest }: Handoff): StoredHandoff {
  const { startedAt: clockStartedAt, ...times } = clock;
  return { ...rest, ...origin, ...work, ...consent, ...execution, ...times, clockStartedAt };
}

/** By name, so that the compiler asks for each. */
function fromStored(stored: StoredHandoff): Handoff {
  const { id, workspaceId, state, version, policy, owner, exception, ending } = stored;
  const { taskType, handoffType, account, agent, requester, submission, charterHash, openedAt } = stored;
  const { packet, fields, missing, readByModel, unread, question, suggested, proposal } = stored;
  const { nonce, editors, votes, decision, moved } = stored;
  const { run, round, undoUntil } = stored;
  const {
    clockStartedAt: startedAt,
    pauses,
    snoozedUntil,
    touchedAt,
    reminders,
    dueAt,
    expiresAt,
    nextRung,
    nextCheckAt,
  } = stored;
  return {
    ...{ id, workspaceId, state, version, policy, owner, exception, ending },
    origin: { taskType, handoffType, account, agent, requester, submission, charterHash, openedAt },
    work: { packet, fields, missing, readByModel, unread, question, suggested, proposal },
    consent: { nonce, editors, votes, decision, moved },
    execution: { run, round, undoUntil },
    clock: { startedAt, pauses, snoozedUntil, touchedAt, reminders, dueAt, expiresAt, nextRung, nextCheckAt },
  };
}
