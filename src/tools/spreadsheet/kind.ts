import type { ToolKind } from '../tool-kind.js';
import { createSpreadsheetConnector } from './connector.js';
import { spreadsheetForm, spreadsheetTool } from './declaration.js';

export const spreadsheetKind = {
  name: 'spreadsheet',
  declaration: spreadsheetTool,
  toForm: spreadsheetForm,
  createConnector: createSpreadsheetConnector,
} as const satisfies ToolKind<'spreadsheet', typeof spreadsheetTool>;
