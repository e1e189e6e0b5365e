/**
 * Whether an action can be taken back: by a tool that compensates it, or by writing the earlier values back.
 */
import type { Charter } from '../charter/charter.js';

export const isUndoable = (toolName: string, charter: Charter): boolean => {
  const tool = charter.tools[toolName];
  if (!tool) return false;
  return tool.compensate !== undefined || (tool.risk !== 'irreversible' && tool.priorValues.length > 0);
};
