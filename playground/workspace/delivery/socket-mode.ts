import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { ackWithinMs, type Deliveries, type Delivery, type Outcome, type Retry } from './deliveries.js';

/** What may be wrong with the line itself: it never says hello, or says nothing at all any more. */
export type LineMood = 'fine' | 'no hello' | 'silent';

export interface SocketMode extends Deliveries {
  readonly url: () => string;
  /** From now on, for connections that stand as well. */
  mood(mood: LineMood): void;
  /** Sends words that need not be a message. */
  say(words: string): void;
}

/** Socket Mode: one-use URLs, `hello`, envelopes, acknowledgements; each payload goes to one connection. */
export function createSocketMode(server: Server): SocketMode {
  let mood: LineMood = 'fine';
  const tickets = new Set<string>();
  const connections = new Set<WebSocket>();
  const waiting = new Map<string, (outcome: Outcome) => void>();
  const hear = (data: RawData): void => {
    const ack = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
    waiting.get(ack.envelope_id)?.({ kind: 'acknowledged', body: ack.payload });
  };
  const sockets = welcome(server, { tickets, connections, hear, mood: () => mood });
  return {
    url: () => {
      const ticket = randomUUID();
      tickets.add(ticket);
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      return `ws://127.0.0.1:${port}/link?ticket=${ticket}`;
    },
    send: async (delivery, retry) => {
      const connection = await open(connections);
      if (!connection) return { kind: 'missed', reason: 'connection_failed', mayRetry: true };
      const { envelope_id, ...rest } = envelope(delivery, retry);
      const outcome = acknowledgement(envelope_id, waiting);
      connection.send(JSON.stringify({ envelope_id, ...rest }));
      return outcome;
    },
    disconnect: (reason) => {
      for (const connection of connections) {
        connection.send(JSON.stringify({ type: 'disconnect', reason, debug_info: {} }));
        connection.close();
      }
    },
    mood: (next) => {
      mood = next;
      for (const connection of connections) setMood(connection, next);
    },
    say: (words) => {
      for (const connection of connections) connection.send(words);
    },
    close: async () => {
      for (const connection of connections) connection.terminate();
      sockets.close();
    },
  };
}

function welcome(
  server: Server,
  to: {
    readonly tickets: Set<string>;
    readonly connections: Set<WebSocket>;
    readonly hear: (data: RawData) => void;
    readonly mood: () => LineMood;
  },
): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true });
  const { tickets, connections, hear } = to;
  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (connection) => {
      connections.add(connection);
      connection.on('close', () => connections.delete(connection));
      connection.on('message', hear);
      setMood(connection, to.mood());
      if (to.mood() !== 'fine') return;
      connection.send(JSON.stringify({ type: 'hello', num_connections: connections.size, debug_info: {} }));
    });
  });
  return sockets;
}

/** Who reads nothing answers no ping. */
function setMood(connection: WebSocket, mood: LineMood): void {
  if (mood === 'silent') connection.pause();
  else connection.resume();
}

function envelope({ type, payload }: Delivery, retry: Retry | undefined) {
  return {
    envelope_id: randomUUID(),
    type,
    payload,
    accepts_response_payload: type !== 'events_api',
    ...(type === 'events_api' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {}),
  };
}

function acknowledgement(id: string, waiting: Map<string, (outcome: Outcome) => void>): Promise<Outcome> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer);
      waiting.delete(id);
      resolve(outcome);
    };
    const timer = setTimeout(
      () => finish({ kind: 'missed', reason: 'timeout', mayRetry: true }),
      ackWithinMs,
    );
    waiting.set(id, finish);
  });
}

/** Waits a little for an app that is just starting or reconnecting. */
async function open(connections: ReadonlySet<WebSocket>): Promise<WebSocket | null> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = [...connections].find((connection) => connection.readyState === WebSocket.OPEN);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return null;
}
