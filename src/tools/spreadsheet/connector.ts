import type { sheets_v4 } from '@googleapis/sheets';
import { fillObject, fillTemplate, valueAt } from '../../domain/charter/call-template.js';
import { differing } from '../../domain/handoff/written-values.js';
import type { Json, JsonObject } from '../../domain/json.js';
import type { Connector, ToolCall, WriteCall } from '../../ports/connector.js';
import { answering, CallFault } from '../call-fault.js';
import { keptExactly } from '../record.js';
import { type Secrets, secretsOfJson } from '../secrets.js';
import { targetOf } from '../target-of.js';
import type { SpreadsheetTarget } from './declaration.js';

export interface SpreadsheetDeps {
  readonly secrets: Secrets;
  /** Another place and token than Google's, for tests. */
  readonly google?: { readonly rootUrl: string; readonly accessToken: string };
}

/** Changes cells of one row of a Google spreadsheet, found by its key column. */
export function createSpreadsheetConnector(deps: SpreadsheetDeps): Connector {
  return answering({
    read: async (call) => {
      const sheets = await open(call, deps);
      const { record } = await rowOf(call, sheets);
      return keptExactly(call.tool, record, { where: 'the spreadsheet', secrets: [] });
    },
    write: async (call) => {
      const sheets = await open(call, deps);
      const row = await rowOf(call, sheets);
      // Sheets cannot compare, so this looks once more right before it writes.
      const moved = differing(row.record, call.prior ?? {}, call.tool);
      if (moved.length) throw new CallFault('conflict', `${moved.join(', ')} changed in the meantime`);
      await update(call, row, sheets);
      return { outcome: 'done', result: {} };
    },
  });
}

type Sheets = sheets_v4.Sheets;
interface Row {
  readonly number: number;
  readonly columns: readonly string[];
  readonly record: JsonObject;
}

async function open({ tool }: ToolCall, { secrets, google }: SpreadsheetDeps): Promise<Sheets> {
  const { credentialsEnv } = targetOf<SpreadsheetTarget>(tool, 'spreadsheet');
  const credentials = secretsOfJson(credentialsEnv, secrets);
  const { default: googleSheets } = await import('@googleapis/sheets');
  const { auth, sheets } = googleSheets;
  if (!google)
    return sheets({
      version: 'v4',
      auth: new auth.GoogleAuth({ credentials, scopes: ['https://www.googleapis.com/auth/spreadsheets'] }),
    });
  const client = new auth.OAuth2();
  client.setCredentials({ access_token: google.accessToken });
  return sheets({ version: 'v4', auth: client, rootUrl: google.rootUrl });
}

async function rowOf(call: ToolCall, sheets: Sheets): Promise<Row> {
  const target = targetOf<SpreadsheetTarget>(call.tool, 'spreadsheet');
  const range = quoted(target.sheet);
  const rows = await cells(call, { ...target, range, as: 'UNFORMATTED_VALUE' }, sheets);
  const columns = (rows[0] ?? []).map(String);
  const wanted = [target.keyColumn, ...Object.keys(target.row), ...call.tool.priorValues];
  for (const column of wanted)
    if (columns.filter((one) => one === column).length !== 1)
      throw new CallFault('refused', `The sheet does not have exactly one column “${column}”.`);
  const key = fillTemplate(target.key, (name) => valueAt(call.arguments, name));
  const at = columns.indexOf(target.keyColumn);
  const numbers = rows.flatMap((row, index) =>
    index > 0 && String(row[at] ?? '') === String(key ?? '') ? [index] : [],
  );
  const [index] = numbers;
  if (String(key ?? '') === '' || index === undefined)
    throw new CallFault('gone', 'The sheet has no such row.');
  if (numbers.length > 1) throw new CallFault('refused', 'The sheet has more than one such row.');
  const values = rows[index] ?? [];
  await refuseFormulas(call, { number: index + 1, columns, values }, sheets);
  const record = Object.fromEntries(
    columns.map((name, column): [string, Json] => [name, cell(values[column])]),
  );
  return { number: index + 1, columns, record };
}

