import {
  demoChannels,
  demoGroups,
  demoTeam,
  demoUsers,
  type WorkspaceChannel,
  type WorkspaceGroup,
  type WorkspaceTeam,
  type WorkspaceUser,
} from './demo-people.js';

type Fields = Record<string, unknown>;

export interface Message {
  readonly channel: string;
  readonly ts: string;
  text: string;
  blocks: Block[];
  metadata: Fields | null;
  readonly threadTs: string | null;
  readonly user: string;
  /** Seen only by this person, when set. */
  readonly onlyFor: string | null;
  isEdited: boolean;
  /** What was uploaded with it. */
  readonly files?: readonly Fields[];
}
export interface Block extends Fields {
  readonly type: string;
}
export interface View extends Fields {
  id: string;
  hash: string;
  readonly type: 'modal' | 'home';
  callback_id?: string;
  private_metadata?: string;
  blocks: Block[];
  root_view_id?: string;
}
export interface Trigger {
  readonly user: string;
  readonly expiresAt: number;
  isSpent: boolean;
}
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  bytes: Buffer | null;
}
export interface ResponseUrl {
  readonly user: string;
  readonly channel: string;
  readonly messageTs: string | null;
  readonly expiresAt: number;
  posts: number;
}

/** Everything the workspace knows; it outlives the bot. */
export interface State {
  readonly team: WorkspaceTeam;
  readonly users: Map<string, WorkspaceUser>;
  readonly groups: Map<string, WorkspaceGroup>;
  readonly channels: Map<string, WorkspaceChannel>;
  readonly messages: Message[];
  /** Open modals of each person, the top one last. */
  readonly modals: Map<string, View[]>;
  readonly homes: Map<string, View>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly uploads: Map<string, Upload>;
  readonly warnings: string[];
  /** Where the workspace itself listens, with a slash at the end. */
  address: string;
  readonly now: () => number;
  nextId(prefix: string): string;
  nextTs(): string;
  changed(): void;
  onChange(listener: () => void): () => void;
}

export function createState(now: () => number): State {
  const listeners = new Set<() => void>();
  let ids = 0;
  let lastTs = 0;
  return {
    team: { ...demoTeam },
    users: byId(demoUsers()),
    groups: byId(demoGroups()),
    channels: byId(demoChannels()),
    messages: [],
    modals: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    uploads: new Map(),
    warnings: [],
    address: '',
    now,
    nextId: (prefix) => {
      ids += 1;
      return `${prefix}${ids.toString(36).toUpperCase().padStart(8, '0')}`;
    },
    nextTs: () => {
      // Microseconds that only ever grow, as Slack's message ids do.
      lastTs = Math.max(now() * 1_000, lastTs + 1);
      return `${Math.floor(lastTs / 1e6)}.${String(lastTs % 1e6).padStart(6, '0')}`;
    },
    changed: () => {
      for (const listener of [...listeners]) listener();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

/** A channel by id or `#name`; a person's id names the direct message with them. */
export function findChannel(state: State, wanted: string): WorkspaceChannel | null {
  if (state.users.has(wanted)) return directMessage(state, wanted);
  const name = wanted.replace(/^#/, '');
  return (
    state.channels.get(wanted) ??
    [...state.channels.values()].find((channel) => channel.name === name) ??
    null
  );
}

export function directMessage(state: State, user: string): WorkspaceChannel {
  const id = `D${user.slice(1)}`;
  const known = state.channels.get(id);
  if (known) return known;
  const channel: WorkspaceChannel = { id, name: `dm-${user}`, hasBot: true };
  state.channels.set(id, channel);
  return channel;
}
