import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Faults } from './faults.js';
import type { Answer, Arguments } from './method.js';
import { methods, refuse } from './methods.js';
import type { RateLimits } from './rate-limits.js';
import { neededScope } from './scopes.js';
import type { State } from './state.js';

export interface RecordedCall {
  readonly method: string;
  readonly args: Arguments;
  readonly at: number;
  readonly answer: Answer | 'rate limited' | 'lost';
}

export interface WebApiOptions {
  readonly state: State;
  readonly faults: Faults;
  readonly limits: RateLimits | null;
  readonly scopes: readonly string[] | null;
  readonly botToken: string;
  readonly appToken: string;
  readonly calls: RecordedCall[];
  /** Answers `apps.connections.open`. */
  readonly socketUrl: () => string;
  /** Requests that are not for the Web API. */
  readonly others: (request: IncomingMessage, body: string, response: ServerResponse) => void;
}

/** Slack's Web API over real HTTP: form or JSON bodies, tokens, scopes, limits and faults. */
export const createWebApi = (options: WebApiOptions): Server =>
  createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const method = /^\/api\/([\w.]+)/.exec(request.url ?? '')?.[1];
      if (method) answer(method, { request, body, response }, options);
      else options.others(request, body, response);
    });
  });

interface Exchange {
  readonly request: IncomingMessage;
  readonly body: string;
  readonly response: ServerResponse;
}

const answer = (method: string, { request, body, response }: Exchange, options: WebApiOptions): void => {
  const { state, faults, calls } = options;
  const args = parse(request, body);
  const record = (what: RecordedCall['answer']): void => {
    calls.push({ method, args, at: state.now(), answer: what });
  };
  const fault = faults.next(method);
  if (fault?.kind === 'status')
    return void send(response, fault.status, { ok: false, error: 'internal_error' });
  if (fault?.kind === 'error') return void send(response, 200, refuse(fault.error));
  const waitS =
    fault?.kind === 'rate'
      ? fault.retryAfterS
      : (options.limits?.check(method, String(args.channel)) ?? null);
  if (waitS !== null) {
    record('rate limited');
    response.setHeader('Retry-After', String(waitS));
    return void send(response, 429, refuse('ratelimited'));
  }
  const given = perform(method, args, { options, token: tokenOf(request, args) });
  if (given.ok) state.changed();
  record(fault?.kind === 'drop' ? 'lost' : given);
  // The effect took place; the caller never learns of it.
  if (fault?.kind === 'drop') return void response.destroy();
  send(response, 200, given);
};

const perform = (
  method: string,
  args: Arguments,
  { options, token }: { readonly options: WebApiOptions; readonly token: string },
): Answer => {
  if (method === 'apps.connections.open')
    return token === options.appToken ? { ok: true, url: options.socketUrl() } : refuse('invalid_auth');
  if (token !== options.botToken) return refuse(token ? 'invalid_auth' : 'not_authed');
  if (options.faults.isRevoked()) return refuse('token_revoked');
  const run = methods[method];
  if (!run) return refuse('unknown_method');
  const needed = neededScope(method, String(args.channel ?? ''));
  if (needed && options.scopes && !options.scopes.includes(needed))
    return { ...refuse('missing_scope'), needed, provided: options.scopes.join(',') };
  return run(options.state, args);
};

const parse = (request: IncomingMessage, body: string): Arguments => {
  if (request.headers['content-type']?.includes('json')) return JSON.parse(body || '{}') as Arguments;
  const form = Object.fromEntries(new URLSearchParams(body));
  // Slack takes structures in forms as JSON texts.
  for (const name of ['blocks', 'metadata', 'view'] as const)
    if (form[name] !== undefined) (form as Arguments)[name] = parseJson(form[name]);
  return form;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Slack judges the malformed text like any other wrong value.
    return text;
  }
};

const tokenOf = (request: IncomingMessage, args: Arguments): string =>
  request.headers.authorization?.replace(/^Bearer /, '') ?? String(args.token ?? '');

export const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
};
