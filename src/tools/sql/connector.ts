import { valueAt } from '../../domain/charter/call-template.js';
import { idempotencyKey, priorOf, sqlPieces } from '../../domain/charter/sql-statement.js';
import type { Json, JsonObject } from '../../domain/json.js';
import type { Connector, ToolCall, WriteCall, WriteResult } from '../../ports/connector.js';
import { answering, CallFault } from '../call-fault.js';
import { problemText } from '../problem-text.js';
import { keptExactly, resultOf } from '../record.js';
import { redactRecord, redactText } from '../redaction.js';
import { addressOf, type Secrets, secretsIn } from '../secrets.js';
import { targetOf } from '../target-of.js';
import type { BoundStatement, ChangedRows, SqlDatabase, SqlRow, SqlValue } from './database.js';
import type { SqlTarget } from './declaration.js';
import { createPostgresDatabase } from './postgres.js';
import { createSqliteDatabase } from './sqlite.js';

/** Runs the statements of tools on SQLite and Postgres. A write changes exactly one row, or nothing. */
export function createSqlConnector({ secrets }: { readonly secrets: Secrets }): Connector {
  return answering({
    read: async (call) => {
      const target = targetOf<SqlTarget>(call.tool, 'sql');
      if (target.read === null) return null;
      const { database, where, hidden } = open(call, target, secrets);
      const bound = statementOf(target.read, (name) => valueAt(call.arguments, name));
      const [row, another] = await speaking(database.read(bound), hidden);
      if (!row) throw new CallFault('gone', `${where} has no such record.`);
      if (another) throw new CallFault('refused', `${where} has more than one such record.`);
      return keptExactly(call.tool, recordOf(row), { where, secrets: hidden });
    },
    write: async (call) => {
      const target = targetOf<SqlTarget>(call.tool, 'sql');
      const { database, hidden } = open(call, target, secrets);
      const bound = statementOf(target.write, (name) => writtenValue(call, name));
      const changed = await speaking(database.changeOne(bound), hidden);
      return outcomeOf(call, changed, { target, hidden });
    },
  });
}

interface Opened {
  readonly database: SqlDatabase;
  readonly where: string;
  readonly hidden: readonly string[];
}

function open({ tool }: ToolCall, { urlEnv }: SqlTarget, secrets: Secrets): Opened {
  const wanted = { schemes: ['sqlite', 'postgres', 'postgresql'], example: 'postgres://db.example.com/crm' };
  const url = addressOf(urlEnv, secrets, wanted);
  if (url.protocol !== 'sqlite:')
    return {
      database: createPostgresDatabase(url, tool.timeoutMs),
      where: url.host,
      hidden: secretsIn(url),
    };
  const file = (secrets(urlEnv) ?? '').trim().slice('sqlite:'.length);
  return { database: createSqliteDatabase(file), where: 'the database', hidden: [] };
}

function writtenValue({ arguments: given, prior, key }: WriteCall, name: string): Json | undefined {
  if (name === idempotencyKey) return key;
  const field = priorOf(name);
  return field !== null && prior && Object.hasOwn(prior, field) ? prior[field] : valueAt(given, name);
}

function statementOf(text: string, lookUp: (name: string) => Json | undefined): BoundStatement {
  const pieces = sqlPieces(text);
  const names = pieces.flatMap(({ placeholder }) => placeholder ?? []);
  return { pieces, values: Object.fromEntries(names.map((name) => [name, bindable(name, lookUp(name))])) };
}

function bindable(name: string, value: Json | undefined): SqlValue {
  if (typeof value === 'object' && value !== null)
    throw new CallFault('refused', `“${name}” has several parts, so it cannot stand in a statement.`);
  return value ?? null;
}

function outcomeOf(
  { tool }: WriteCall,
  { count, row }: ChangedRows,
  { target, hidden }: { readonly target: SqlTarget; readonly hidden: readonly string[] },
): WriteResult {
  const pieces = sqlPieces(target.write);
  const isKeyed = pieces.some(({ placeholder }) => placeholder === idempotencyKey);
  if (count === 1) return { outcome: 'done', result: redactRecord(resultOf(tool, recordOf(row)), hidden) };
  if (count > 1)
    throw new CallFault(
      'refused',
      `This would have changed ${count} rows instead of one; nothing was changed.`,
    );
  // With a unique key, no new row means that this call was carried out before.
  if (isKeyed && tool.idempotentByKeyMs !== null) return { outcome: 'done', result: {} };
  throw new CallFault('conflict', 'the record is not there as it was read; nothing was changed');
}

function recordOf(row: SqlRow): JsonObject {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, jsonOf(name, value)]));
}

function jsonOf(name: string, value: unknown): Json {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint8Array)
    throw new CallFault('refused', `“${name}” holds a value that cannot be kept exactly.`);
  return (value ?? null) as Json;
}

/** What a database says may hold line breaks, and its own address. */
async function speaking<Result>(answer: Promise<Result>, hidden: readonly string[]): Promise<Result> {
  try {
    return await answer;
  } catch (fault) {
    if (!(fault instanceof CallFault)) throw fault;
    throw new CallFault(fault.kind, redactText(problemText({ message: fault.message }), hidden));
  }
}
