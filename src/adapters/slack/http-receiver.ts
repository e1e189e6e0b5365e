import type { IncomingMessage, ServerResponse } from 'node:http';
import { type App, HTTPModuleFunctions, HTTPResponseAck, type Logger, type Receiver } from '@slack/bolt';

export interface HttpReceiver extends Receiver {
  /** Takes one signed request of Slack. Every fault of it rejects the promise; none is thrown elsewhere. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/**
 * Signed requests of Slack, in Bolt's own steps. Bolt's receiver throws for what it doesn't know, and what goes wrong
 * while it reads is caught by nobody: either would end the process.
 */
export function createHttpReceiver(settings: {
  readonly signingSecret: string;
  readonly logger: Logger;
}): HttpReceiver {
  let app: App | null = null;
  return {
    init: (given: App) => {
      app = given;
    },
    // The product's own server listens.
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    answer: async (request, response) => {
      const read = await readSigned(request, settings);
      if (typeof read === 'number') return HTTPModuleFunctions.buildNoBodyResponse(response, read);
      const { body } = read;
      if (body.ssl_check === '1') return HTTPModuleFunctions.buildSSLCheckResponse(response);
      if (body.type === 'url_verification')
        return HTTPModuleFunctions.buildUrlVerificationResponse(response, body);
      await pass({ ...read, request, response }, app, settings.logger);
    },
  };
}

type Signed = Awaited<ReturnType<typeof HTTPModuleFunctions.parseAndVerifyHTTPRequest>>;
type Body = Record<string, unknown>;

interface Read {
  readonly signed: Signed;
  readonly body: Body;
}

const signatureLifeS = 300;

/** What Slack sent, or the status of the refusal. */
async function readSigned(
  request: IncomingMessage,
  { signingSecret, logger }: { readonly signingSecret: string; readonly logger: Logger },
): Promise<Read | number> {
  if (isFromTheFuture(request)) return 401;
  try {
    const bodyLimit = HTTPModuleFunctions.defaultBodyLimit;
    const signed = await HTTPModuleFunctions.parseAndVerifyHTTPRequest({ signingSecret, bodyLimit }, request);
    const body = parse(signed);
    return body ? { signed, body } : 400;
  } catch (fault) {
    logger.warn('A request without Slack’s signature was refused:', fault);
    const isTooLarge = HTTPModuleFunctions.isRawBodyError(fault) && fault.statusCode === 413;
    return isTooLarge ? 413 : 401;
  }
}

/** Bolt refuses old time stamps and takes those of the future; a signature is good for five minutes either way. */
function isFromTheFuture(request: IncomingMessage): boolean {
  return Number(request.headers['x-slack-request-timestamp']) > Date.now() / 1_000 + signatureLifeS;
}

/** Null when it is not what Slack sends: an object. */
function parse(signed: Signed): Body | null {
  try {
    const body: unknown = HTTPModuleFunctions.parseHTTPRequestBody(signed);
    return typeof body === 'object' && !Array.isArray(body) ? (body as Body | null) : null;
  } catch {
    // Signed and yet no JSON: the sender is told with a status.
    return null;
  }
}

interface Exchange extends Read {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function pass(
  { signed, body, request, response }: Exchange,
  app: App | null,
  logger: Logger,
): Promise<void> {
  const ack = new HTTPResponseAck({
    logger,
    processBeforeResponse: false,
    httpRequest: signed,
    httpRequestBody: body,
    httpResponse: response,
  });
  const retryNum = HTTPModuleFunctions.extractRetryNumFromHTTPRequest(request);
  const retryReason = HTTPModuleFunctions.extractRetryReasonFromHTTPRequest(request);
  try {
    await app?.processEvent({
      body,
      ack: ack.bind(),
      ...(retryNum === undefined ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    });
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault;
    const isAcknowledged = await HTTPModuleFunctions.defaultProcessEventErrorHandler({
      error: fault,
      logger,
      request,
      response,
      storedResponse: undefined,
    });
    if (isAcknowledged) ack.ack();
  }
}
