import {
  App,
  type AuthorizeResult,
  type Logger,
  LogLevel,
  type Receiver,
  SocketModeReceiver,
} from '@slack/bolt';
import { clientOptions, createWebClient, type SlackSettings } from './client.js';
import { createHttpReceiver, type HttpReceiver } from './http-receiver.js';
import { listen } from './listeners/index.js';
import type { Desk } from './press-context.js';
import { createPulse } from './pulse.js';
import { type SlackTimes, slackTimes } from './slack-times.js';
import { createSocketLine } from './socket-line.js';

export interface BoltSettings extends SlackSettings {
  /** Given: Socket Mode. Null: signed HTTP requests. */
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  readonly times?: SlackTimes;
}

export interface SlackDoor {
  /** Begins to connect and to listen; a Slack that is away is waited for. */
  start(): void;
  stop(): void;
  /** Null when all is well, otherwise one sentence. */
  trouble(): string | null;
  /** Answers what is posted to `/slack/events`; null in Socket Mode. */
  readonly answer: HttpReceiver['answer'] | null;
}

export function createSlackDoor(settings: BoltSettings, desk: Desk): SlackDoor {
  const logger = boltLogger(desk);
  const { times = slackTimes } = settings;
  const http = settings.appToken
    ? null
    : createHttpReceiver({ signingSecret: settings.signingSecret ?? '', logger });
  const socket = settings.appToken ? socketReceiver(settings, settings.appToken, { logger, times }) : null;
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
  app.error(async (fault) => desk.log.error({ err: fault }, 'Slack request handler failed.'));
  listen(app, desk);
  const line = socket && createSocketLine({ client: socket.client, log: desk.log, times });
  const pulse = createPulse(createWebClient(settings), times);
  return {
    // In HTTP mode the product's own server listens; the receiver only answers.
    start: () => {
      pulse.start();
      line?.start();
    },
    stop: () => {
      pulse.stop();
      line?.stop();
    },
    trouble: () => line?.trouble() ?? pulse.trouble(),
    answer: http?.answer ?? null,
  };
}

/** It only connects: what comes next, and again after a fault, is the line's. */
function socketReceiver(
  settings: BoltSettings,
  appToken: string,
  { logger, times }: { readonly logger: Logger; readonly times: SlackTimes },
): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    // It pings three times in this span; each answer is a sign of life.
    clientPingTimeout: times.awayAfterMs / 3,
    installerOptions: { clientOptions: clientOptions(settings) },
  });
}

/** Bolt's own lines in our log: its debug lines hold payloads and are left out. */
function boltLogger({ log }: Desk): Logger {
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
}
