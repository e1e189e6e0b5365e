import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Check } from '../../ports/check.js';
import type { Log } from '../../ports/log.js';
import { createGuardedServer, type PlainAnswer } from './guarded-server.js';
import { parseJsonText } from './json-text.js';
import { HttpProblem, onlyBy, problem, sendProblem } from './problem.js';
import { createRoutes, type RouteDeps } from './v1/routes.js';
import { createWaits, type Waits, type WaitsDeps } from './v1/wait.js';

export interface HttpDeps extends Omit<RouteDeps, 'waits'>, Pick<WaitsDeps, 'subscribe'> {
  readonly log: Log;
  /** What `/metrics` answers. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  readonly readiness: () => Promise<readonly Check[]>;
  /** Answers what is posted to `/slack/events`; null in Socket Mode. */
  readonly slack: PlainAnswer | null;
  readonly lastAnswersMs?: number;
}

export interface HttpDoor {
  /** Resolves with the address once requests are taken. */
  listen(at: { readonly host: string; readonly port: number }): Promise<string>;
  close(): Promise<void>;
}

const largestBody = '1mb';

export function createHttpDoor(deps: HttpDeps): HttpDoor {
  const waits = createWaits(deps);
  const api = createApi({ ...deps, waits });
  const server = createGuardedServer(api, deps.log);
  const { lastAnswersMs = 5_000 } = deps;
  return { listen: (at) => listen(server, at), close: () => close(server, { waits, lastAnswersMs }) };
}

interface Closing {
  readonly waits: Waits;
  /** Who has not finished a request by then, such as one who never ends it, gets no answer any more. */
  readonly lastAnswersMs: number;
}

function createApi(deps: HttpDeps & RouteDeps): Express {
  const api = express();
  api.disable('x-powered-by');
  api.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  api.get('/readyz', async (_request, response) => {
    const checks = await deps.readiness();
    const isReady = checks.every(({ trouble }) => trouble === null);
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready', checks });
  });
  api.get('/metrics', async (_request, response) => {
    const { contentType, text } = await deps.metrics();
    response.set('content-type', contentType).send(text);
  });
  for (const path of ['/healthz', '/readyz', '/metrics']) api.all(path, onlyBy('GET', 'HEAD'));
  const { slack } = deps;
  // Slack's requests are signed over their raw bytes, so nothing else touches them.
  if (slack)
    api
      .route('/slack/events')
      .post((request, response) => slack(request, response))
      .all(onlyBy('POST'));
  api.use('/v1', express.raw({ limit: largestBody, type: 'application/json' }), readJson, createRoutes(deps));
  api.use(() => {
    throw problem(404, 'There is nothing at this address.');
  });
  api.use(answerFaults(deps.log));
  return api;
}

/** Leaves what the body says in `request.body`. JSON is UTF-8 (RFC 8259). */
const readJson: RequestHandler = (request, _response, next) => {
  if (request.method === 'POST') {
    const charset = /;\s*charset="?(?<name>[^";\s]+)/i.exec(request.header('content-type') ?? '')?.groups
      ?.name;
    if (!request.is('application/json') || (charset && !/^utf-?8$/i.test(charset)))
      throw problem(415, 'Send JSON in UTF-8 with “Content-Type: application/json”.');
    request.body = parseJsonText(decode(request.body));
  }
  next();
};

function decode(body: unknown): string {
  try {
    return body instanceof Uint8Array ? new TextDecoder('utf-8', { fatal: true }).decode(body) : '';
  } catch {
    throw problem(400, 'The body is not UTF-8.', { pointer: '' });
  }
}

function answerFaults(log: Log): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line max-params
  return (fault: unknown, request, response, _next) => {
    const known = fault instanceof HttpProblem ? fault : requestProblem(fault);
    if (known && !response.headersSent) return sendProblem(response, known);
    log.error({ err: fault, path: request.path }, 'HTTP request failed.');
    if (response.headersSent) return void response.destroy();
    sendProblem(response, problem(500, 'This is our fault. Nothing was stored; please try again.'));
  };
}

/** What express and its body parser say of a request; `status` below 500 means that the request is at fault. */
function requestProblem(fault: unknown): HttpProblem | null {
  if (!(fault instanceof Error) || !('status' in fault)) return null;
  switch (fault.status) {
    case 400:
      return problem(400, 'The address or the body of the request is damaged.');
    case 413:
      return problem(413, `A body has at most ${largestBody}.`);
    case 415:
      return problem(415, 'Send the body as it is, or compressed with gzip, deflate or br.');
    default:
      return null;
  }
}

function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) =>
      reject(
        new Error(
          `Port ${port} ${portTrouble[fault.code ?? ''] ?? `cannot be opened at ${host} (${fault.code}).`}`,
          {
            cause: fault,
          },
        ),
      ),
    );
    server.listen(port, host, () => resolve(`http://${host}:${(server.address() as AddressInfo).port}`));
  });
}

const portTrouble: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program: stop it, or set PORT to a free one.',
  EACCES: 'is kept for the system: set PORT to one above 1023.',
  EADDRNOTAVAIL: 'cannot be opened there: set HOST to an address of this machine, such as 127.0.0.1.',
  ENOTFOUND: 'cannot be opened there: set HOST to an address of this machine, such as 127.0.0.1.',
};

/** Takes nothing new, answers whatever is under way, and then lets go of its connections, also of those that hang. */
function close(server: Server, { waits, lastAnswersMs }: Closing): Promise<void> {
  return new Promise((resolve) => {
    const hanging = setTimeout(() => server.closeAllConnections(), lastAnswersMs);
    server.close(() => {
      clearTimeout(hanging);
      resolve();
    });
    waits.endAll();
    server.closeIdleConnections();
  });
}
