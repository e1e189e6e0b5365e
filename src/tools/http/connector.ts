import { differing } from '../../domain/handoff/written-values.js';
import type { Clock } from '../../ports/clock.js';
import type { Connector, ToolCall } from '../../ports/connector.js';
import { answering, CallFault } from '../call-fault.js';
import type { Lookup } from '../network.js';
import type { Secrets } from '../secrets.js';
import { targetOf } from '../target-of.js';
import { createAsking } from './asking.js';
import { createAuthorizer } from './auth.js';
import { exchange } from './exchange.js';
import { outcomeOf, recordOf } from './outcome.js';
import type { HttpRequest } from './request.js';
import type { HttpCall, HttpTarget } from './target.js';

export interface HttpConnectorDeps {
  /** Addresses and credentials by the name of their variable. */
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly lookup?: Lookup;
}

/** Runs tools over HTTP, with JSON answers. */
export function createHttpConnector({ secrets, clock, lookup }: HttpConnectorDeps): Connector {
  const send = (request: HttpRequest) => exchange(request, lookup);
  const ask = createAsking({ secrets, send, authorizer: createAuthorizer({ secrets, send, clock }) });
  const read = async (call: ToolCall, http: HttpCall) => recordOf(await ask(call, http));
  return answering({
    read: async (call) => {
      const target = targetOf<HttpTarget>(call.tool, 'http');
      return target.read && (await read(call, target.read)).values;
    },
    write: async (call) => {
      const target = targetOf<HttpTarget>(call.tool, 'http');
      const { key } = call;
      if (!target.etag || target.read === null) return outcomeOf(await ask(call, { ...target.write, key }));
      const { values, etag } = await read(call, target.read);
      if (etag === null || etag.startsWith('W/'))
        throw new CallFault('refused', 'The record came without an ETag that can be compared.');
      const moved = differing(values, call.prior ?? {}, call.tool);
      if (moved.length) throw new CallFault('conflict', `${moved.join(', ')} changed in the meantime`);
      return outcomeOf(await ask(call, { ...target.write, key, ifMatch: etag }));
    },
  });
}
