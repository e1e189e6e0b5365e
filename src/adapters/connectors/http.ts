import { isObject } from '../../domain/call-template.js';
import type { Tool } from '../../domain/charter.js';
import type { JsonObject } from '../../domain/json.js';
import type { Connector, WriteResult } from '../../ports/connector.js';
import { answering, CallFault } from './call-fault.js';
import { type Exchange, exchange } from './http-exchange.js';
import { type HttpRequest, requestOf } from './http-request.js';
import { keptExactly, problemText, resultOf } from './record.js';
import { redactRecord, redactText } from './redaction.js';
import type { Secrets } from './secrets.js';
import { targetOf } from './target-of.js';

type Answered = Exchange & { readonly kind: 'answered' };

/** Runs tools over HTTP and JSON. `secrets` gives addresses and credentials by the name of their variable. */
export const createHttpConnector = ({ secrets }: { readonly secrets: Secrets }): Connector =>
  answering({
    read: async ({ tool, arguments: given }) => {
      const target = targetOf(tool, 'http');
      if (target.read === null) return null;
      const request = requestOf({ ...tool, target }, { ...target.read, arguments: given }, secrets);
      return recordOf(await exchange(request), { tool, request });
    },
    write: async ({ tool, arguments: given, key }) => {
      const target = targetOf(tool, 'http');
      const request = requestOf({ ...tool, target }, { ...target.write, arguments: given, key }, secrets);
      return outcomeOf(await exchange(request), { tool, request });
    },
  });

interface Asked {
  readonly tool: Tool;
  readonly request: HttpRequest;
}

const recordOf = (answer: Exchange, { tool, request }: Asked): JsonObject => {
  if (answer.kind === 'untrusted') throw new CallFault('refused', answer.detail);
  if (answer.kind !== 'answered') throw new CallFault('busy', answer.detail);
  const { status, body } = answer;
  const { host } = request.url;
  if (status < 200 || status > 299) throw new CallFault(readKind(status), saidNo(answer, request));
  if (!isObject(body.json))
    throw new CallFault('refused', `${host} did not answer with a record that can be read.`);
  return keptExactly(tool, body.json, { where: host, secrets: request.secrets });
};

const readKind = (status: number): 'gone' | 'busy' | 'refused' => {
  if (status === 404 || status === 410) return 'gone';
  return isPassing(status) || status === 429 ? 'busy' : 'refused';
};

const outcomeOf = (answer: Exchange, { tool, request }: Asked): WriteResult => {
  switch (answer.kind) {
    case 'not_sent':
      return { outcome: 'busy', detail: answer.detail, retryAfterMs: defaultWaitMs };
    case 'untrusted':
      return { outcome: 'refused', detail: answer.detail };
    case 'lost':
      return { outcome: 'unknown', detail: answer.detail };
    case 'answered':
      return answeredOutcome(answer, { tool, request });
  }
};

const answeredOutcome = (answer: Answered, { tool, request }: Asked): WriteResult => {
  const { status, headers, body } = answer;
  if (status >= 200 && status <= 299)
    return { outcome: 'done', result: redactRecord(resultOf(tool, body.json), request.secrets) };
  const detail = saidNo(answer, request);
  if (status === 429) return { outcome: 'busy', detail, retryAfterMs: retryAfterMs(headers) };
  // "See other" is how an accepted form answers, so it may well have happened.
  if (isPassing(status) || status === 303) return { outcome: 'unknown', detail };
  return { outcome: 'refused', detail };
};

const isPassing = (status: number): boolean => status === 408 || status === 425 || status >= 500;

const defaultWaitMs = 5_000;

/** Seconds or an HTTP date (RFC 9110). */
const retryAfterMs = (headers: Headers): number => {
  const text = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(text) - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(until) ? defaultWaitMs : Math.max(until, 0);
};

const saidNo = ({ status, body }: Answered, { url, secrets }: HttpRequest): string => {
  const said = problemText(body.json);
  return redactText(`${url.host} ${statusWords(status)}${said ? `: ${said}` : ''}`, secrets).replace(
    /\.?$/,
    '.',
  );
};

const statusWords = (status: number): string => {
  if (status >= 300 && status < 400) return `pointed to another address (${status}), which is not followed`;
  if (status === 401 || status === 403) return `did not accept the credentials (${status})`;
  if (status === 404 || status === 410) return `has no such record (${status})`;
  if (status === 429) return `asks to come back later (${status})`;
  return status >= 500 ? `had a fault of its own (${status})` : `said no (${status})`;
};
