import type { ToolKind } from '../tool-kind.js';
import { createSlackConnector } from './connector.js';
import { slackForm, slackTool } from './declaration.js';

export const slackKind = {
  name: 'slack',
  declaration: slackTool,
  toForm: slackForm,
  createConnector: createSlackConnector,
} as const satisfies ToolKind<'slack', typeof slackTool>;
