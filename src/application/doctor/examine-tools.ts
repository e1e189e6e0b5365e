import type { Charter, Tool } from '../../domain/charter/charter.js';
import type { Connector, ReadFault } from '../../ports/connector.js';
import type { Finding } from '../../ports/finding.js';

type Connectors = Readonly<Record<string, Connector>>;

/** Calls the read of each tool with the arguments of its probe. Nothing is ever written. */
export function examineTools(charter: Charter, connectors: Connectors): Promise<Finding[]> {
  return Promise.all(Object.values(charter.tools).map((tool) => examineTool(tool, connectors)));
}

async function examineTool(tool: Tool, connectors: Connectors): Promise<Finding> {
  const about = tool.name;
  if (!tool.reads) return { health: 'ok', about, says: 'not tried, because it has no read' };
  if (!tool.probe)
    return {
      health: 'warn',
      about,
      says: 'not tried: give it a probe in the charter, such as “probe: { id: a-record-that-exists }”.',
    };
  const connector = connectors[tool.target.kind];
  if (!connector) throw new Error(`There is no connector “${tool.target.kind}”.`);
  try {
    await connector.read({ tool, arguments: tool.probe });
    return { health: 'ok', about, says: 'its read answers' };
  } catch (fault) {
    return { about, ...findingOf(fault) };
  }
}

function findingOf(fault: unknown): Pick<Finding, 'health' | 'says'> {
  const { kind, message } = fault as Partial<ReadFault>;
  switch (kind) {
    case 'gone':
      return {
        health: 'warn',
        says: 'it answers, but the record of its probe is not there: name one that exists in the charter.',
      };
    case 'refused':
      return { health: 'bad', says: `it refused its read: ${message} Check its address and credentials.` };
    case 'later':
      return { health: 'bad', says: `it did not answer: ${message} Check that it runs and can be reached.` };
    case undefined:
    default:
      return { health: 'bad', says: `its read failed: ${message ?? String(fault)}` };
  }
}
