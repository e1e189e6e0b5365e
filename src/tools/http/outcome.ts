import { isObject, valueAt } from '../../domain/charter/call-template.js';
import type { Tool } from '../../domain/charter/charter.js';
import type { Json, JsonObject } from '../../domain/json.js';
import type { WriteResult } from '../../ports/connector.js';
import { CallFault } from '../call-fault.js';
import { problemText } from '../problem-text.js';
import { keptExactly, resultOf } from '../record.js';
import { redactRecord, redactText } from '../redaction.js';
import { graphqlFault } from './body.js';
import type { Exchange } from './exchange.js';
import { defaultWaitMs, laterMs } from './later.js';
import type { HttpRequest } from './request.js';

/** A call that was made, and what came of it. */
export interface HttpReply {
  readonly tool: Tool;
  readonly request: HttpRequest;
  /** The body as it is declared. */
  readonly sent: JsonObject | null;
  readonly recordAt: string | null;
  readonly answer: Exchange;
}

interface Read {
  readonly values: JsonObject;
  readonly etag: string | null;
}

type Answered = Exchange & { readonly kind: 'answered' };

/** Throws a `CallFault`. */
export function recordOf({ answer, tool, request, sent, recordAt }: HttpReply): Read {
  if (answer.kind === 'untrusted') throw new CallFault('refused', answer.detail);
  if (answer.kind !== 'answered') throw new CallFault('busy', answer.detail);
  const { status, body } = answer;
  const { host } = request.url;
  const waitMs = laterMs(answer);
  if (waitMs !== null) throw new CallFault('busy', saidNo(answer, request), waitMs);
  if (status < 200 || status > 299) throw new CallFault(readKind(status), saidNo(answer, request));
  const refused = graphqlFault(sent, body.json);
  if (refused) throw new CallFault('refused', saidNo(withBody(answer, refused.said), request));
  const record = recordIn(recordAt, body.json);
  if (record === null && isObject(body.json)) throw new CallFault('gone', `${host} has no such record.`);
  if (!isObject(record ?? undefined))
    throw new CallFault('refused', `${host} did not answer with a record that can be read.`);
  const values = keptExactly(tool, record ?? undefined, { where: host, secrets: request.secrets });
  return { values, etag: answer.headers.get('etag') };
}

/** The record in an answer; null where it should be and is not. */
function recordIn(at: string | null, body: Json | undefined): Json | null {
  return (at === null ? body : valueAt(body, at)) ?? null;
}

const withBody = (answer: Answered, json: Json): Answered => ({ ...answer, body: { ...answer.body, json } });

function readKind(status: number): 'gone' | 'busy' | 'refused' {
  if (status === 404 || status === 410) return 'gone';
  return isPassing(status) ? 'busy' : 'refused';
}

export function outcomeOf(asked: HttpReply): WriteResult {
  const { answer } = asked;
  switch (answer.kind) {
    case 'not_sent':
      return { outcome: 'busy', detail: answer.detail, retryAfterMs: defaultWaitMs };
    case 'untrusted':
      return { outcome: 'refused', detail: answer.detail };
    case 'lost':
      return { outcome: 'unknown', detail: answer.detail };
    case 'answered':
      return answeredOutcome(answer, asked);
  }
}

function answeredOutcome(answer: Answered, { tool, request, sent, recordAt }: HttpReply): WriteResult {
  const { status, body } = answer;
  const waitMs = laterMs(answer);
  if (waitMs !== null) return { outcome: 'busy', detail: saidNo(answer, request), retryAfterMs: waitMs };
  const refused = graphqlFault(sent, body.json);
  if (status >= 200 && status <= 299 && !refused) {
    const result = resultOf(tool, recordIn(recordAt, body.json) ?? undefined);
    return { outcome: 'done', result: redactRecord(result, request.secrets) };
  }
  if (refused)
    return {
      outcome: refused.kind === 'never_ran' ? 'refused' : 'unknown',
      detail: saidNo(withBody(answer, refused.said), request),
    };
  const detail = saidNo(answer, request);
  if (status === 412) return { outcome: 'conflict', detail };
  // "See other" is how an accepted form answers, so it may well have happened.
  if (isPassing(status) || status === 303) return { outcome: 'unknown', detail };
  return { outcome: 'refused', detail };
}

const isPassing = (status: number): boolean => status === 408 || status === 425 || status >= 500;

function saidNo(answer: Answered, { url, secrets }: HttpRequest): string {
  const isLater = laterMs(answer) !== null;
  const said = problemText(firstFault(answer.body.json));
  const words = isLater ? `asks to come back later (${answer.status})` : statusWords(answer.status);
  return redactText(`${url.host} ${words}${said ? `: ${said}` : ''}`, secrets).replace(/\.?$/, '.');
}

/** GraphQL names its faults in a list, beside data that says nothing about them. */
function firstFault(body: Json | undefined): Json | undefined {
  const [first] = isObject(body) && Array.isArray(body.errors) ? (body.errors as Json[]) : [];
  return isObject(first) && isObject(first.extensions) ? first : body;
}

function statusWords(status: number): string {
  if (status >= 300 && status < 400) return `pointed to another address (${status}), which is not followed`;
  if (status === 401 || status === 403) return `did not accept the credentials (${status})`;
  if (status === 404 || status === 410) return `has no such record (${status})`;
  if (status === 412) return `has a record that is not as it was read (${status})`;
  return status >= 500 ? `had a fault of its own (${status})` : `said no (${status})`;
}
