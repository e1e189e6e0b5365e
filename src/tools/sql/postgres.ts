import type { Client, ClientConfig, QueryResult } from 'pg';
import { CallFault } from '../call-fault.js';
import type { BoundStatement, SqlDatabase, SqlRow, SqlValue } from './database.js';

/** A connection per call: nothing idles, so nothing breaks while nobody looks. */
export function createPostgresDatabase(url: URL, timeoutMs: number): SqlDatabase {
  return {
    read: (query) =>
      connected(url, timeoutMs, async (client) => {
        await client.query('begin transaction read only');
        const { rows } = await run(client, query);
        await client.query('rollback');
        return rows.slice(0, 2);
      }),
    changeOne: (query) =>
      connected(url, timeoutMs, async (client) => {
        await client.query('begin');
        const { rowCount, rows } = await run(client, query);
        const changed = { count: rowCount ?? 0, row: rows[0] ?? {} };
        if (changed.count === 1) await commit(client);
        else await client.query('rollback');
        return changed;
      }),
  };
}

async function connected<Result>(
  url: URL,
  timeoutMs: number,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = await newClient({
    connectionString: url.href,
    application_name: 'countersign',
    connectionTimeoutMillis: timeoutMs,
    statement_timeout: timeoutMs,
    query_timeout: timeoutMs,
    types: { getTypeParser: parserOf },
  });
  // A connection that breaks off also fails the query that waits for it.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } catch (fault) {
    throw faultOf(fault, url.host);
  } finally {
    // What came of the call is known by now; a server that is gone cannot say good-bye.
    client.end().catch(() => {});
  }
}

/** Loaded on first use: most installations have no tool that needs it. */
async function newClient(config: ClientConfig): Promise<Client> {
  const { default: pg } = await import('pg');
  return new pg.Client(config);
}

/** With the extended protocol even a text without values can only hold one statement. */
function run(client: Client, query: BoundStatement): Promise<QueryResult<SqlRow>> {
  const values: SqlValue[] = [];
  const text = query.pieces.map((piece) => {
    if (piece.placeholder === null) return piece.text;
    values.push(query.values[piece.placeholder] ?? null);
    return `${piece.text}$${values.length}`;
  });
  return client.query<SqlRow>({ text: text.join(''), values, queryMode: 'extended' } as {
    text: string;
    values: SqlValue[];
  });
}

async function commit(client: Client): Promise<void> {
  try {
    await client.query('commit');
  } catch (fault) {
    const state = stateOf(fault);
    // The server took the change back itself.
    if (state !== '' && !/^(08|57|58)/.test(state)) throw fault;
    throw new CallFault(
      'unknown',
      'The connection to the database broke off while it was storing the change.',
    );
  }
}

/** Only what JSON can hold exactly is turned into numbers; all else stays as Postgres writes it, and can be put back. */
function parserOf(type: number) {
  return (text: string) => {
    switch (type) {
      case 16:
        return text === 't';
      case 20:
        return BigInt(text);
      case 21:
      case 23:
      case 700:
      case 701:
        return Number(text);
      case 114:
      case 3802:
        return JSON.parse(text) as unknown;
      default:
        return text;
    }
  };
}

/** Classes of SQLSTATE that pass: lost connections, rollbacks, lack of resources, intervention, system faults. */
const passing = /^(08|40|53|55|57|58)/;

function faultOf(fault: unknown, host: string): unknown {
  if (fault instanceof CallFault || typeof fault !== 'object' || fault === null) return fault;
  const state = stateOf(fault);
  const message = 'message' in fault ? String(fault.message) : '';
  if (state !== '' && !passing.test(state)) return new CallFault('refused', `${host} said no: ${message}.`);
  return new CallFault('busy', `${host} cannot be used right now (${state || message}).`);
}

/** The five letters of an answer of the server; a fault of the network has none. */
function stateOf(fault: unknown): string {
  const code = typeof fault === 'object' && fault && 'code' in fault ? String(fault.code) : '';
  return /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]+$/.test(code) ? code : '';
}
