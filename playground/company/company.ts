import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JsonRecord, type LedgerEntry, openRecords, type Records } from './records.js';
import { seed } from './seed.js';

export interface CompanyOptions {
  readonly file: string;
  readonly token: string;
  readonly port?: number;
}

/** `lose`: the effect takes place and the reply is lost. `fail`: nothing takes place. */
export type CompanyFault = { readonly kind: 'lose' } | { readonly kind: 'fail'; readonly status: number };

export interface Company {
  readonly url: string;
  record(resource: string): JsonRecord | null;
  drift(resource: string, change: JsonRecord): void;
  ledger(): LedgerEntry[];
  /** The next writes meet these, in order. */
  plan(...faults: CompanyFault[]): void;
  close(): Promise<void>;
}

/** A CRM, payments, mail and contracts behind one real HTTP server with its own SQLite file. */
export async function createCompany({ file, token, port = 0 }: CompanyOptions): Promise<Company> {
  const records = openRecords(file);
  seed(records);
  const faults: CompanyFault[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      try {
        answer({ request, body, response }, { records, faults, token });
      } catch {
        // Only reading the request can fail: its address or its body is malformed.
        response.writeHead(400, { 'content-type': 'application/json' });
        response.end(JSON.stringify(refused(400, 'The address or the body cannot be read.').body));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    record: records.find,
    drift: records.drift,
    ledger: records.ledger,
    plan: (...planned) => void faults.push(...planned),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      records.close();
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly body: string;
  readonly response: ServerResponse;
}
interface Given {
  readonly status: number;
  readonly body: JsonRecord;
}
interface Systems {
  readonly records: Records;
  readonly faults: CompanyFault[];
  readonly token: string;
}

function answer({ request, body, response }: Exchange, { records, faults, token }: Systems): void {
  const resource = decodeURIComponent(request.url ?? '/');
  const send = ({ status, body: given }: Given): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(given));
  };
  if (request.headers.authorization !== `Bearer ${token}`) return send(refused(401, 'The token is wrong.'));
  if (request.method === 'GET') {
    const found = records.find(resource);
    return send(found ? { status: 200, body: found } : refused(404, `There is no ${resource}.`));
  }
  const fault = faults.shift();
  if (fault?.kind === 'fail') return send(refused(fault.status, 'The system is having a bad day.'));
  const given = write({ request, resource, body }, records);
  if (fault?.kind === 'lose') return void response.destroy();
  send(given);
}

function refused(status: number, detail: string): Given {
  return {
    status,
    body: { title: 'Refused', status, detail },
  };
}

/** The same key with the same request gets the first answer again, for ever in this demo. */
function write(
  at: { readonly request: IncomingMessage; readonly resource: string; readonly body: string },
  records: Records,
): Given {
  const key = at.request.headers['idempotency-key'];
  const signature = `${at.request.method} ${at.resource} ${at.body}`;
  const earlier = typeof key === 'string' ? records.answered(key) : undefined;
  if (earlier && earlier.request !== signature) return refused(422, 'This key was used for another request.');
  if (earlier) return { status: earlier.status, body: JSON.parse(earlier.body) as JsonRecord };
  // The effect and the answer to its key are one commit: a retry never meets one without the other.
  return records.together(() => {
    const given = effect({ ...at, key: typeof key === 'string' ? key : null }, records);
    if (typeof key === 'string' && given.status < 400) records.remember(key, signature, given);
    return given;
  });
}

function effect(
  at: {
    readonly request: IncomingMessage;
    readonly resource: string;
    readonly body: string;
    readonly key: string | null;
  },
  records: Records,
): Given {
  const { resource, key } = at;
  const change = JSON.parse(at.body || '{}') as JsonRecord;
  const method = at.request.method ?? '';
  if (method === 'PATCH') {
    const before = records.find(resource);
    if (!before) return refused(404, `There is no ${resource}.`);
    const after = { ...before, ...change };
    records.write({ resource, method, key, after });
    return { status: 200, body: after };
  }
  const cancelled = /^(?<refund>\/payments\/refunds\/[\w-]+)\/cancel$/.exec(resource)?.groups?.refund;
  if (cancelled) {
    const refund = records.find(cancelled);
    if (!refund) return refused(404, 'There is no such refund.');
    const after = { ...refund, status: 'cancelled' };
    records.write({ resource: cancelled, method, key, after });
    return { status: 200, body: after };
  }
  const problem = resource === '/payments/refunds' ? refundProblem(change, records) : null;
  if (problem) return refused(422, problem);
  if (!['/payments/refunds', '/mail/messages'].includes(resource))
    return refused(404, `There is no ${resource}.`);
  const id = randomUUID();
  const after = { id, ...change, status: 'done' };
  records.write({ resource: `${resource}/${id}`, method, key, after });
  return { status: 201, body: after };
}

interface Amount {
  readonly minor?: number;
  readonly currency?: string;
}

/** Nobody gets back more than they paid. */
function refundProblem(change: JsonRecord, records: Records): string | null {
  const order = records.find(`/payments/orders/${String(change.order_id)}`);
  if (!order) return `There is no order ${String(change.order_id)}.`;
  const { minor = Number.NaN, currency } = (change.amount ?? {}) as Amount;
  const paid = order.paid as Required<Amount>;
  if (currency !== paid.currency) return `The order was paid in ${paid.currency}.`;
  return minor > 0 && minor <= paid.minor ? null : 'A refund is more than nothing and at most what was paid.';
}
