import { type Element, filledState, findElement, type Given } from './blocks/elements.js';
import { applyAnswer, valuesOf } from './blocks/modal-answers.js';
import { asTyped } from './blocks/typed-text.js';
import type { Acknowledged, Courier } from './delivery/courier.js';
import type { Delivery } from './delivery/deliveries.js';
import type { createPayloads } from './payloads.js';
import { directMessage, findChannel, type Message, type State, type View } from './state.js';

export interface Person extends Windows, Words {
  readonly id: string;
  /** Presses a button; `value` chooses in a menu. Resolves when the app has acknowledged. */
  click(message: Message, actionId: string, value?: Given): Promise<Acknowledged>;
  command(command: string, text?: string, channel?: string): Promise<Acknowledged>;
  /** Uses a shortcut: on a message, or one that stands everywhere. */
  shortcut(callbackId: string, message?: Message): Promise<Acknowledged>;
  openHome(): Promise<Acknowledged>;
  home(): View | undefined;
}

interface Windows {
  clickInView(actionId: string, value?: Given): Promise<Acknowledged>;
  /** The modal on top, if one is open. */
  modal(): View | undefined;
  /** Fills inputs of the open modal by action id or block id and sends it. Answers with the errors that the app gave. */
  submit(values?: Readonly<Record<string, Given>>): Promise<Readonly<Record<string, string>>>;
  /** Closes the modal on top; an app that asked for it hears of it. */
  close(): Promise<void>;
}

interface Words {
  /** Writes a message; an app that wants such events hears of it. `threadTs` answers in a thread. */
  say(typed: string, to: { readonly channel: string; readonly threadTs?: string }): Promise<Message>;
  /** Messages that only this person sees. */
  privately(): Message[];
  /** What the bot wrote to this person directly. */
  inbox(): Message[];
}

export interface PersonDeps {
  readonly state: State;
  readonly payloads: ReturnType<typeof createPayloads>;
  readonly deliver: Courier['deliver'];
  /** Delivers an event if the app subscribed to it. */
  readonly publish: (event: Record<string, unknown>) => Promise<Acknowledged>;
}

export function createPerson(id: string, deps: PersonDeps): Person {
  const { state, payloads } = deps;
  const interact = (payload: Delivery['payload']) => deps.deliver({ type: 'interactive', payload });
  return {
    id,
    ...windows(id, deps),
    ...words(id, deps),
    click: (message, actionId, value) => {
      const found = findElement(message, actionId);
      return interact(payloads.onMessage(id, message, { found, ...chosenOf(found.element, value) }));
    },
    command: (command, text = '', channel = 'C0GENERAL') => {
      const place = { text, channel: findChannel(state, channel)?.id ?? channel };
      return deps.deliver({ type: 'slash_commands', payload: payloads.command(id, command, place) });
    },
    shortcut: (callbackId, message) =>
      interact(
        message ? payloads.messageShortcut(id, callbackId, message) : payloads.globalShortcut(id, callbackId),
      ),
    openHome: () => {
      const channel = directMessage(state, id).id;
      return deps.publish({ type: 'app_home_opened', user: id, channel, tab: 'home' });
    },
    home: () => state.homes.get(id),
  };
}

function windows(id: string, { state, payloads, deliver }: PersonDeps): Windows {
  const stack = (): View[] => state.modals.get(id) ?? [];
  const top = (): View => {
    const view = stack().at(-1);
    if (!view) throw new Error(`No modal is open for ${id}.`);
    return view;
  };
  return {
    clickInView: (actionId, value) => {
      const view = stack().at(-1) ?? state.homes.get(id);
      if (!view) throw new Error(`Nothing is open for ${id}.`);
      const found = findElement(view, actionId);
      const payload = payloads.onView(id, view, { found, ...chosenOf(found.element, value) });
      return deliver({ type: 'interactive', payload });
    },
    modal: () => stack().at(-1),
    submit: async (values = {}) => {
      const view = top();
      const payload = payloads.submission(id, view, valuesOf(view, values));
      return applyAnswer(state, id, await deliver({ type: 'interactive', payload }));
    },
    close: async () => {
      const view = top();
      state.modals.set(id, view.clear_on_close ? [] : stack().slice(0, -1));
      state.changed();
      if (view.notify_on_close) await deliver({ type: 'interactive', payload: payloads.closed(id, view) });
    },
  };
}

function words(id: string, { state, publish }: PersonDeps): Words {
  return {
    say: async (typed, { channel, threadTs }) => {
      const place = findChannel(state, channel);
      if (!place) throw new Error(`There is no channel “${channel}” in the workspace.`);
      const message: Message = {
        channel: place.id,
        ts: state.nextTs(),
        text: asTyped(typed, state),
        blocks: [],
        metadata: null,
        threadTs: threadTs ?? null,
        user: id,
        onlyFor: null,
        isEdited: false,
      };
      state.messages.push(message);
      state.changed();
      await Promise.all(eventsOf(message, state).map(publish));
      return message;
    },
    privately: () => state.messages.filter((message) => message.onlyFor === id),
    inbox: () => {
      const { id: channel } = directMessage(state, id);
      return state.messages.filter(
        (message) => message.channel === channel && !message.onlyFor && message.user !== id,
      );
    },
  };
}

/** Every message is an event where the bot is; one that names the bot is a second one. */
function eventsOf(message: Message, state: State): Record<string, unknown>[] {
  if (!state.channels.get(message.channel)?.hasBot) return [];
  const said = {
    user: message.user,
    text: message.text,
    ts: message.ts,
    channel: message.channel,
    event_ts: message.ts,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    team: state.team.id,
    user_team: state.users.get(message.user)?.teamId,
  };
  const isDirect = message.channel.startsWith('D');
  const events = [{ type: 'message', channel_type: isDirect ? 'im' : 'channel', ...said }];
  return message.text.includes('<@U0BOT>') && !isDirect
    ? [...events, { type: 'app_mention', ...said }]
    : events;
}

function chosenOf(element: Element, value: Given | undefined): { chosen?: Record<string, unknown> } {
  return value === undefined ? {} : { chosen: filledState(element, value) };
}
