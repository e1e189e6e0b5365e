import type { JsonObject } from '../../../src/domain/json.js';
import { createSpreadsheetConnector } from '../../../src/tools/spreadsheet/connector.js';
import { describeConnector, type Subject } from '../../contract/connector.suite.js';
import { toolOf } from '../../support/targets/a-tool.js';
import { type Call, startLocalTarget } from '../local-target.js';

const declared = (more = '') =>
  toolOf(`
orders.update:
  describes: Change the order's row
  connector: spreadsheet
  credentials_env: GOOGLE_KEY
  spreadsheet: 1AbC_d-E
  sheet: Orders '26
  key_column: Order
  key: $order
  timeout: 1s
  arguments: { order: string, status: string, note: { type: text, optional: true } }
  row: { Status: $status, Note: $note }
  prior_values: [Status, Note]
  risk: reversible
  ${more}
`);

const theFormula = Symbol('=SUM(F2:H2)');

/** Answers as Google's reference shows them, for one sheet. */
const start = async () => {
  const rows: unknown[][] = [
    ['Order', 'Sum', 'Status', 'Note'],
    ['O-1', 40, 'open'],
    ['O-2', 12, 'open', 'x'],
  ];
  let effects = 0;
  const write = ({ body }: Call): [number, object] => {
    const { data } = body as { data: { range: string; values: string[][] }[] };
    if (data.some(({ values }) => values[0]?.[0] === 'never'))
      return [
        400,
        { error: { code: 400, message: 'This cell does not take that.', status: 'INVALID_ARGUMENT' } },
      ];
    effects += 1;
    for (const { range, values } of data) {
      const [, column = '', row = ''] = /^'Orders ''26'!([A-Z])(\d+)$/.exec(range) ?? [];
      rows[Number(row) - 1]![column.charCodeAt(0) - 65] = values[0]![0];
    }
    return [200, { spreadsheetId: '1AbC_d-E', totalUpdatedCells: data.length }];
  };
  /** By `valueRenderOption`, as https://developers.google.com/workspace/sheets/api/reference/rest/v4/ValueRenderOption says. */
  const shown = ({ url }: Call): unknown[][] => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const one = /![A-Z]+(\d+):[A-Z]+\d+$/.exec(decodeURIComponent(pathname))?.[1];
    const isTyped = searchParams.get('valueRenderOption') === 'FORMULA';
    const all = rows.map((row) =>
      row.map((value) => (value === theFormula ? (isTyped ? '=SUM(F2:H2)' : 150) : value)),
    );
    return one ? all.slice(Number(one) - 1, Number(one)) : all;
  };
  const answerTo = (call: Call): [number, object] => {
    if (call.headers.authorization !== 'Bearer google-secret-4711') return [401, { error: { code: 401 } }];
    if (call.method === 'GET') return [200, { range: 'Orders', majorDimension: 'ROWS', values: shown(call) }];
    return write(call);
  };
  const target = await startLocalTarget();
  target.answer((call, response) => {
    const [status, body] = answerTo(call);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const connector = createSpreadsheetConnector({
    secrets: () => '{"type":"service_account"}',
    google: { rootUrl: `${target.url}/`, accessToken: 'google-secret-4711' },
  });
  return { rows, target, connector, effects: () => effects };
};

describeConnector(
  'a spreadsheet',
  { reads: true, compares: true, honoursKeys: false, slowWrite: 'busy' },
  async (): Promise<Subject> => {
    const { rows, target, connector, effects } = await start();
    return {
      connector,
      tool: declared(),
      given: { order: 'O-1', status: '=SUM(1)', note: 'sent' },
      wrong: { order: 'O-1', status: 'never' },
      missing: { order: 'O-3', status: 'won' },
      secrets: ['google-secret-4711'],
      effects,
      meddle: () => {
        rows[1]![2] = 'lost';
      },
      trouble: (kind) => {
        if (kind === 'down') return target.close();
        if (kind === 'slow') target.answer(() => {});
        if (kind === 'huge') rows[1]![2] = 'x'.repeat(20_000);
      },
      close: target.close,
    };
  },
);

describe('a spreadsheet', () => {
  const given: JsonObject = { order: 'O-1', status: 'won' };
  it('is sent texts, never formulas, and only to the cells that are named', async () => {
    const { target, connector, rows } = await start();
    await connector.write({
      tool: declared(),
      arguments: given,
      key: 'k',
      prior: { Status: 'open', Note: null },
    });
    await target.close();
    expect(target.calls.at(-1)?.body).toMatchObject({ valueInputOption: 'RAW' });
    expect(rows).toEqual([rows[0], ['O-1', 40, 'won'], ['O-2', 12, 'open', 'x']]);
  });

  it.each([
    ['two such rows', (rows: unknown[][]) => rows.push(['O-1', 1, 'open'])],
    ['no such column', (rows: unknown[][]) => rows[0]!.splice(2, 1, 'State')],
    ['two such columns', (rows: unknown[][]) => rows[0]!.push('Status')],
  ])('with %s is not changed', async (_what, change) => {
    const { target, connector, rows, effects } = await start();
    change(rows);
    const call = { tool: declared(), arguments: given, key: 'k', prior: null };
    expect(await connector.write(call)).toMatchObject({ outcome: 'refused' });
    await target.close();
    expect(effects()).toBe(0);
  });

  it('with a formula in a cell that would be written is neither read nor changed', async () => {
    const { target, connector, rows, effects } = await start();
    rows[1]![2] = theFormula;
    const call = { tool: declared(), arguments: given, key: 'k', prior: null };
    const why = '“Status” holds the formula =SUM(F2:H2), which could not be put back.';
    await expect(connector.read(call)).rejects.toMatchObject({ kind: 'refused', message: why });
    expect(await connector.write(call)).toMatchObject({ outcome: 'refused', detail: why });
    expect(effects()).toBe(0);
    rows[1]![2] = 'open';
    rows[1]![1] = theFormula;
    expect(await connector.read(call)).toEqual({ Status: 'open', Note: null });
    await target.close();
  });

  it('may have been changed when the answer to the write is lost', async () => {
    const { target, connector, rows } = await start();
    target.answer((call, response) => {
      response.setHeader('content-type', 'application/json');
      if (call.method === 'GET') response.end(JSON.stringify({ values: rows }));
      else response.destroy();
    });
    const call = { tool: declared(), arguments: given, key: 'k', prior: null };
    expect(await connector.write(call)).toMatchObject({ outcome: 'unknown' });
    await target.close();
  });

  it('cannot claim in the charter that it remembers keys', () => {
    expect(() => declared('idempotent_by_key: 1h')).toThrow('A spreadsheet remembers no keys.');
  });
});
