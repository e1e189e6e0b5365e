import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What an app was told, as far as tests look into it. */
// biome-ignore lint/suspicious/noExplicitAny: what is in it is what the tests check.
type Payload = any;

/** An app that only notes what it is told, and answers what the test says. */
export interface SmallApp {
  readonly url: string;
  readonly told: readonly Payload[];
  /** What comes back for the next submission; `null` says nothing at all. */
  answer(body: object | null): void;
  close(): void;
}

export const aSmallApp = async (): Promise<SmallApp> => {
  const told: Payload[] = [];
  let next: object | null | undefined;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      told.push(JSON.parse(new URLSearchParams(body).get('payload') ?? '{}'));
      const answer = next;
      next = undefined;
      if (answer === null) return;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(answer ? JSON.stringify(answer) : '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    told,
    answer: (body) => {
      next = body;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
