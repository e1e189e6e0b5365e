import { countedFor } from '../domain/charter/money.js';
import type { Connector, ReadFault, ToolCall, WriteResult } from '../ports/connector.js';

/**
 * Why a call was not carried out. `refused`: nothing happened and asking again will not help. `gone`: there is no
 * such record. `conflict`: the record is not as it was read. `busy`: nothing happened, and it may another time.
 * `unknown`: it may have happened. The message is one plain sentence for people, without credentials.
 */
export class CallFault extends Error {
  constructor(
    readonly kind: 'refused' | 'gone' | 'conflict' | 'busy' | 'unknown',
    message: string,
    readonly retryAfterMs = 5_000,
  ) {
    super(message);
  }
}

export class ConnectorReadFault extends Error implements ReadFault {
  constructor(
    readonly kind: ReadFault['kind'],
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * A connector that may throw a `CallFault` wherever it stands, and answers in the words of the port. It is given amounts
 * as the tool's service counts them.
 */
export function answering(connector: Connector): Connector {
  return {
    read: async (call) => {
      try {
        return await connector.read(counted(call));
      } catch (fault) {
        if (!(fault instanceof CallFault)) throw fault;
        throw new ConnectorReadFault(readKind(fault.kind), fault.message, { cause: fault });
      }
    },
    write: async (call) => {
      try {
        return await connector.write(counted(call));
      } catch (fault) {
        if (!(fault instanceof CallFault)) throw fault;
        return resultOf(fault);
      }
    },
  };
}

function counted<Call extends ToolCall>(call: Call): Call {
  return {
    ...call,
    arguments: countedFor(call.tool.money ?? 'minor', call.arguments),
  };
}

function readKind(kind: CallFault['kind']): ReadFault['kind'] {
  if (kind === 'gone') return 'gone';
  return kind === 'busy' || kind === 'unknown' ? 'later' : 'refused';
}

function resultOf({ kind, message: detail, retryAfterMs }: CallFault): WriteResult {
  if (kind === 'busy') return { outcome: 'busy', detail, retryAfterMs };
  return { outcome: kind === 'gone' ? 'refused' : kind, detail };
}
