import type { ToolKind } from '../tool-kind.js';
import { createMcpConnector } from './connector.js';
import { mcpForm, mcpTool } from './declaration.js';

export const mcpKind = {
  name: 'mcp',
  declaration: mcpTool,
  toForm: mcpForm,
  createConnector: createMcpConnector,
} as const satisfies ToolKind<'mcp', typeof mcpTool>;
