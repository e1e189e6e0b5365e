import type { Found } from './blocks/elements.js';
import { asSlack } from './methods/methods-messages.js';
import type { Message, State, View } from './state.js';

/** What stands in an element once somebody chose. */
type Chosen = Readonly<Record<string, unknown>>;
interface Pressed {
  readonly found: Found;
  readonly chosen?: Chosen;
}

/** Builds what Slack would send when a person does something. */
export function createPayloads(state: State) {
  return {
    ...clicks(state),
    ...modalPayloads(state),
    ...shortcuts(state),
    command: (user: string, command: string, what: { readonly text: string; readonly channel: string }) => ({
      token: 'legacy',
      team_id: state.team.id,
      team_domain: state.team.domain,
      channel_id: what.channel,
      channel_name: channelName(state, what.channel),
      user_id: user,
      user_name: person(state, user).name,
      command,
      text: what.text,
      api_app_id: 'A0DEMO',
      is_enterprise_install: 'false',
      response_url: newResponseUrl(state, { user, channel: what.channel, messageTs: null }),
      trigger_id: newTrigger(state, user),
    }),
    event: (event: Record<string, unknown>) => ({
      token: 'legacy',
      team_id: state.team.id,
      api_app_id: 'A0DEMO',
      event: { event_ts: state.nextTs(), ...event },
      type: 'event_callback',
      event_id: state.nextId('Ev'),
      event_time: Math.floor(state.now() / 1_000),
      authorizations: [
        { team_id: state.team.id, user_id: 'U0BOT', is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
    }),
  };
}

function clicks(state: State) {
  return {
    onMessage: (user: string, message: Message, what: Pressed) => ({
      ...envelope(state, user),
      type: 'block_actions',
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: message.onlyFor !== null,
      },
      ...onMessage(state, user, message),
      state: { values: {} },
      actions: [action(state, what)],
    }),
    onView: (user: string, view: View, what: Pressed) => ({
      ...envelope(state, user),
      type: 'block_actions',
      container: { type: 'view', view_id: view.id },
      view: asView(view, {}),
      actions: [action(state, what)],
    }),
  };
}

function modalPayloads(state: State) {
  return {
    submission: (user: string, view: View, values: Record<string, unknown>) => ({
      ...envelope(state, user),
      type: 'view_submission',
      view: asView(view, values),
      response_urls: [],
    }),
    closed: (user: string, view: View) => ({
      ...envelope(state, user),
      type: 'view_closed',
      view: asView(view, {}),
      is_cleared: false,
    }),
  };
}

function shortcuts(state: State) {
  return {
    globalShortcut: (user: string, callbackId: string) => ({
      ...envelope(state, user),
      type: 'shortcut',
      callback_id: callbackId,
      action_ts: state.nextTs(),
    }),
    messageShortcut: (user: string, callbackId: string, message: Message) => ({
      ...envelope(state, user),
      type: 'message_action',
      callback_id: callbackId,
      action_ts: state.nextTs(),
      ...onMessage(state, user, message),
      message_ts: message.ts,
    }),
  };
}

function envelope(state: State, user: string) {
  return {
    team: { id: state.team.id, domain: state.team.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: person(state, user),
    api_app_id: 'A0DEMO',
    token: 'legacy',
    trigger_id: newTrigger(state, user),
  };
}

function person(state: State, id: string) {
  const user = state.users.get(id);
  if (!user) throw new Error(`There is no person “${id}” in the workspace.`);
  return { id, username: user.name.toLowerCase(), name: user.name.toLowerCase(), team_id: user.teamId };
}

function channelName(state: State, channel: string): string {
  return state.channels.get(channel)?.name ?? 'directmessage';
}

function onMessage(state: State, user: string, message: Message) {
  return {
    channel: { id: message.channel, name: channelName(state, message.channel) },
    message: asSlack(message),
    response_url: newResponseUrl(state, { user, channel: message.channel, messageTs: message.ts }),
  };
}

function action(state: State, { found: { element, blockId }, chosen }: Pressed) {
  return {
    type: element.type,
    action_id: element.action_id,
    block_id: blockId,
    action_ts: state.nextTs(),
    ...(element.type === 'button' ? { value: element.value, text: element.text } : chosen),
  };
}

function asView(view: View, values: Record<string, unknown>) {
  return {
    ...view,
    state: { values },
    team_id: 'T0DEMO',
    app_id: 'A0DEMO',
  };
}

const triggerLifeMs = 3_000;
const responseLifeMs = 30 * 60_000;

function newTrigger(state: State, user: string): string {
  const id = `${state.nextId('')}.${state.nextId('T')}`;
  state.triggers.set(id, { user, expiresAt: state.now() + triggerLifeMs, isSpent: false });
  return id;
}

function newResponseUrl(
  state: State,
  to: { readonly user: string; readonly channel: string; readonly messageTs: string | null },
): string {
  const id = state.nextId('R');
  state.responseUrls.set(id, { ...to, expiresAt: state.now() + responseLifeMs, posts: 0 });
  return `${state.address}response/${id}`;
}
