import type { Target } from '../domain/charter/target.js';
import type { Connector } from '../ports/connector.js';
import type { Messages } from '../ports/messages.js';
import { createEmailConnector } from './email/connector.js';
import { createHttpConnector } from './http/connector.js';
import { createMcpConnector } from './mcp/connector.js';
import type { Secrets } from './secrets.js';
import { createSlackConnector } from './slack/connector.js';
import { createSpreadsheetConnector } from './spreadsheet/connector.js';
import { createSqlConnector } from './sql/connector.js';
import { createWebhookConnector } from './webhook/connector.js';

export interface ConnectorDeps {
  /** Addresses and credentials by the name of their variable. */
  readonly secrets: Secrets;
  readonly messages: Messages;
}

/** One connector for each kind of tool; none of them connects anywhere before its first call. */
export const createConnectors = (deps: ConnectorDeps): Readonly<Record<Target['kind'], Connector>> => ({
  http: createHttpConnector(deps),
  sql: createSqlConnector(deps),
  email: createEmailConnector(deps),
  webhook: createWebhookConnector(deps),
  slack: createSlackConnector(deps),
  mcp: createMcpConnector(deps),
  spreadsheet: createSpreadsheetConnector(deps),
});
