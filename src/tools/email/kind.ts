import type { ToolKind } from '../tool-kind.js';
import { createEmailConnector } from './connector.js';
import { emailForm, emailTool } from './declaration.js';

export const emailKind = {
  name: 'email',
  declaration: emailTool,
  toForm: emailForm,
  createConnector: createEmailConnector,
} as const satisfies ToolKind<'email', typeof emailTool>;
