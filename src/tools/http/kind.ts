import type { ToolKind } from '../tool-kind.js';
import { createHttpConnector } from './connector.js';
import { httpForm, httpTool } from './declaration.js';

export const httpKind = {
  name: 'http',
  declaration: httpTool,
  toForm: httpForm,
  createConnector: createHttpConnector,
} as const satisfies ToolKind<'http', typeof httpTool>;