interface Shown {
  readonly number: number;
  readonly columns: readonly string[];
  readonly values: readonly unknown[];
}

/** What a formula yields can be read, but writing that back would leave a number where the formula was. */
async function refuseFormulas(call: ToolCall, { number, columns, values }: Shown, sheets: Sheets) {
  const target = targetOf<SpreadsheetTarget>(call.tool, 'spreadsheet');
  const range = `${quoted(target.sheet)}!A${number}:${letters(columns.length - 1)}${number}`;
  const [typed = []] = await cells(call, { ...target, range, as: 'FORMULA' }, sheets);
  for (const column of Object.keys(target.row)) {
    const at = columns.indexOf(column);
    const written = typed[at];
    // A text that merely begins like a formula is shown as it was typed.
    if (typeof written === 'string' && written.startsWith('=') && written !== values[at])
      throw new CallFault(
        'refused',
        `“${column}” holds the formula ${written}, which could not be put back.`,
      );
  }
}

const cell = (value: unknown): Json => (value === undefined || value === '' ? null : (value as Json));

interface Wanted extends Pick<SpreadsheetTarget, 'spreadsheet'> {
  readonly range: string;
  readonly as: 'UNFORMATTED_VALUE' | 'FORMULA';
}

async function cells({ tool }: ToolCall, wanted: Wanted, sheets: Sheets): Promise<unknown[][]> {
  try {
    const { data } = await sheets.spreadsheets.values.get(
      {
        spreadsheetId: wanted.spreadsheet,
        range: wanted.range,
        valueRenderOption: wanted.as,
      },
      { timeout: tool.timeoutMs, retry: false },
    );
    return data.values ?? [];
  } catch (fault) {
    const found = faultOf(fault);
    // A look changes nothing, so nothing has happened yet.
    throw found.kind === 'unknown' ? new CallFault('busy', found.message) : found;
  }
}

async function update({ tool, arguments: given }: WriteCall, row: Row, sheets: Sheets): Promise<void> {
  const target = targetOf<SpreadsheetTarget>(tool, 'spreadsheet');
  const filled = fillObject(target.row, (name) => valueAt(given, name));
  const data = Object.entries(filled).map(([column, value]) => ({
    range: `${quoted(target.sheet)}!${letters(row.columns.indexOf(column))}${row.number}`,
    values: [[plain(column, value)]],
  }));
  try {
    await sheets.spreadsheets.values.batchUpdate(
      // Raw: a text that begins with “=” stays a text.
      { spreadsheetId: target.spreadsheet, requestBody: { valueInputOption: 'RAW', data } },
      { timeout: tool.timeoutMs, retry: false },
    );
  } catch (fault) {
    throw faultOf(fault);
  }
}

/** Sheets leaves a cell alone that is given null; an empty text empties it. */
function plain(column: string, value: Json): string | number | boolean {
  if (typeof value === 'object' && value !== null)
    throw new CallFault('refused', `“${column}” has several parts, so it cannot stand in a cell.`);
  return value ?? '';
}

const quoted = (sheet: string): string => `'${sheet.replaceAll("'", "''")}'`;

/** `A`, `Z`, `AA` for 0, 25, 26. */
function letters(index: number): string {
  return (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
}

function faultOf(fault: unknown): CallFault {
  if (fault instanceof CallFault) return fault;
  const { status = null, code = '' } = (fault ?? {}) as { status?: number | null; code?: unknown };
  if (status === 404) return new CallFault('refused', 'Google has no such spreadsheet or sheet (404).');
  if (status === 429) return new CallFault('busy', 'Google asks to come back later (429).', 60_000);
  if (status !== null && status >= 400 && status < 500)
    return new CallFault('refused', `Google said no (${status}).`);
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(String(code)))
    return new CallFault('busy', `Google could not be reached (${String(code)}).`);
  return new CallFault('unknown', 'Google did not say what became of the change.');
}
