export interface Person {
  readonly id: string;
  readonly name: string;
  readonly isBot: boolean;
  readonly isOutside: boolean;
}
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly isDirect: boolean;
  readonly isArchived: boolean;
  /** The newest few messages that somebody else wrote, by their ids. */
  readonly newest: readonly string[];
}
// biome-ignore lint/suspicious/noExplicitAny: blocks are Slack's own open-ended JSON, drawn as far as they are known.
export type Json = any;
export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly threadTs: string | null;
  readonly user: string;
  readonly onlyFor: string | null;
  readonly isEdited: boolean;
  readonly replies?: number;
  readonly lastReplyTs?: string | null;
}
export interface View {
  readonly id: string;
  readonly title?: { readonly text: string };
  readonly submit?: { readonly text: string };
  readonly close?: { readonly text: string };
  readonly blocks: readonly Json[];
}
/** What a person gives an input: one value, or several where several may be chosen. */
export type Given = string | readonly string[];
/** Sends what was pressed or chosen outside a form. */
export type Press = (action: string, value?: Given) => void;
/** What came of an act: errors by input, a sentence that nothing came back, or a fault. */
export interface Answer {
  readonly errors?: Readonly<Record<string, string>>;
  readonly note?: string;
  readonly error?: string;
}
/** Something that is wrong in the workspace on purpose. */
export interface Fault {
  readonly fault: string;
  readonly method?: string | null;
  readonly channel?: string;
  readonly user?: string;
  readonly times?: number;
}
export interface Features {
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usage_hint?: string;
  }[];
  readonly shortcuts: readonly {
    readonly name: string;
    readonly type: 'global' | 'message';
    readonly callback_id: string;
  }[];
  readonly isReadOnly: boolean;
}
export interface Snapshot {
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  /** The channel whose messages these are. */
  readonly channel: string;
  /** A window of the channel, oldest first, and how many messages lie before and after it. */
  readonly messages: readonly Message[];
  readonly older: number;
  readonly newer: number;
  /** Where a window half a step earlier or later would end; null for the newest. */
  readonly earlier: string | null;
  readonly later: string | null;
  /** The open thread, its first message first. */
  readonly thread?: readonly Message[];
  readonly modal: View | null;
  /** How many modals lie on one another. */
  readonly modalDepth: number;
  readonly home: View | null;
  readonly records: readonly { readonly resource: string; readonly now: Record<string, unknown> | null }[];
  readonly ledger: readonly {
    readonly resource: string;
    readonly method: string;
    readonly before: Json;
    readonly after: Json;
  }[];
  readonly clock: { readonly nowAt: number; readonly aheadMs: number };
  readonly faults: readonly Fault[];
  readonly steps: readonly { readonly words: string; readonly isDone: boolean }[];
  readonly features: Features;
  readonly warnings: readonly { readonly index: number; readonly words: string }[];
}

/** Who looks at what. */
export interface Look {
  readonly who: string;
  readonly channel: string;
  /** The last message in sight; null for the newest. */
  readonly end: string | null;
  readonly thread: string | null;
}

export const look = async ({ who, channel, end, thread }: Look): Promise<Snapshot> => {
  const asked = new URLSearchParams({ as: who, channel });
  if (end) asked.set('end', end);
  if (thread) asked.set('thread', thread);
  return (await fetch(`/control/state?${asked}`)).json();
};

const post = async (path: string, body: object): Promise<Answer> => {
  try {
    const answer = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
    return await answer.json();
  } catch {
    return { error: 'The playground does not answer: start it again with npm start.' };
  }
};
export const act = (wish: object) => post('/control/act', wish);
export const sendEvent = (name: string) => post('/control/event', { name });
export const moveClock = (advanceMs: number) => post('/control/clock', { advanceMs });
export const breakSomething = (wish: object) => post('/control/faults', wish);
