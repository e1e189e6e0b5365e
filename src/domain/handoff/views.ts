/**
 * What a rule may take for granted. A proposal and a run are there only for a part of a handoff's life. A rule that needs
 * one asks for it first and refuses where it is not, so that no rule makes up a value in its place.
 */
import type { Handoff } from './handoff.js';
import type { Action, Proposal } from './proposal.js';
import type { Run, Step } from './run.js';

/** There is something to decide on. */
export type Proposed = Handoff & { readonly work: { readonly proposal: Proposal } };

/** It is being carried out or taken back, or was. */
export type Running = Proposed & { readonly execution: { readonly run: Run } };

export function isProposed(handoff: Handoff): handoff is Proposed {
  return handoff.work.proposal !== null;
}

export function isRunning(handoff: Handoff): handoff is Running {
  return isProposed(handoff) && handoff.execution.run !== null;
}

/** What a step carries out or takes back. Throws when the step is of another proposal. */
export function actionOf({ work: { proposal } }: Proposed, { action }: Pick<Step, 'action'>): Action {
  const found = proposal.actions[action];
  if (!found) throw new Error(`The proposal has no action ${action + 1}.`);
  return found;
}
