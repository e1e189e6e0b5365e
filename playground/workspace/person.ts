import type { Acknowledged, Deliveries } from './deliveries.js';
import {
  type Element,
  elementsOf,
  filledState,
  findElement,
  type Given,
  initialState,
  wordsOf,
} from './elements.js';
import { newView } from './methods-views.js';
import type { createPayloads } from './payloads.js';
import { directMessage, findChannel, type Message, type State, type View } from './state.js';

export interface Person {
  readonly id: string;
  /** Presses a button; `value` chooses in a menu. Resolves when the app has acknowledged. */
  click(message: Message, actionId: string, value?: Given): Promise<Acknowledged>;
  clickInView(actionId: string, value?: Given): Promise<Acknowledged>;
  /** The modal on top, if one is open. */
  modal(): View | undefined;
  /** Fills inputs of the open modal by action id or block id and sends it. Answers with the errors that the app gave. */
  submit(values?: Readonly<Record<string, Given>>): Promise<Readonly<Record<string, string>>>;
  /** Closes the modal on top; an app that asked for it hears of it. */
  close(): Promise<void>;
  command(command: string, text?: string, channel?: string): Promise<Acknowledged>;
  shortcut(callbackId: string, message: Message): Promise<Acknowledged>;
  openHome(): Promise<Acknowledged>;
  home(): View | undefined;
  /** Messages that only this person sees. */
  privately(): Message[];
  /** What the bot wrote to this person directly. */
  inbox(): Message[];
}

export interface PersonDeps {
  readonly state: State;
  readonly payloads: ReturnType<typeof createPayloads>;
  readonly deliver: Deliveries['send'];
}

export const createPerson = (id: string, deps: PersonDeps): Person => {
  const { state, payloads } = deps;
  const stack = (): View[] => state.modals.get(id) ?? [];
  const top = (): View => {
    const view = stack().at(-1);
    if (!view) throw new Error(`No modal is open for ${id}.`);
    return view;
  };
  const send = async (
    type: 'interactive' | 'slash_commands' | 'events_api',
    payload: Record<string, unknown>,
  ) => {
    const acknowledged = await deps.deliver({ type, payload });
    if (!acknowledged) {
      state.warnings.push(`${String(payload.type ?? payload.command)} was not acknowledged in time.`);
      state.changed();
    }
    return acknowledged;
  };
  return {
    id,
    click: (message, actionId, value) => {
      const found = findElement(message, actionId);
      return send(
        'interactive',
        payloads.onMessage(id, message, { found, ...chosenOf(found.element, value) }),
      );
    },
    clickInView: (actionId, value) => {
      const view = stack().at(-1) ?? state.homes.get(id);
      if (!view) throw new Error(`Nothing is open for ${id}.`);
      const found = findElement(view, actionId);
      return send('interactive', payloads.onView(id, view, { found, ...chosenOf(found.element, value) }));
    },
    modal: () => stack().at(-1),
    submit: async (values = {}) => {
      const view = top();
      const acknowledged = await send('interactive', payloads.submission(id, view, valuesOf(view, values)));
      return applyAnswer(state, id, acknowledged);
    },
    close: async () => {
      const view = top();
      state.modals.set(id, view.clear_on_close ? [] : stack().slice(0, -1));
      state.changed();
      if (view.notify_on_close) await send('interactive', payloads.closed(id, view));
    },
    command: (command, text = '', channel = 'C0GENERAL') =>
      send(
        'slash_commands',
        payloads.command(id, command, { text, channel: findChannel(state, channel)?.id ?? channel }),
      ),
    shortcut: (callbackId, message) => send('interactive', payloads.shortcut(id, callbackId, message)),
    openHome: () =>
      send(
        'events_api',
        payloads.event({
          type: 'app_home_opened',
          user: id,
          channel: directMessage(state, id).id,
          tab: 'home',
        }),
      ),
    home: () => state.homes.get(id),
    privately: () => state.messages.filter((message) => message.onlyFor === id),
    inbox: () =>
      state.messages.filter((message) => message.channel === directMessage(state, id).id && !message.onlyFor),
  };
};

const chosenOf = (element: Element, value: Given | undefined): { chosen?: Record<string, unknown> } =>
  value === undefined ? {} : { chosen: filledState(element, value) };

/** Every input as it stands, with what the person filled in. */
const valuesOf = (
  view: View,
  filled: Readonly<Record<string, Given>>,
): Record<string, Record<string, unknown>> => {
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
};

/** What the app answered to a submission: errors keep the modal open, nothing closes it. */
const applyAnswer = (state: State, id: string, acknowledged: Acknowledged): Record<string, string> => {
  if (!acknowledged) throw new Error('The submission was not acknowledged in time.');
  const body = (acknowledged.body ?? {}) as {
    response_action?: string;
    errors?: Record<string, string>;
    view?: unknown;
  };
  const stack = state.modals.get(id) ?? [];
  switch (body.response_action) {
    case 'errors':
      return body.errors ?? {};
    case 'update':
      state.modals.set(id, [...stack.slice(0, -1), newView(state, body.view)]);
      break;
    case 'push':
      state.modals.set(id, [...stack, newView(state, body.view)]);
      break;
    case 'clear':
      state.modals.delete(id);
      break;
    default:
      state.modals.set(id, stack.slice(0, -1));
  }
  state.changed();
  return {};
};
