import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface LocalTarget {
  readonly url: string;
  readonly calls: Call[];
  /** How the next requests are answered. */
  answer(how: (call: Call, response: ServerResponse) => void): void;
  close(): Promise<void>;
}

/** A real HTTP server that keeps what it was asked. */
export const startLocalTarget = async (): Promise<LocalTarget> => {
  let how: (call: Call, response: ServerResponse) => void = (_call, response) => response.end('{}');
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const { method = '', url = '', headers } = request;
      const call = { method, url, headers, body: bodyOf(text) };
      calls.push(call);
      how(call, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer: (next) => {
      how = next;
    },
    close: () => closed(server),
  };
};

/** A form stays a text. */
const bodyOf = (text: string): unknown => {
  if (text === '') return null;
  return /^[[{"]/.test(text) ? JSON.parse(text) : text;
};

const closed = (server: Server): Promise<void> => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
};
