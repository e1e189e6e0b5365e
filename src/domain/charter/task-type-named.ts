/**
 * A kind of work goes by its name and by the aliases that the charter gives it. Nothing else names it.
 */
import type { Charter, TaskType } from './charter.js';

export function taskTypeNamed(charter: Charter, named: string): TaskType | undefined {
  return Object.values(charter.taskTypes).find(
    ({ name, aliases }) => name === named || aliases.includes(named),
  );
}
