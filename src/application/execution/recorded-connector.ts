import type { JsonObject } from '../../domain/json.js';
import { keepable } from '../../domain/log/redacted.js';
import type { CallRecord, CallStore } from '../../ports/calls.js';
import type { Clock } from '../../ports/clock.js';
import type { Connector, ToolCall, WriteCall, WriteResult } from '../../ports/connector.js';
import type { Log } from '../../ports/log.js';
import type { Timer } from '../../ports/timer.js';

export interface RecordingDeps {
  readonly connectors: Readonly<Record<string, Connector>>;
  readonly store: Pick<CallStore, 'recordCalls'>;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
}

/**
 * The same connectors, with each call on behalf of a handoff written down. A call never waits for that and never fails
 * because of it; what could not be written is in the log.
 */
export function recordedConnectors(deps: RecordingDeps): Readonly<Record<string, Connector>> {
  const record = createRecorder(deps);
  return Object.fromEntries(
    Object.entries(deps.connectors).map(([kind, connector]) => [kind, recorded(connector, record, deps)]),
  );
}

interface Answered {
  readonly outcome: string;
  readonly response: JsonObject;
}
type Recorder = (call: CallRecord) => void;

function recorded(connector: Connector, record: Recorder, { clock, timer }: RecordingDeps): Connector {
  const begin = (call: ToolCall, sent?: Pick<WriteCall, 'key' | 'prior'>) => {
    const startedAt = clock.now();
    const elapsedMs = timer.stopwatch();
    return ({ outcome, response }: Answered): void => {
      const { of, tool } = call;
      const { key = null, prior = null } = sent ?? {};
      if (!of) return;
      const durationMs = Math.round(elapsedMs());
      const request = { arguments: call.arguments, ...(prior ? { prior } : {}) };
      const keep = (body: JsonObject) => keepable(body, { isSensitive: tool.sensitive });
      const bodies = { request: keep(request), response: keep(response) };
      record({ ...of, tool: tool.name, key, startedAt, durationMs, ...bodies, outcome, cost: null });
    };
  };
  return {
    ...connector,
    read: async (call) => {
      const end = begin(call);
      const found = await connector.read(call).catch((fault: unknown) => {
        end(ofFault(fault));
        throw fault;
      });
      end({ outcome: 'done', response: { record: found } });
      return found;
    },
    write: async (call) => {
      const end = begin(call, call);
      const written = await connector.write(call).catch((fault: unknown) => {
        end(ofFault(fault));
        throw fault;
      });
      end(ofWrite(written));
      return written;
    },
  };
}

function ofWrite(written: WriteResult): Answered {
  return {
    outcome: written.outcome,
    response: written.outcome === 'done' ? { result: written.result } : { detail: written.detail },
  };
}

function ofFault(fault: unknown): Answered {
  return {
    outcome: fault instanceof Error && 'kind' in fault ? String(fault.kind) : 'failed',
    response: { detail: fault instanceof Error ? fault.message : String(fault) },
  };
}

/** Calls that end in one turn share a commit. */
function createRecorder({ store, timer, log }: RecordingDeps): Recorder {
  let waiting: CallRecord[] = [];
  const flush = (): void => {
    const calls = waiting;
    waiting = [];
    store.recordCalls(calls).catch((fault: unknown) => {
      const handoffs = calls.map(({ handoffId }) => handoffId);
      log.error({ err: fault, handoffs }, 'Recording tool calls failed.');
    });
  };
  return (call) => {
    if (waiting.length === 0) timer.endOfTurn(flush);
    waiting.push(call);
  };
}
