import type { Found } from './elements.js';
import { asSlack } from './methods-messages.js';
import type { Message, State, View } from './state.js';

const triggerLifeMs = 3_000;
const responseLifeMs = 30 * 60_000;

/** What stands in an element once somebody chose. */
type Chosen = Readonly<Record<string, unknown>>;

/** Builds what Slack would send when a person does something. */
export const createPayloads = (state: State) => {
  const person = (id: string) => {
    const user = state.users.get(id);
    if (!user) throw new Error(`There is no person “${id}” in the workspace.`);
    return { id, username: user.name.toLowerCase(), name: user.name.toLowerCase(), team_id: user.teamId };
  };
  const trigger = (user: string): string => {
    const id = `${state.nextId('')}.${state.nextId('T')}`;
    state.triggers.set(id, { user, expiresAt: state.now() + triggerLifeMs, isSpent: false });
    return id;
  };
  const responseUrl = (user: string, channel: string, messageTs: string | null): string => {
    const id = state.nextId('R');
    state.responseUrls.set(id, {
      user,
      channel,
      messageTs,
      expiresAt: state.now() + responseLifeMs,
      posts: 0,
    });
    return `${state.address}response/${id}`;
  };
  const envelope = (user: string) => ({
    team: { id: state.team.id, domain: state.team.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: person(user),
    api_app_id: 'A0DEMO',
    token: 'legacy',
    trigger_id: trigger(user),
  });
  const action = ({ element, blockId }: Found, chosen: Chosen | undefined) => ({
    type: element.type,
    action_id: element.action_id,
    block_id: blockId,
    action_ts: state.nextTs(),
    ...(element.type === 'button' ? { value: element.value, text: element.text } : chosen),
  });
  return {
    onMessage: (
      user: string,
      message: Message,
      what: { readonly found: Found; readonly chosen?: Chosen },
    ) => ({
      ...envelope(user),
      type: 'block_actions',
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: message.onlyFor !== null,
      },
      channel: { id: message.channel, name: state.channels.get(message.channel)?.name ?? 'directmessage' },
      message: asSlack(message),
      state: { values: {} },
      response_url: responseUrl(user, message.channel, message.ts),
      actions: [action(what.found, what.chosen)],
    }),
    onView: (user: string, view: View, what: { readonly found: Found; readonly chosen?: Chosen }) => ({
      ...envelope(user),
      type: 'block_actions',
      container: { type: 'view', view_id: view.id },
      view: asView(view, {}),
      actions: [action(what.found, what.chosen)],
    }),
    submission: (user: string, view: View, values: Record<string, unknown>) => ({
      ...envelope(user),
      type: 'view_submission',
      view: asView(view, values),
      response_urls: [],
    }),
    closed: (user: string, view: View) => ({
      ...envelope(user),
      type: 'view_closed',
      view: asView(view, {}),
      is_cleared: false,
    }),
    globalShortcut: (user: string, callbackId: string) => ({
      ...envelope(user),
      type: 'shortcut',
      callback_id: callbackId,
      action_ts: state.nextTs(),
    }),
    messageShortcut: (user: string, callbackId: string, message: Message) => ({
      ...envelope(user),
      type: 'message_action',
      callback_id: callbackId,
      action_ts: state.nextTs(),
      channel: { id: message.channel, name: state.channels.get(message.channel)?.name },
      message: asSlack(message),
      message_ts: message.ts,
      response_url: responseUrl(user, message.channel, message.ts),
    }),
    command: (user: string, command: string, what: { readonly text: string; readonly channel: string }) => ({
      token: 'legacy',
      team_id: state.team.id,
      team_domain: state.team.domain,
      channel_id: what.channel,
      channel_name: state.channels.get(what.channel)?.name ?? 'directmessage',
      user_id: user,
      user_name: person(user).name,
      command,
      text: what.text,
      api_app_id: 'A0DEMO',
      is_enterprise_install: 'false',
      response_url: responseUrl(user, what.channel, null),
      trigger_id: trigger(user),
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
};

const asView = (view: View, values: Record<string, unknown>) => ({
  ...view,
  state: { values },
  team_id: 'T0DEMO',
  app_id: 'A0DEMO',
});
