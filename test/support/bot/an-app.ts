import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Never answers at all. */
  readonly isSilent?: boolean;
}

/** An app behind a request URL that writes down what arrives and answers as the test says. */
export interface AnApp {
  readonly url: string;
  readonly arrived: Arrived[];
  answer: (arrived: Arrived) => Reply;
  close(): Promise<void>;
}

export const anApp = async (): Promise<AnApp> => {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const one = { headers: request.headers, body };
      arrived.push(one);
      const { status = 200, headers = {}, body: given, isSilent } = app.answer(one);
      if (isSilent) return;
      response.writeHead(status, { ...headers, 'content-type': 'application/json' });
      response.end(given === undefined ? '' : JSON.stringify(given));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const app: AnApp = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    answer: () => ({}),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return app;
};
