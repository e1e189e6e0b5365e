import type { ToolKind } from '../tool-kind.js';
import { createWebhookConnector } from './connector.js';
import { webhookForm, webhookTool } from './declaration.js';

export const webhookKind = {
  name: 'webhook',
  declaration: webhookTool,
  toForm: webhookForm,
  createConnector: createWebhookConnector,
} as const satisfies ToolKind<'webhook', typeof webhookTool>;
