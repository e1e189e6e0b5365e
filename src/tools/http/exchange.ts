import type { Response } from 'undici';
import type { Json } from '../../domain/json.js';
import { CallFault } from '../call-fault.js';
import { blocked, blockedCode, guardedFetch, type Lookup } from '../network.js';
import type { HttpRequest } from './request.js';

/**
 * What became of one request. `not_sent`: no connection, so nothing can have happened. `untrusted`: the other
 * end could not prove who it is, or is not an end that this tool may talk to. `lost`: it was sent, and what came of it is not known.
 */
export type Exchange =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Pick<Headers, 'get'>;
      readonly body: Answer;
    }
  | { readonly kind: 'not_sent' | 'untrusted' | 'lost'; readonly detail: string };

/** `json` is undefined when the answer was something else, empty, or too large to read. */
interface Answer {
  readonly json: Json | undefined;
  readonly isTooLarge: boolean;
}

const maxAnswerBytes = 1024 * 1024;

/** One request, one answer: nothing is retried and no redirect is followed. Never throws. */
export async function exchange(request: HttpRequest, lookup?: Lookup): Promise<Exchange> {
  try {
    const fetch = await guardedFetch(request.hosts, lookup);
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    const body = await answerOf(response);
    return { kind: 'answered', status: response.status, headers: response.headers, body };
  } catch (fault) {
    return failed(fault, request);
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (bytes > maxAnswerBytes) return { json: undefined, isTooLarge: true };
    chunks.push(chunk);
  }
  return { json: parsed(Buffer.concat(chunks).toString('utf8')), isTooLarge: false };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Codes of Node and undici for a connection that never stood. */
const notConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function failed(fault: unknown, request: HttpRequest): Exchange {
  const { host } = request.url;
  const code = codeOf(fault);
  if (fault instanceof CallFault) return { kind: 'untrusted', detail: fault.message };
  if (code === blockedCode) return { kind: 'untrusted', detail: blocked(request.url.hostname) };
  if (nameOf(fault) === 'TimeoutError')
    return { kind: 'lost', detail: `${host} gave no answer within ${seconds(request.timeoutMs)}.` };
  if (notConnected.has(code)) return { kind: 'not_sent', detail: `${host} could not be reached (${code}).` };
  if (/CERT|TLS|SSL|SIGNATURE/.test(code))
    return { kind: 'untrusted', detail: `${host} could not prove its identity (${code}).` };
  return { kind: 'lost', detail: `The connection to ${host} broke off${code && ` (${code})`}.` };
}

/** The code of the fault, or of what caused it. */
function codeOf(fault: unknown): string {
  if (typeof fault !== 'object' || fault === null) return '';
  if ('code' in fault && typeof fault.code === 'string') return fault.code;
  return 'cause' in fault ? codeOf(fault.cause) : '';
}

function nameOf(fault: unknown): unknown {
  return typeof fault === 'object' && fault !== null && 'name' in fault ? fault.name : null;
}

const seconds = (ms: number): string => (ms === 1000 ? '1 second' : `${ms / 1000} seconds`);
