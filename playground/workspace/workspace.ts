import type { AddressInfo } from 'node:net';
import { createHttpDelivery, createSocketMode, type Deliveries } from './deliveries.js';
import { wordsOf } from './elements.js';
import { createFaults, type Faults } from './faults.js';
import { answerFile } from './methods-files.js';
import { createPayloads } from './payloads.js';
import { createPerson, type Person } from './person.js';
import { createRateLimits } from './rate-limits.js';
import { answerResponseUrl } from './response-urls.js';
import { createState, findChannel, type Message, type State } from './state.js';
import { createWebApi, type RecordedCall, send } from './web-api.js';

export interface WorkspaceOptions {
  /** How payloads reach the app. */
  readonly delivery?: 'socket' | 'http';
  readonly port?: number;
  readonly now?: () => number;
  /** Scopes that the app was given; null asks for none. */
  readonly scopes?: readonly string[] | null;
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
  /** An event of the workspace itself, such as `user_change`. */
  event(event: Record<string, unknown>): Promise<unknown>;
  /** Waits until something holds, and says what stood there instead when it never does. */
  until<T>(look: () => T | null | undefined | false, what: string): Promise<T>;
  close(): Promise<void>;
}

const tokens = { botToken: 'xoxb-demo-bot', appToken: 'xapp-demo-app', signingSecret: 'demo-signing-secret' };
const patienceMs = 15_000;

/** A local workspace that stands in for Slack: its wire formats, its rules, its refusals. */
export const createWorkspace = async (options: WorkspaceOptions = {}): Promise<Workspace> => {
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
    others: (request, body, response) => {
      const id = /^\/response\/(\w+)/.exec(request.url ?? '')?.[1];
      if (id) answerResponseUrl(state, id, { body: body.toString('utf8'), response });
      else if (/^\/(upload|files)\//.test(request.url ?? ''))
        void answerFile(state, request, { body, response });
      else send(response, 404, { ok: false, error: 'not_found' });
    },
  });
  const socket = createSocketMode(server, state);
  const deliveries =
    options.delivery === 'http' ? createHttpDelivery(() => requestUrl, tokens.signingSecret) : socket;
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  state.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const payloads = createPayloads(state);
  const person = { state, payloads, deliver: deliveries.send };
  return {
    ...tokens,
    apiUrl: `${state.address}api/`,
    state,
    faults,
    as: (user) => createPerson(user, person),
    messages: (channel) => messagesIn(state, channel),
    words: (message) => (message.blocks.length ? wordsOf(message.blocks) : message.text),
    calls: (method) => calls.filter((call) => !method || call.method === method),
    setRequestUrl: (url) => {
      requestUrl = url;
    },
    disconnect: deliveries.disconnect,
    event: (event) => deliveries.send({ type: 'events_api', payload: payloads.event(event) }),
    until: (look, what) => until(state, look, what),
    close: async () => {
      await socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const messagesIn = (state: State, channel: string): Message[] => {
  const found = findChannel(state, channel);
  return state.messages.filter((message) => message.channel === found?.id && !message.onlyFor);
};

const until = <T>(state: State, look: () => T | null | undefined | false, what: string): Promise<T> =>
  new Promise((resolve, reject) => {
    const check = (): boolean => {
      const found = look();
      if (!found) return false;
      stop();
      resolve(found);
      return true;
    };
    const stop = (): void => {
      clearTimeout(deadline);
      clearInterval(poll);
      forget();
    };
    const forget = state.onChange(check);
    // What is looked for may stand outside the workspace, where nothing rings.
    const poll = setInterval(check, 20);
    const deadline = setTimeout(() => {
      stop();
      const stood = state.messages
        .map((message) => `${message.channel}: ${message.text.slice(0, 120)}`)
        .join('\n');
      reject(
        new Error(
          `Waited in vain for ${what}. In the workspace stood:\n${stood}\n${state.warnings.join('\n')}`,
        ),
      );
    }, patienceMs);
    check();
  });
