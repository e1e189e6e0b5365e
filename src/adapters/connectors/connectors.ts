import type { Target } from '../../domain/target.js';
import type { Connector } from '../../ports/connector.js';
import { createHttpConnector } from './http.js';
import type { Secrets } from './secrets.js';
import { createSqlConnector } from './sql.js';

export interface ConnectorDeps {
  /** Addresses and credentials by the name of their variable. */
  readonly secrets: Secrets;
}

/** One connector for each kind of tool; none of them connects anywhere before its first call. */
export const createConnectors = (deps: ConnectorDeps): Readonly<Record<Target['kind'], Connector>> => ({
  http: createHttpConnector(deps),
  sql: createSqlConnector(deps),
});
