import { channel } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import { WebAPIRateLimitedError } from '@slack/web-api';
import type { Log } from '../../ports/log.js';
import { errorCode } from './delivery-fault.js';
import { createHearing } from './hearing.js';
import type { SlackTimes } from './slack-times.js';

type Client = SocketModeReceiver['client'];

/** The connection of Socket Mode, kept for as long as the bot runs. */
export interface SocketLine {
  start(): void;
  stop(): void;
  trouble(): string | null;
}

export interface LineDeps {
  /** With its own reconnecting switched off: a refusal in it is a fault that nobody holds. */
  readonly client: Client;
  readonly log: Log;
  readonly times: SlackTimes;
}

/** Connects, listens for silence, and connects again, whatever comes in between; only `stop` ends it. */
export function createSocketLine({ client, log, times }: LineDeps): SocketLine {
  const hearing = createHearing(times.awayAfterMs, 'Slack is not connected.');
  const stopping = new AbortController();
  // What comes before `hello` or after the end is no sign that anything would be delivered.
  let isLive = false;
  const forgetFrames = hearFrames(client, () => {
    if (isLive) hearing.heard();
  });
  guardListeners(client, log);

  const live = async (): Promise<void> => {
    await connect(client, () => (stopping.signal.aborted ? 0 : times.helloMs));
    hearing.heard();
    isLive = true;
    await endOf(client, () => (hearing.silentMs() ?? 0) > times.awayAfterMs);
    isLive = false;
  };
  return {
    start: () => void keepAlive(live, { hearing, log, times, signal: stopping.signal }),
    stop: () => {
      stopping.abort();
      hangUp(client);
      forgetFrames();
    },
    trouble: hearing.trouble,
  };
}

interface Keeping extends Omit<LineDeps, 'client'> {
  readonly hearing: ReturnType<typeof createHearing>;
  readonly signal: AbortSignal;
}

async function keepAlive(live: () => Promise<void>, { hearing, log, times, signal }: Keeping): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const beganAt = performance.now();
    const fault = await live().then(
      () => null,
      (reason: unknown) => reason ?? new Error('Slack closed the connection before it said hello.'),
    );
    if (signal.aborted) return;
    const lived = performance.now() - beganAt;
    failures = fault || lived < times.helloMs ? failures + 1 : 0;
    const code = errorCode(fault);
    if (code) hearing.refused(`Slack refuses the connection (${code}).`);
    const waitMs = waitBefore(failures, fault, times);
    if (fault) log.error({ err: fault, waitMs }, 'Slack connection failed; reconnecting.');
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Resolves with `hello`; rejects when Slack refuses, closes, or says nothing for too long. */
async function connect(client: Client, patienceMs: () => number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    timer = setTimeout(() => hangUp(client), patienceMs());
  };
  // Asking for the address has a time limit of its own.
  client.once('connecting', begin);
  try {
    await client.start();
  } finally {
    clearTimeout(timer);
    client.off('connecting', begin);
  }
}

/** Resolves when the connection is over; a silent one is ended. */
function endOf(client: Client, isSilent: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const watching = setInterval(() => {
      if (isSilent()) hangUp(client);
    }, silenceCheckMs);
    client.once('disconnected', () => {
      clearInterval(watching);
      resolve();
    });
  });
}

const silenceCheckMs = 500;

/** The first call says goodbye and would wait for the answer; the second doesn't wait. */
function hangUp(client: Client): void {
  void client.disconnect();
  void client.disconnect();
}

/** A refresh is answered at once; each further failure in a row waits twice as long, or as long as Slack asks. */
function waitBefore(failures: number, fault: unknown, times: SlackTimes): number {
  const askedMs = fault instanceof WebAPIRateLimitedError ? fault.retryAfter * 1_000 : 0;
  if (failures === 0) return askedMs;
  return Math.max(askedMs, Math.min(times.firstWaitMs * 2 ** (failures - 1), times.longestWaitMs));
}

/** Whatever comes over the line is a sign of life: messages, and the frames that the platform announces. */
function hearFrames(client: Client, heard: () => void): () => void {
  let address = '';
  client.on('authenticated', ({ url }: { readonly url: string }) => {
    address = new URL(url).href;
  });
  client.on('ws_message', heard);
  const hear = (message: unknown): void => {
    const { websocket } = message as { readonly websocket?: { readonly url?: string } };
    if (websocket?.url === address) heard();
  };
  for (const name of frames) channel(name).subscribe(hear);
  return () => {
    for (const name of frames) channel(name).unsubscribe(hear);
  };
}

const frames = ['undici:websocket:ping', 'undici:websocket:pong'];

/** The client listens with functions that promise and that nobody waits for: a malformed message would end the process. */
function guardListeners(client: Client, log: Log): void {
  for (const event of ['ws_message', 'slack_event']) {
    const listeners = client.listeners(event) as ((...args: unknown[]) => unknown)[];
    client.removeAllListeners(event);
    for (const listener of listeners)
      client.on(event, (...args: unknown[]) => {
        Promise.resolve()
          .then(() => listener(...args))
          .catch((fault: unknown) => log.error({ err: fault }, 'Slack socket message could not be parsed.'));
      });
  }
}
