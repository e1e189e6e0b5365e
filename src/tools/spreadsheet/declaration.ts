import { z } from 'zod';
import { envName, everyTool } from '../written/parts.js';
import { referencesIn, type ToolForm } from '../written/tool-form.js';

const text = z.string().min(1);

export const spreadsheetTool = z.strictObject({
  ...everyTool,
  connector: z.literal('spreadsheet'),
  credentials_env: envName,
  spreadsheet: z.string().regex(/^[A-Za-z0-9_-]+$/, 'This is the id in the address of the spreadsheet.'),
  sheet: text,
  key_column: text,
  key: text,
  row: z.record(text, z.union([z.string(), z.number(), z.boolean()])),
});

export const spreadsheetForm = (tool: z.output<typeof spreadsheetTool>): ToolForm => ({
  target: {
    kind: 'spreadsheet',
    credentialsEnv: tool.credentials_env,
    spreadsheet: tool.spreadsheet,
    sheet: tool.sheet,
    keyColumn: tool.key_column,
    key: tool.key,
    row: tool.row,
  },
  reads: true,
  writes: tool.row,
  writesFrom: '“row”',
  addressedBy: referencesIn(tool.key, []).map(({ argument }) => argument),
  refers: [...referencesIn(tool.key, ['key']), ...referencesIn(tool.row, ['row'])],
  problems: [
    ...(tool.idempotent_by_key === undefined
      ? []
      : [{ path: ['idempotent_by_key'], problem: 'A spreadsheet remembers no keys.' }]),
    ...(Object.hasOwn(tool.row, tool.key_column)
      ? [
          {
            path: ['row', tool.key_column],
            problem: 'The key column finds the row, so it cannot be changed.',
          },
        ]
      : []),
  ],
});
