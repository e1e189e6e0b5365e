import type { Acknowledged } from '../delivery/courier.js';
import { mostModals, newView } from '../methods/methods-views.js';
import type { State, View } from '../state.js';
import { viewFault } from './block-rules.js';
import { blockIdOf, elementsOf, filledState, type Given, initialState, wordsOf } from './elements.js';

/** Every input as it stands, with what the person filled in. */
export function valuesOf(
  view: View,
  filled: Readonly<Record<string, Given>>,
): Record<string, Record<string, unknown>> {
  const values: Record<string, Record<string, unknown>> = {};
  const names = new Set(Object.keys(filled));
  for (const { blockId, element } of elementsOf(view.blocks)) {
    const actionId = String(element.action_id);
    const given = filled[actionId] ?? filled[blockId];
    names.delete(actionId);
    names.delete(blockId);
    const of = values[blockId] ?? {};
    values[blockId] = {
      ...of,
      [actionId]: given === undefined ? initialState(element) : filledState(element, given),
    };
  }
  if (names.size) throw new Error(`The modal has no input ${[...names].join(', ')}: ${wordsOf(view)}`);
  return values;
}

interface Answered {
  readonly response_action?: string;
  readonly errors?: Record<string, string>;
  readonly view?: unknown;
}

/** What the app answered to a submission: errors keep the modal open, nothing closes it. */
export function applyAnswer(state: State, id: string, acknowledged: Acknowledged): Record<string, string> {
  if (!acknowledged) throw new Error('The submission was not acknowledged in time.');
  const answer = (acknowledged.body ?? {}) as Answered;
  const stack = state.modals.get(id) ?? [];
  const trouble = answerTrouble(answer, stack);
  if (trouble) {
    // The person sees only that something went wrong, and the modal stays.
    state.warnings.push(`The answer to a submission was refused: ${trouble}.`);
    state.changed();
    return {};
  }
  if (answer.response_action === 'errors') return answer.errors ?? {};
  state.modals.set(id, stackAfter(state, stack, answer));
  state.changed();
  return {};
}

function stackAfter(state: State, stack: readonly View[], { response_action, view }: Answered): View[] {
  switch (response_action) {
    case 'update':
      return [...stack.slice(0, -1), newView(state, view)];
    case 'push':
      return [...stack, newView(state, view)];
    case 'clear':
      return [];
    case undefined:
    default:
      return stack.slice(0, -1);
  }
}

/** Errors stand only under inputs, and a view in an answer meets the rules of every view. */
function answerTrouble({ response_action, errors, view }: Answered, stack: readonly View[]): string | null {
  if (response_action === 'errors') return errorsTrouble(errors ?? {}, stack.at(-1));
  if (response_action === 'push' && stack.length >= mostModals) return 'push_limit_reached';
  if (response_action !== 'update' && response_action !== 'push') return null;
  const fault = viewFault(view, 'modal');
  return fault && [fault.error, ...fault.messages].join(' ');
}

function errorsTrouble(errors: Readonly<Record<string, string>>, view: View | undefined): string | null {
  const inputs = (view?.blocks ?? []).flatMap((block, index) =>
    block.type === 'input' ? [blockIdOf(block, index)] : [],
  );
  const stray = Object.keys(errors).find((name) => !inputs.includes(name));
  if (stray !== undefined) return `there is no input block “${stray}”`;
  return Object.keys(errors).length ? null : 'it names no errors';
}
