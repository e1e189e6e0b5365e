import {
  App,
  type AuthorizeResult,
  type Logger,
  LogLevel,
  type Receiver,
  SocketModeReceiver,
} from '@slack/bolt';
import { clientOptions, type SlackSettings } from './client.js';
import type { Desk } from './desk.js';
import { createHttpReceiver, type HttpReceiver } from './http-receiver.js';
import { listen } from './listeners/index.js';

export interface BoltSettings extends SlackSettings {
  /** Given: Socket Mode. Null: signed HTTP requests. */
  readonly appToken: string | null;
  readonly signingSecret: string | null;
}

export interface SlackDoor {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Null when all is well, otherwise one sentence. */
  trouble(): string | null;
  /** Answers what is posted to `/slack/events`; null in Socket Mode. */
  readonly answer: HttpReceiver['answer'] | null;
}

/** Hours of outage must not make a reconnect wait an hour. */
const longestReconnectMs = 30_000;

export const createSlackDoor = (settings: BoltSettings, desk: Desk): SlackDoor => {
  const logger = boltLogger(desk);
  const http = settings.appToken
    ? null
    : createHttpReceiver({ signingSecret: settings.signingSecret ?? '', logger });
  const socket = settings.appToken ? socketReceiver(settings, settings.appToken, logger) : null;
  const receiver: Receiver | null = http ?? socket;
  if (!receiver) throw new Error('Slack needs an app token or a signing secret.');
  const app = new App({
    receiver,
    // Known ids: asking Slack who we are on every click would make each of them wait for the network.
    authorize: (): Promise<AuthorizeResult> =>
      Promise.resolve({ botToken: settings.botToken, ...desk.people.self() }),
    clientOptions: clientOptions(settings),
    logger,
    convoStore: false,
  });
  app.error(async (fault) => desk.log.error({ err: fault }, 'Something in Slack could not be answered.'));
  listen(app, desk);
  let isUp = http !== null;
  socket?.client.on('connected', () => {
    isUp = true;
  });
  socket?.client.on('disconnected', () => {
    isUp = false;
  });
  return {
    // In HTTP mode the product's own server listens; the receiver only answers.
    start: async () => void (socket && (await app.start())),
    stop: async () => void (socket && (await app.stop())),
    trouble: () => (isUp ? null : 'Slack is not connected.'),
    answer: http && http.answer,
  };
};

const socketReceiver = (settings: BoltSettings, appToken: string, logger: Logger): SocketModeReceiver =>
  new SocketModeReceiver({
    appToken,
    logger,
    installerOptions: {
      clientOptions: {
        slackApiUrl: settings.apiUrl,
        retryConfig: { retries: 1_000_000, factor: 1.3, maxTimeout: longestReconnectMs },
      },
    },
  });

/** Bolt's own lines in our log: its debug lines hold payloads and are left out. */
const boltLogger = ({ log }: Desk): Logger => {
  const words = (parts: unknown[]): string =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn({ from: 'bolt' }, words(parts)),
    error: (...parts) =>
      log.error({ from: 'bolt', err: parts.find((part) => part instanceof Error) }, words(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
};
