import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Faults } from './faults.js';
import { type Answer, type Arguments, refuse, text } from './methods/method.js';
import { methods } from './methods/methods.js';
import type { RateLimits } from './rate-limits.js';
import { missingScope } from './scopes.js';
import { findChannel, type State } from './state.js';

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
  readonly others: (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;
}

/** Slack's Web API over real HTTP: form or JSON bodies, tokens, scopes, limits and faults. */
export function createWebApi(options: WebApiOptions): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const method = /^\/api\/([\w.]+)/.exec(request.url ?? '')?.[1];
      if (method) answer(method, { request, body: body.toString('utf8'), response }, options);
      else options.others(request, body, response);
    });
  });
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly body: string;
  readonly response: ServerResponse;
}

function answer(method: string, { request, body, response }: Exchange, options: WebApiOptions): void {
  const { state, faults, calls } = options;
  const parsed = parse(request, body);
  if ('refused' in parsed) return void send(response, 200, refuse(parsed.refused));
  const { args } = parsed;
  const record = (what: RecordedCall['answer']): void => {
    calls.push({ method, args, at: state.now(), answer: what });
  };
  const fault = faults.next(method);
  if (fault?.kind === 'status')
    return void send(response, fault.status, { ok: false, error: 'internal_error' });
  if (fault?.kind === 'error') return void send(response, 200, refuse(fault.error));
  const waitS = fault?.kind === 'rate' ? fault.retryAfterS : tooFast(method, args, options);
  if (waitS !== null) {
    record('rate limited');
    response.setHeader('Retry-After', String(waitS));
    return void send(response, 429, refuse('ratelimited'));
  }
  const given = perform(method, args, { options, token: tokenOf(request, args) });
  // Slack says with each answer what time it has and what the token may do.
  response.setHeader('date', new Date(state.now()).toUTCString());
  if (given.ok && method !== 'apps.connections.open' && options.scopes)
    response.setHeader('x-oauth-scopes', options.scopes.join(','));
  if (given.ok) state.changed();
  record(fault?.kind === 'drop' ? 'lost' : given);
  // The effect took place; the caller never learns of it.
  if (fault?.kind === 'drop') return void response.destroy();
  send(response, 200, given);
}

/** A channel is the same one whether its id or its name was given. */
function tooFast(method: string, args: Arguments, { state, limits }: WebApiOptions): number | null {
  const wanted = text(args.channel);
  return limits?.check(method, findChannel(state, wanted)?.id ?? wanted) ?? null;
}

function perform(
  method: string,
  args: Arguments,
  { options, token }: { readonly options: WebApiOptions; readonly token: string },
): Answer {
  const run = methods[method];
  const isConnecting = method === 'apps.connections.open';
  if (!run && !isConnecting) return refuse('unknown_method');
  const fault = tokenFault(token, isConnecting ? options.appToken : options.botToken, options);
  if (fault) return refuse(fault);
  if (isConnecting) return { ok: true, url: options.socketUrl() };
  if (options.faults.isRevoked()) return refuse('token_revoked');
  const needed = options.scopes && missingScope(method, args, options.scopes);
  if (needed) return { ...refuse('missing_scope'), needed, provided: options.scopes?.join(',') };
  return run ? run(options.state, args) : refuse('unknown_method');
}

function tokenFault(token: string, wanted: string, options: WebApiOptions): string | null {
  if (token === wanted) return null;
  if (!token) return 'not_authed';
  return [options.appToken, options.botToken].includes(token) ? 'not_allowed_token_type' : 'invalid_auth';
}

type Parsed = { readonly args: Arguments } | { readonly refused: string };

function parse(request: IncomingMessage, body: string): Parsed {
  const isJson = request.headers['content-type']?.includes('json');
  const given = isJson ? parseJson(body || '{}') : Object.fromEntries(new URLSearchParams(body));
  if (typeof given === 'string') return { refused: 'invalid_json' };
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { refused: 'json_not_object' };
  const args: Arguments = { ...given };
  // Slack takes structures as JSON texts too; in forms there is no other way.
  for (const name of ['blocks', 'attachments', 'metadata', 'view', 'files'] as const)
    if (typeof args[name] === 'string') args[name] = parseJson(args[name]);
  return { args };
}

function parseJson(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    // Slack judges the malformed text like any other wrong value.
    return words;
  }
}

function tokenOf(request: IncomingMessage, args: Arguments): string {
  return request.headers.authorization?.replace(/^Bearer /, '') ?? String(args.token ?? '');
}

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
