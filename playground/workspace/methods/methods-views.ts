import { viewFault } from '../blocks/block-rules.js';
import type { State, View } from '../state.js';
import { type Answer, type Method, refuse, text } from './method.js';

/** No more windows stand on top of each other. */
export const mostModals = 3;

/** A trigger opens one view and lives three seconds. */
function spendTrigger(state: State, id: unknown): string | Answer {
  const trigger = state.triggers.get(text(id));
  if (!trigger) return refuse('invalid_trigger_id');
  if (trigger.isSpent) return refuse('exchanged_trigger_id');
  if (trigger.expiresAt < state.now()) return refuse('expired_trigger_id');
  trigger.isSpent = true;
  return trigger.user;
}

export function newView(state: State, view: unknown): View {
  return {
    ...(view as View),
    id: state.nextId('V'),
    hash: state.nextId('h'),
  };
}

function openView(kind: 'open' | 'push'): Method {
  return (state, args) => {
    const user = spendTrigger(state, args.trigger_id);
    if (typeof user !== 'string') return user;
    const fault = viewFault(args.view, 'modal');
    if (fault) return refuse(fault.error, fault.messages);
    const stack = kind === 'push' ? (state.modals.get(user) ?? []) : [];
    if (stack.length >= mostModals) return refuse('push_limit_reached');
    const view = newView(state, args.view);
    state.modals.set(user, [...stack, view]);
    return { ok: true, view };
  };
}

const updateView: Method = (state, args) => {
  const fault = viewFault(args.view, 'modal');
  if (fault) return refuse(fault.error, fault.messages);
  const isMeant = (view: View): boolean =>
    args.view_id
      ? view.id === args.view_id
      : Boolean(args.external_id) && view.external_id === args.external_id;
  for (const [user, stack] of state.modals) {
    const index = stack.findIndex(isMeant);
    const known = stack[index];
    if (!known) continue;
    if (args.hash && args.hash !== known.hash) return refuse('hash_conflict');
    const view = { ...newView(state, args.view), id: known.id };
    state.modals.set(user, stack.with(index, view));
    return { ok: true, view };
  }
  return refuse('not_found');
};

const publish: Method = (state, args) => {
  const user = text(args.user_id);
  if (!state.users.has(user)) return refuse('user_not_found');
  const fault = viewFault(args.view, 'home');
  if (fault) return refuse(fault.error, fault.messages);
  if (args.hash && args.hash !== state.homes.get(user)?.hash) return refuse('hash_conflict');
  const view = newView(state, args.view);
  state.homes.set(user, view);
  return { ok: true, view };
};

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': openView('open'),
  'views.push': openView('push'),
  'views.update': updateView,
  'views.publish': publish,
};
