import type { Connector } from '../ports/connector.js';
import { kinds } from './kinds.js';
import type { ConnectorDeps } from './tool-kind.js';

export type Connectors = Readonly<Record<(typeof kinds)[number]['name'], Connector>>;

/** One connector for each kind of tool; none of them connects anywhere before its first call. */
export function createConnectors(deps: ConnectorDeps): Connectors {
  return Object.fromEntries(
    kinds.map(({ name, createConnector }) => [name, createConnector(deps)]),
  ) as unknown as Connectors;
}
