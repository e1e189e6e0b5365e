import type { WorkspaceUser } from '../demo-people.js';
import { directMessage, findChannel, type State } from '../state.js';
import { type Method, refuse, text } from './method.js';

function userJson(user: WorkspaceUser) {
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name.toLowerCase(),
    real_name: user.name,
    deleted: user.isDeactivated ?? false,
    tz: user.tz,
    is_bot: user.isBot ?? false,
    is_restricted: user.isGuest ?? false,
    is_ultra_restricted: false,
    profile: { display_name: user.name, real_name: user.name },
    ...(user.enterprise
      ? {
          enterprise_user: {
            id: user.id,
            enterprise_id: user.enterprise.id,
            teams: user.enterprise.teams,
          },
        }
      : {}),
  };
}

function channelJson(state: State, wanted: unknown) {
  const channel = findChannel(state, String(wanted));
  return channel
    ? {
        ok: true,
        channel: {
          id: channel.id,
          name: channel.name,
          is_archived: channel.isArchived ?? false,
          is_member: channel.hasBot ?? false,
          is_ext_shared: false,
        },
      }
    : refuse('channel_not_found');
}

/** A page is never longer, whatever is asked for: nobody can rely on one page being all. */
const mostMembers = 3;

/** Slack gives up to 1,000 of a list, and an opaque cursor for the rest. */
function pageOf<Item>(all: readonly Item[], args: Readonly<Record<string, unknown>>) {
  const from = Number(Buffer.from(String(args.cursor ?? ''), 'base64').toString() || 0);
  const to = from + Math.min(Number(args.limit ?? 1_000) || 1_000, 1_000);
  return {
    page: all.slice(from, to),
    next: to < all.length ? Buffer.from(String(to)).toString('base64') : '',
  };
}

/** Methods that tell about the workspace, its people, groups and channels. */
export const peopleMethods: Readonly<Record<string, Method>> = {
  'api.test': () => ({ ok: true }),
  'auth.test': (state) => ({
    ok: true,
    url: `https://${state.team.domain}.slack.com/`,
    team: state.team.name,
    team_id: state.team.id,
    user: 'countersign',
    user_id: 'U0BOT',
    bot_id: 'B0BOT',
    is_enterprise_install: false,
    ...(state.team.enterpriseId ? { enterprise_id: state.team.enterpriseId } : {}),
  }),
  'bots.info': () => ({
    ok: true,
    bot: { id: 'B0BOT', name: 'Countersign', app_id: 'A0DEMO', user_id: 'U0BOT' },
  }),
  'team.info': (state) => ({ ok: true, team: state.team }),
  'users.info': (state, args) => {
    const user = state.users.get(String(args.user));
    if (user?.isHidden) return refuse('user_not_visible');
    return user ? { ok: true, user: userJson(user) } : refuse('user_not_found');
  },
  'users.list': (state, args) => {
    const all = [...state.users.values()].filter(({ isHidden }) => !isHidden).map(userJson);
    const { page, next } = pageOf(all, args);
    return { ok: true, members: page, response_metadata: { next_cursor: next } };
  },
  'usergroups.list': (state, args) => ({
    ok: true,
    usergroups: [...state.groups.values()].map(({ id, handle, members }) => ({
      id,
      handle,
      name: handle,
      ...(String(args.include_users) === 'true' ? { users: members } : {}),
    })),
  }),
  'usergroups.users.list': (state, args) => {
    const group = state.groups.get(String(args.usergroup));
    return group ? { ok: true, users: group.members } : refuse('no_such_subteam');
  },
  'conversations.open': (state, args) => {
    const user = state.users.get(text(args.users));
    if (!user) return refuse('user_not_found');
    if (user.isDeactivated) return refuse('user_disabled');
    return { ok: true, channel: { id: directMessage(state, user.id).id } };
  },
  'conversations.info': (state, args) => channelJson(state, args.channel),
  'conversations.list': (state) => ({
    ok: true,
    channels: [...state.channels.values()]
      .filter(({ id }) => id.startsWith('C'))
      .map(({ id, name, isArchived, hasBot }) => ({
        id,
        name,
        is_archived: isArchived ?? false,
        is_member: hasBot ?? false,
      })),
  }),
  'conversations.members': (state, args) => {
    const channel = findChannel(state, text(args.channel));
    if (!channel) return refuse('channel_not_found');
    const from = Number(text(args.cursor) || 0);
    const members = channel.members ?? [...state.users.keys()];
    const end = from + Math.min(Number(args.limit ?? 100), mostMembers);
    const next_cursor = end < members.length ? String(end) : '';
    return { ok: true, members: members.slice(from, end), response_metadata: { next_cursor } };
  },
  'conversations.join': (state, args) => {
    const channel = findChannel(state, String(args.channel));
    if (channel?.isArchived) return refuse('is_archived');
    if (channel) channel.hasBot = true;
    return channelJson(state, args.channel);
  },
};
