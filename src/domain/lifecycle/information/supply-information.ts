/**
 * Whoever can answer gives the missing values or an answer; the work is then prepared again. Only what the charter
 * declares is taken, and only as it declares it.
 */
import type { SupplyInformation } from '../../command.js';
import type { Context } from '../../context.js';
import type { Handoff } from '../../handoff/handoff.js';
import { missingFields } from '../../handoff/propose.js';
import { readValues } from '../../handoff/read-values.js';
import { refusal, together } from '../../refusal.js';
import { denied, granted, type Ruling } from '../../verdict.js';
import { byInvolved, noteAbout } from '../permission.js';
import { after, prepareWithinMs } from '../waits.js';

/** Supplied fields send the work back to be prepared; an answer alone sends it back as well. */
export function supplyInformation(handoff: Handoff, command: SupplyInformation, context: Context): Ruling {
  const refused = byInvolved(handoff, 'supply_information', context);
  if (refused) return denied(refused);
  const taskType = context.charter.taskTypes[handoff.origin.taskType];
  if (!taskType) return denied(refusal('unknown_task_type', handoff.origin.taskType));
  const { values, faults } = readValues(command.fields, taskType.fields, '/fields');
  if (faults.length) return denied(together(faults));
  if (Object.keys(values).length === 0 && !command.answer?.trim())
    return denied(refusal('invalid_value', 'Please give an answer or one of the values.', '/answer'));
  const missing = missingFields(taskType, { ...handoff.work.fields, ...values });
  return granted(
    [
      {
        type: 'information_supplied',
        data: { missing, nextCheckAt: after(context.now, prepareWithinMs) },
        content: { fields: values, answer: command.answer?.trim() || null },
      },
    ],
    [{ type: 'prepare' }, noteAbout(handoff)],
  );
}
