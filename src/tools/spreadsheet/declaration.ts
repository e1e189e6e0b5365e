import { z } from 'zod';
import type { Target } from '../../domain/charter/target.js';
import type { JsonObject } from '../../domain/json.js';
import { envName, everyTool } from '../written/parts.js';
import { referencesIn, type ToolForm, variablesIn } from '../written/tool-form.js';

const text = z.string().min(1);

/** Cells of one row in a Google spreadsheet, found by its key column. */
export interface SpreadsheetTarget extends Target {
  readonly kind: 'spreadsheet';
  readonly credentialsEnv: string;
  readonly spreadsheet: string;
  readonly sheet: string;
  readonly keyColumn: string;
  readonly key: string;
  /** Values by the name of their column. */
  readonly row: JsonObject;
}

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

export function spreadsheetForm(tool: z.output<typeof spreadsheetTool>): ToolForm<SpreadsheetTarget> {
  return {
    target: {
      kind: 'spreadsheet',
      credentialsEnv: tool.credentials_env,
      spreadsheet: tool.spreadsheet,
      sheet: tool.sheet,
      keyColumn: tool.key_column,
      key: tool.key,
      row: tool.row,
    },
    variables: variablesIn({ credentials: [tool.credentials_env] }),
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
  };
}
