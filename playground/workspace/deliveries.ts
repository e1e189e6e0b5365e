import { createHmac, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import type { State } from './state.js';

/** What Slack sends to an app. */
export interface Delivery {
  readonly type: 'interactive' | 'slash_commands' | 'events_api';
  readonly payload: Record<string, unknown>;
}
/** The acknowledgement and what it carried; null when none came within three seconds. */
export type Acknowledged = { readonly body: unknown } | null;

export interface Deliveries {
  send(delivery: Delivery): Promise<Acknowledged>;
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  close(): Promise<void>;
}

/** An app must acknowledge within this time. */
const ackWithinMs = 3_000;

/** Socket Mode: one-use URLs, `hello`, envelopes, acknowledgements; each payload goes to one connection. */
export const createSocketMode = (
  server: Server,
  state: State,
): Deliveries & { readonly url: () => string } => {
  const sockets = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const connections = new Set<WebSocket>();
  const waiting = new Map<string, (acknowledged: Acknowledged) => void>();
  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (connection) => {
      connections.add(connection);
      connection.on('close', () => connections.delete(connection));
      connection.on('message', (data) => {
        const ack = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
        waiting.get(ack.envelope_id)?.({ body: ack.payload });
      });
      connection.send(JSON.stringify({ type: 'hello', num_connections: connections.size, debug_info: {} }));
    });
  });
  return {
    url: () => {
      const ticket = randomUUID();
      tickets.add(ticket);
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      return `ws://127.0.0.1:${port}/link?ticket=${ticket}`;
    },
    send: async ({ type, payload }) => {
      const connection = await open(connections, state);
      if (!connection) return null;
      const envelope_id = randomUUID();
      const accepts_response_payload = type !== 'events_api';
      connection.send(JSON.stringify({ envelope_id, type, payload, accepts_response_payload }));
      return new Promise((resolve) => {
        const timer = setTimeout(() => finish(null), ackWithinMs);
        const finish = (acknowledged: Acknowledged): void => {
          clearTimeout(timer);
          waiting.delete(envelope_id);
          resolve(acknowledged);
        };
        waiting.set(envelope_id, finish);
      });
    },
    disconnect: (reason) => {
      for (const connection of connections) {
        connection.send(JSON.stringify({ type: 'disconnect', reason, debug_info: {} }));
        connection.close();
      }
    },
    close: async () => {
      for (const connection of connections) connection.terminate();
      sockets.close();
    },
  };
};

/** Waits a little for an app that is just starting or reconnecting. */
const open = async (connections: ReadonlySet<WebSocket>, state: State): Promise<WebSocket | null> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = [...connections].find((connection) => connection.readyState === WebSocket.OPEN);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  state.warnings.push('No app is connected.');
  return null;
};

/** Signed HTTP requests to the app's request URL. */
export const createHttpDelivery = (requestUrl: () => string, signingSecret: string): Deliveries => ({
  send: async ({ type, payload }) => {
    const isEvent = type === 'events_api';
    const body = isEvent ? JSON.stringify(payload) : formOf(type, payload);
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    };
    try {
      const answer = await fetch(requestUrl(), {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(ackWithinMs),
      });
      const text = await answer.text();
      return answer.ok ? { body: text ? jsonOr(text) : undefined } : null;
    } catch {
      // An app that is down or late has not acknowledged; that is what null says.
      return null;
    }
  },
  disconnect: () => {},
  close: async () => {},
});

const formOf = (type: Delivery['type'], payload: Record<string, unknown>): string =>
  type === 'interactive'
    ? new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
    : new URLSearchParams(
        Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)])),
      ).toString();

const jsonOr = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // A slash command may be answered with plain text.
    return text;
  }
};
