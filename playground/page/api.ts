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
}
// biome-ignore lint/suspicious/noExplicitAny: blocks are Slack's own open-ended JSON, drawn as far as they are known.
export type Json = any;
export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly threadTs: string | null;
  readonly onlyFor: string | null;
  readonly isEdited: boolean;
}
export interface View {
  readonly id: string;
  readonly title: { readonly text: string };
  readonly submit?: { readonly text: string };
  readonly close?: { readonly text: string };
  readonly blocks: readonly Json[];
}
export interface Snapshot {
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly messages: readonly Message[];
  readonly modal: View | null;
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
  readonly warnings: readonly string[];
}
/** Something that is wrong in the workspace on purpose. */
export interface Fault {
  readonly fault: string;
  readonly method?: string | null;
  readonly channel?: string;
  readonly user?: string;
  readonly times?: number;
}

export const look = async (as: string): Promise<Snapshot> => (await fetch(`/control/state?as=${as}`)).json();

const post = async (path: string, body: object) => {
  const answer = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  return (await answer.json()) as { errors?: Record<string, string>; note?: string; error?: string };
};
export const act = (wish: object) => post('/control/act', wish);
export const sendEvent = (name: string) => post('/control/event', { name });
export const moveClock = (advanceMs: number) => post('/control/clock', { advanceMs });
export const breakSomething = (wish: object) => post('/control/faults', wish);
