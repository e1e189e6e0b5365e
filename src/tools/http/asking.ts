import type { ToolCall } from '../../ports/connector.js';
import type { Secrets } from '../secrets.js';
import { targetOf } from '../target-of.js';
import type { Authorizer } from './auth.js';
import type { Exchange } from './exchange.js';
import type { HttpReply } from './outcome.js';
import { type HttpRequest, requestOf } from './request.js';
import type { HttpCall, HttpTarget } from './target.js';

type AskedFor = HttpCall & { readonly key?: string; readonly ifMatch?: string };

/** Makes calls with the credentials of their tool; a token that is turned away is fetched anew once. */
export function createAsking(deps: {
  readonly secrets: Secrets;
  readonly send: (request: HttpRequest) => Promise<Exchange>;
  readonly authorizer: Authorizer;
}) {
  return async ({ tool, arguments: given }: ToolCall, call: AskedFor): Promise<HttpReply> => {
    const target = targetOf<HttpTarget>(tool, 'http');
    const { timeoutMs } = tool;
    const once = async () => {
      const credentials = await deps.authorizer.credentials(target.auth, timeoutMs);
      const request = requestOf(
        { target, timeoutMs, credentials },
        { ...call, arguments: given },
        deps.secrets,
      );
      const answer = await deps.send(request);
      const isStale = credentials.isToken && answer.kind === 'answered' && answer.status === 401;
      return { asked: { tool, request, sent: call.body, recordAt: target.recordAt, answer }, isStale };
    };
    const first = await once();
    if (!first.isStale || target.auth === null) return first.asked;
    deps.authorizer.forget(target.auth);
    // Whoever is not let in has done nothing, so that the same call may be made again.
    return (await once()).asked;
  };
}
