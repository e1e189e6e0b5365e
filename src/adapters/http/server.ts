import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Log } from '../../ports/log.js';
import { HttpProblem, problem, sendProblem } from './problem.js';
import { createRoutes, type RouteDeps } from './routes.js';

export interface Check {
  readonly name: string;
  /** Null when all is well, otherwise one sentence. */
  readonly trouble: string | null;
}

export interface HttpDeps extends RouteDeps {
  readonly log: Log;
  readonly readiness: () => Promise<readonly Check[]>;
  /** Answers `/slack/…`; null in Socket Mode. */
  readonly slack: RequestListener | null;
}

export interface HttpDoor {
  /** Resolves with the address once requests are taken. */
  listen(at: { readonly host: string; readonly port: number }): Promise<string>;
  close(): Promise<void>;
}

const largestBody = '1mb';

export const createHttpDoor = (deps: HttpDeps): HttpDoor => {
  const api = createApi(deps);
  const server = createServer((request, response) => {
    // Slack's requests are signed over their raw bytes, so nothing else touches them.
    if (deps.slack && request.url?.startsWith('/slack/')) deps.slack(request, response);
    else api(request, response);
  });
  return { listen: (at) => listen(server, at), close: () => close(server) };
};

const createApi = (deps: HttpDeps): Express => {
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
  api.use('/v1', (request, _response, next) => {
    const hasBody = request.method === 'POST';
    if (hasBody && !request.is('application/json'))
      throw problem(415, 'Send JSON with “Content-Type: application/json”.');
    next();
  });
  api.use('/v1', express.json({ limit: largestBody, strict: true }), createRoutes(deps));
  api.use(() => {
    throw problem(404, 'There is nothing at this address.');
  });
  api.use(answerFaults(deps.log));
  return api;
};

const answerFaults = (log: Log): ErrorRequestHandler => {
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line max-params
  return (fault: unknown, request, response, _next) => {
    const known = fault instanceof HttpProblem ? fault : bodyProblem(fault);
    if (known) return sendProblem(response, known);
    log.error({ err: fault, path: request.path }, 'A request could not be answered.');
    sendProblem(response, problem(500, 'This is our fault. Nothing was stored; please try again.'));
  };
};

const bodyProblem = (fault: unknown): HttpProblem | null => {
  const type = fault instanceof Error && 'type' in fault ? fault.type : null;
  if (type === 'entity.too.large') return problem(413, `A body has at most ${largestBody}.`);
  if (type === 'entity.parse.failed') return problem(400, 'The body is not JSON.', { pointer: '' });
  return null;
};

const listen = (
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) =>
      reject(
        fault.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken by another program: stop it, or set PORT to a free one.`, {
              cause: fault,
            })
          : fault,
      ),
    );
    server.listen(port, host, () => resolve(`http://${host}:${(server.address() as AddressInfo).port}`));
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
