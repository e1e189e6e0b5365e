import type { ToolKind } from '../tool-kind.js';
import { createSqlConnector } from './connector.js';
import { sqlForm, sqlTool } from './declaration.js';

export const sqlKind = {
  name: 'sql',
  declaration: sqlTool,
  toForm: sqlForm,
  createConnector: createSqlConnector,
} as const satisfies ToolKind<'sql', typeof sqlTool>;
