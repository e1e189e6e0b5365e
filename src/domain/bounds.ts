/**
 * What holds the bot back, as it is recorded: pauses, and what is used up. A decision says beforehand what it has to
 * know of them; whoever keeps the record gathers that, and the decision looks at nothing else. What was not gathered
 * counts as a fault, never as free.
 */
import type { PersonId } from './ids.js';

/** As it is typed: `all`, `tool crm.update_deal`, `type refund`. */
export type Scope = 'all' | `tool ${string}` | `type ${string}`;

export interface Pause {
  readonly scope: Scope;
  readonly by: PersonId;
  readonly since: Date;
  readonly reason: string | null;
}

/** What a decision has to know. */
export interface BoundsAsked {
  readonly isPauseAsked: boolean;
  readonly calls: readonly CallsAsked[];
  readonly actions: readonly ActionsAsked[];
}
/** When the nth latest call of a tool began that wrote something new, if that was after `since`. */
export interface CallsAsked {
  readonly tool: string;
  readonly n: number;
  readonly since: Date;
}
/** How many actions of a kind of work began after `since`, with those that are on their way. */
export interface ActionsAsked {
  readonly taskType: string;
  readonly since: Date;
}

/** The answers, as of the moment of the decision. */
export interface Bounds {
  /** Everything that is paused, oldest first; null when nobody asked. */
  readonly paused: readonly Pause[] | null;
  readonly calls: readonly (CallsAsked & { readonly nthLatestAt: Date | null })[];
  readonly actions: readonly (ActionsAsked & { readonly count: number })[];
}

export const nothingAsked: BoundsAsked = { isPauseAsked: false, calls: [], actions: [] };
export const nothingGathered: Bounds = { paused: null, calls: [], actions: [] };
/** For questions that no bound touches, such as who may do what. */
export const unbounded: Bounds = { ...nothingGathered, paused: [] };

export const pausesIn = ({ paused }: Bounds): readonly Pause[] => gathered(paused, 'the pauses');

export function nthLatestCallIn({ calls }: Bounds, asked: CallsAsked): Date | null {
  return gathered(
    calls.find((one) => one.tool === asked.tool && one.n === asked.n && isAsOf(one, asked)),
    `the calls of ${asked.tool}`,
  ).nthLatestAt;
}

export function actionsIn({ actions }: Bounds, asked: ActionsAsked): number {
  return gathered(
    actions.find((one) => one.taskType === asked.taskType && isAsOf(one, asked)),
    `the actions of ${asked.taskType}`,
  ).count;
}

interface AsOf {
  readonly since: Date;
}
const isAsOf = (one: AsOf, other: AsOf): boolean => one.since.getTime() === other.since.getTime();

function gathered<T>(answer: T | null | undefined, what: string): T {
  if (answer === null || answer === undefined)
    throw new Error(`A decision needs ${what}, and did not ask for them.`);
  return answer;
}
