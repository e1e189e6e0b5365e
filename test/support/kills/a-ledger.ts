import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { openSqlite } from '../../../db/sqlite.js';

/** How much a target helps against doing things twice. */
export const targetKinds = ['remembers keys', 'can be read', 'compares and swaps', 'does neither'] as const;
export type TargetKind = (typeof targetKinds)[number];

/** Something that took effect, in order. */
export interface LedgerLine {
  readonly record: string;
  readonly status: string;
}

export interface Ledger {
  readonly url: string;
  lines(): LedgerLine[];
  /** Stays away for this long before it lets a call take effect, and then perhaps does not answer. */
  mood: (line: LedgerLine) => { readonly afterMs: number; readonly losesAnswer: boolean };
  close(): Promise<void>;
}

interface Call {
  readonly method: string;
  readonly record: string;
  readonly status: string;
  readonly key: string;
  readonly ifMatch: string | undefined;
}
interface Given {
  readonly status: number;
  readonly body: object;
  readonly etag?: string;
}

/**
 * A system with records that have a status, behind real HTTP and with a real database. It takes what it was sent
 * to its end, also when whoever sent it is dead by then.
 */
export const aLedger = async (kind: TargetKind, file: string): Promise<Ledger> => {
  const books = openBooks(file);
  const server = createServer((request, response) => {
    void answer(request, response, (call) => give(kind, call, books)).catch((fault: unknown) =>
      response.destroy(fault instanceof Error ? fault : undefined),
    );
  });
  const underWay = new Set<Promise<void>>();
  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    work: (call: Call) => Given,
  ): Promise<void> => {
    const call = callOf(request, await text(request));
    const isWrite = call.method !== 'GET';
    const { afterMs, losesAnswer } = isWrite ? ledger.mood(call) : { afterMs: 0, losesAnswer: false };
    const working = wait(afterMs).then(() => {
      const { status, body, etag } = work(call);
      if (losesAnswer) return void response.destroy();
      const headers = { 'content-type': 'application/json', ...(etag ? { etag } : {}) };
      response.writeHead(status, headers).end(JSON.stringify(body));
    });
    underWay.add(working);
    await working.finally(() => underWay.delete(working));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ledger: Ledger = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lines: books.lines,
    mood: () => ({ afterMs: 0, losesAnswer: false }),
    close: async () => {
      await Promise.all(underWay);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      books.close();
    },
  };
  return ledger;
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const callOf = (request: IncomingMessage, body: string): Call => {
  const { status = '' } = body ? (JSON.parse(body) as { status?: string }) : {};
  const { 'idempotency-key': key, 'if-match': ifMatch } = request.headers;
  return {
    method: `${request.method}`,
    record: decodeURIComponent(`${request.url}`.slice(1)),
    status,
    key: String(key ?? ''),
    ifMatch,
  };
};

const give = (kind: TargetKind, { method, record, status, key, ifMatch }: Call, books: Books): Given => {
  const before = books.find(record);
  const etag = `"${before.version}"`;
  if (method === 'GET') return { status: 200, body: { id: record, status: before.status }, etag };
  if (kind === 'compares and swaps' && ifMatch !== etag) return { status: 412, body: { title: 'Moved' } };
  if (kind === 'remembers keys' && books.knows(key)) return { status: 200, body: { id: record } };
  books.write({ record, status }, key);
  return { status: 200, body: { id: record, status } };
};

type Books = ReturnType<typeof openBooks>;

const openBooks = (file: string) => {
  const db = openSqlite(file);
  db.pragma('journal_mode = WAL');
  db.exec(`
    create table records (record text primary key, status text not null, version integer not null);
    create table ledger (n integer primary key, record text not null, status text not null, key text not null);
    create index by_key on ledger (key);
  `);
  const find = db.prepare<[string], { status: string; version: number }>(
    'select status, version from records where record = ?',
  );
  const put = db.prepare(
    `insert into records values (?, ?, 2) on conflict do update set status = excluded.status, version = version + 1`,
  );
  const note = db.prepare('insert into ledger (record, status, key) values (?, ?, ?)');
  const known = db.prepare('select 1 from ledger where key = ?');
  const all = db.prepare<[], LedgerLine>('select record, status from ledger order by n');
  return {
    find: (record: string) => find.get(record) ?? { status: 'open', version: 1 },
    knows: (key: string) => known.get(key) !== undefined,
    write: db.transaction(({ record, status }: LedgerLine, key: string) => {
      put.run(record, status);
      note.run(record, status, key);
    }),
    lines: () => all.all(),
    close: () => db.close(),
  };
};
