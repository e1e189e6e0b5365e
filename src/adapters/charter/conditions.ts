import { Environment } from '@marcbachmann/cel-js';
import type { ValueType } from '../../domain/charter/value-type.js';
import type { JsonObject } from '../../domain/json.js';

const celTypes: Record<ValueType['kind'], string> = {
  string: 'string',
  text: 'string',
  email: 'string',
  enum: 'string',
  integer: 'double',
  number: 'double',
  money: 'double',
  boolean: 'bool',
};

/** What every condition can see, besides the fields of its task type. */
const always = {
  flags: 'list<string>',
  confidence: 'double',
  account: 'string',
  urgency: 'string',
  task_type: 'string',
  handoff_type: 'string',
  agent: 'string',
};

export const alwaysKnown: readonly string[] = Object.keys(always);

export type Condition = (facts: JsonObject) => boolean;

/**
 * Compiles a CEL condition and checks its names and types now, so that a misspelt variable is found when the
 * charter is loaded and not when it is needed. Answers with a sentence when something is wrong.
 */
export function compileCondition(
  source: string,
  fields: Readonly<Record<string, ValueType>>,
): Condition | string {
  try {
    const program = environmentOf(fields).parse(source);
    const checked = program.check();
    if (!checked.valid) return firstLine(checked.error);
    if (checked.type !== 'bool') return `This is a ${checked.type}, but a condition must be true or false.`;
    return (facts) => program(facts) === true;
  } catch (fault) {
    return firstLine(fault);
  }
}

function environmentOf(fields: Readonly<Record<string, ValueType>>): Environment {
  const environment = new Environment();
  for (const [name, type] of Object.entries(always)) environment.registerVariable(name, type);
  for (const [name, { kind }] of Object.entries(fields)) {
    if (name in always) continue;
    environment.registerVariable(name, celTypes[kind]);
    if (kind === 'money' && !Object.hasOwn(fields, `${name}_currency`))
      environment.registerVariable(`${name}_currency`, 'string');
  }
  return environment;
}

function firstLine(fault: unknown): string {
  const text = fault instanceof Error ? fault.message : String(fault);
  return `${text.split('\n')[0]?.replace(/\.?$/, '.')}`;
}
