import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from '../../ports/log.js';

export type PlainAnswer = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * A server that no request can end. Whatever an answer throws, at once or later, is logged and becomes a 500; what
 * the parser refuses gets the platform's own 400, 408 or 431.
 */
export function createGuardedServer(answer: PlainAnswer, log: Log): Server {
  const server = createServer((request, response) => {
    response.on('error', (fault) => log.warn({ err: fault }, 'HTTP response could not be written.'));
    void answerSafely({ request, response }, answer, log);
  });
  // Without a listener the platform closes the connection of a CONNECT without a word.
  server.on('connect', (_request, socket: Duplex) => refuseTunnel(socket));
  // Such as no more open files: the next connection may be taken again.
  server.on('error', (fault) => log.error({ err: fault }, 'HTTP connection failed.'));
  return server;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answerSafely({ request, response }: Exchange, answer: PlainAnswer, log: Log): Promise<void> {
  try {
    const path = pathAsked(request.url ?? '');
    if (path === null) return end(response, 400);
    request.url = path;
    await answer(request, response);
  } catch (fault) {
    log.error({ err: fault, method: request.method }, 'HTTP request failed.');
    end(response, 500);
  }
}

/** The path and the query; a request may also name the whole address (RFC 9112, 3.2.2). Null when it is none. */
function pathAsked(target: string): string | null {
  if (target.startsWith('/')) return target;
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return null;
  const { pathname, search } = new URL(target);
  return `${pathname}${search}`;
}

function end(response: ServerResponse, status: number): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(status).end();
}

function refuseTunnel(socket: Duplex): void {
  // Whoever asked may be gone already.
  socket.on('error', () => socket.destroy());
  socket.end('HTTP/1.1 405 Method Not Allowed\r\nallow: GET, HEAD, POST\r\nconnection: close\r\n\r\n');
}
