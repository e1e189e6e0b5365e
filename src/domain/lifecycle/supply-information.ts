/**
 * Whoever can answer gives the missing values or an answer; the work is then prepared again. Only what the charter
 * declares is taken, and only as it declares it.
 */
import type { TaskType } from '../charter/charter.js';
import { readValue } from '../charter/value.js';
import type { SupplyInformation } from '../command.js';
import type { Context } from '../context.js';
import type { Handoff } from '../handoff/handoff.js';
import { missingFields } from '../handoff/propose.js';
import type { Json, JsonObject } from '../json.js';
import { type Refusal, refusal } from '../refusal.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { byInvolved, noteAbout } from './permission.js';
import { after, prepareWithinMs } from './waits.js';

/** Supplied fields send the work back to be prepared; an answer alone sends it back as well. */
export const supplyInformation = (handoff: Handoff, command: SupplyInformation, context: Context): Ruling => {
  const refused = byInvolved(handoff, 'supply_information', context);
  if (refused) return denied(refused);
  const taskType = context.charter.taskTypes[handoff.taskType];
  if (!taskType) return denied(refusal('unknown_task_type', handoff.taskType));
  const supplied = readFields(taskType, command.fields);
  if ('code' in supplied) return denied(supplied);
  if (Object.keys(supplied.fields).length === 0 && !command.answer?.trim())
    return denied(refusal('invalid_value', 'Please give an answer or one of the values.', '/answer'));
  const missing = missingFields(taskType, { ...handoff.fields, ...supplied.fields });
  return granted(
    [
      {
        type: 'information_supplied',
        data: { missing, nextCheckAt: after(context.now, prepareWithinMs) },
        content: { fields: supplied.fields, answer: command.answer?.trim() || null },
      },
    ],
    [{ type: 'prepare' }, noteAbout(handoff)],
  );
};

/** Only what the charter declares, and only as it declares it: rules will judge by these. */
const readFields = (taskType: TaskType, given: JsonObject): { readonly fields: JsonObject } | Refusal => {
  const fields: Record<string, Json> = {};
  for (const [name, value] of Object.entries(given)) {
    const type = Object.hasOwn(taskType.fields, name) ? taskType.fields[name] : undefined;
    if (!type) return refusal('invalid_value', `The charter has no field “${name}” here.`, `/fields/${name}`);
    const read = readValue(type, value);
    if ('problem' in read) return refusal('invalid_value', read.problem, `/fields/${name}`);
    fields[name] = read.value;
  }
  return { fields };
};
