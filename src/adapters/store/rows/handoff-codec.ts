import type { Handoff } from '../../../domain/handoff/handoff.js';
import type { Run } from '../../../domain/handoff/run.js';
import type { PersonId } from '../../../domain/ids.js';
import { type Instants, instantsAt } from './instants.js';

export const runInstants: Instants<Run> = {
  startedAt: 'instant',
  held: { since: 'instant', untilAt: 'instant' },
  steps: { startedAt: 'instant' },
};

export const handoffInstants: Instants<Handoff> = {
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
export const handoffToText = (handoff: Handoff): string =>
  JSON.stringify(isUnedited(handoff) ? { ...handoff, suggested: sameAsProposal } : handoff);

export const handoffFromText = (text: string): Handoff => {
  const handoff = withEditors(JSON.parse(text) as Handoff | EarlierHandoff);
  revive(handoff);
  const isUneditedText = (handoff.suggested as unknown) === sameAsProposal;
  const suggested = isUneditedText ? handoff.proposal : handoff.suggested;
  return { ...laterFields, ...handoff, suggested };
};

/** Rows of earlier versions knew only who had edited last. */
type EarlierHandoff = Omit<Handoff, 'editors'> & { readonly lastEditor: PersonId | null };
const withEditors = (row: Handoff | EarlierHandoff): Handoff => {
  if ('editors' in row) return row;
  const { lastEditor, ...handoff } = row;
  return { ...handoff, editors: lastEditor ? [lastEditor] : [] };
};
/** What rows from before these fields stand for. */
const laterFields = { readByModel: [], unread: [] } as const;

/** Until somebody edits, suggestion and proposal are one; storing both would double the row. */
const sameAsProposal = 'same as proposal';
const isUnedited = ({ suggested, proposal }: Handoff): boolean =>
  suggested !== null && proposal !== null && suggested.hash === proposal.hash;
