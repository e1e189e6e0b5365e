import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wordsOf } from './blocks/elements.js';
import { type Acknowledged, type After, afterATime, createCourier } from './delivery/courier.js';
import type { Deliveries } from './delivery/deliveries.js';
import { createHttpDelivery } from './delivery/http-delivery.js';
import { answerResponseUrl } from './delivery/response-urls.js';
import { createSocketMode, type SocketMode } from './delivery/socket-mode.js';
import { createFaults, type Faults } from './faults.js';
import { answerFile } from './methods/methods-files.js';
import { createPayloads } from './payloads.js';
import { createPerson, type Person } from './person.js';
import { createRateLimits } from './rate-limits.js';
import { createState, findChannel, type Message, type State } from './state.js';
import { until } from './until.js';
import { createWebApi, type RecordedCall, send, type WebApiOptions } from './web-api.js';

export interface WorkspaceOptions {
  /** How payloads reach the app. */
  readonly delivery?: 'socket' | 'http';
  readonly port?: number;
  readonly now?: () => number;
  /** Scopes that the app was given; null asks for none. */
  readonly scopes?: readonly string[] | null;
  /** Events that the app subscribed to; null delivers all. */
  readonly events?: readonly string[] | null;
  /** Waits before a missed event comes again. */
  readonly after?: After;
  /** Calls forgiven above Slack's rates; null switches the limits off. */
  readonly burst?: number | null;
}

export interface Workspace {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly state: State;
  readonly faults: Faults;
  as(user: string): Person;
  /** What stands in a channel for everybody, replies included, oldest first. */
  messages(channel: string): Message[];
  /** The words a person reads in a message. */
  words(message: Message): string;
  calls(method?: string): RecordedCall[];
  /** Where the app listens, in HTTP mode. */
  setRequestUrl(url: string): void;
  disconnect: Deliveries['disconnect'];
  /** The line of Socket Mode itself. */
  readonly line: Pick<SocketMode, 'mood' | 'say'>;
  /** An event of the workspace itself, such as `user_change`; null when nobody wanted or took it. */
  event(event: Record<string, unknown>): Promise<Acknowledged>;
  /** Waits until something holds, and says what stood there instead when it never does. */
  until<T>(look: () => T | null | undefined | false, what: string): Promise<T>;
  close(): Promise<void>;
}

const tokens = { botToken: 'xoxb-demo-bot', appToken: 'xapp-demo-app', signingSecret: 'demo-signing-secret' };

/** A local workspace that stands in for Slack: its wire formats, its rules, its refusals. */
export async function createWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const state = createState(options.now ?? Date.now);
  const faults = createFaults();
  const calls: RecordedCall[] = [];
  let requestUrl = '';
  const server = createWebApi({
    ...tokens,
    state,
    faults,
    calls,
    limits: options.burst === null ? null : createRateLimits(state.now, options.burst ?? 0),
    scopes: options.scopes ?? null,
    socketUrl: () => socket.url(),
    others: answerOthers(state),
  });
  const socket = createSocketMode(server);
  const http = createHttpDelivery(() => requestUrl, tokens.signingSecret);
  const deliveries = options.delivery === 'http' ? http : socket;
  const town = { state, ...createTraffic(state, deliveries, options) };
  state.address = await listen(server, options.port ?? 0);
  return {
    ...tokens,
    ...reading(state, calls),
    apiUrl: `${state.address}api/`,
    state,
    faults,
    as: (user) => createPerson(user, town),
    setRequestUrl: (url) => {
      requestUrl = url;
    },
    disconnect: deliveries.disconnect,
    line: socket,
    event: town.publish,
    close: async () => {
      town.stop();
      await socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What is sent to the app, and only the events that it subscribed to. */
function createTraffic(state: State, deliveries: Deliveries, options: WorkspaceOptions) {
  const courier = createCourier(deliveries, { state, after: options.after ?? afterATime });
  const payloads = createPayloads(state);
  const isWanted = (event: Record<string, unknown>): boolean =>
    options.events?.includes(subscriptionOf(event)) ?? true;
  return {
    payloads,
    deliver: courier.deliver,
    publish: async (event: Record<string, unknown>): Promise<Acknowledged> =>
      isWanted(event) ? courier.deliver({ type: 'events_api', payload: payloads.event(event) }) : null,
    stop: courier.close,
  };
}

/** Messages are subscribed to by the kind of channel that they stand in. */
function subscriptionOf({ type, channel_type }: Record<string, unknown>): string {
  return type === 'message'
    ? `message.${channel_type === 'channel' ? 'channels' : channel_type}`
    : String(type);
}

function answerOthers(state: State): WebApiOptions['others'] {
  return (request, body, response) => {
    const [, door, id = ''] = (request.url ?? '').split('/');
    if (door === 'response') answerResponseUrl(state, id, { body: body.toString('utf8'), response });
    else if (door === 'upload' || door === 'files') void answerFile(state, request, { body, response });
    else send(response, 404, { ok: false, error: 'not_found' });
  };
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function reading(
  state: State,
  calls: readonly RecordedCall[],
): Pick<Workspace, 'messages' | 'words' | 'calls' | 'until'> {
  return {
    messages: (channel) => messagesIn(state, channel),
    words: (message) => (message.blocks.length ? wordsOf(message.blocks) : message.text),
    calls: (method) => calls.filter((call) => !method || call.method === method),
    until: (look, what) => until(state, look, what),
  };
}

function messagesIn(state: State, channel: string): Message[] {
  const found = findChannel(state, channel);
  return state.messages.filter((message) => message.channel === found?.id && !message.onlyFor);
}
