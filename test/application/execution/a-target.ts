import { valueAt } from '../../../src/domain/charter/call-template.js';
import { writesOf } from '../../../src/domain/handoff/written-values.js';
import type { JsonObject } from '../../../src/domain/json.js';
import type { Connector, ReadFault, WriteResult } from '../../../src/ports/connector.js';

/** A target with one record, a ledger of what took effect, and keys that it honours if it is told to. */
export interface Target extends Connector {
  record: JsonObject;
  /** One line for each effect. */
  readonly ledger: { readonly tool: string; readonly given: JsonObject; readonly key: string }[];
  honoursKeys: boolean;
  /** Answers of the next writes; `lost` takes effect, and the reply is lost. */
  readonly answers: (WriteResult | 'lost')[];
  readFault: ReadFault | null;
  /** Called before and after each effect; may throw, as a crash would. */
  reached: (point: string) => void;
}

export const aTarget = (record: JsonObject): Target => {
  const known = new Map<string, WriteResult>();
  const target: Target = {
    record,
    ledger: [],
    honoursKeys: true,
    answers: [],
    readFault: null,
    reached: () => {},
    read: async ({ tool }) => {
      if (target.readFault) throw target.readFault;
      if (!tool.reads) return null;
      return Object.fromEntries(tool.priorValues.map((name) => [name, valueAt(target.record, name) ?? null]));
    },
    write: async ({ tool, arguments: given, key }) => {
      target.reached('before the call');
      const answer = target.answers.shift();
      if (answer && answer !== 'lost') return answer;
      const result = (target.honoursKeys && known.get(key)) || {
        outcome: 'done' as const,
        result: { id: `r-${target.ledger.length}` },
      };
      if (!target.honoursKeys || !known.has(key)) {
        target.ledger.push({ tool: tool.name, given, key });
        target.record = { ...target.record, ...writesOf(tool, given) };
      }
      known.set(key, result);
      target.reached('after the call');
      return answer === 'lost' ? { outcome: 'unknown', detail: 'the reply was lost' } : result;
    },
  };
  return target;
};

export const aReadFault = (kind: ReadFault['kind']): ReadFault =>
  Object.assign(new Error(`The read was answered “${kind}”.`), { kind });
