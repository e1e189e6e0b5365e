/**
 * Which record an action works on: the system that its tool belongs to, and the arguments that say which record is
 * meant. Two actions on one record are done one after the other, whichever handoffs they belong to and whether they
 * write or put back. A tool that names no record and reads none, such as one that sends a message, has none.
 */
import { placeholdersIn, valueAt } from '../charter/call-template.js';
import type { Charter, Tool } from '../charter/charter.js';
import { type Action, canonicalText, sha256 } from '../handoff/proposal.js';
import type { Json } from '../json.js';

export function targetRecords(actions: readonly Action[], { tools }: Charter): (string | null)[] {
  return actions.map((action) => {
    const tool = tools[action.tool];
    return tool ? targetRecord(tool, action) : null;
  });
}

function targetRecord(tool: Tool, { arguments: given }: Action): string | null {
  const names = addressOf(tool);
  if (names.length === 0) return tool.reads ? tool.name : null;
  const values = names.map((name) => textOf(valueAt(given, name))).sort();
  // It stays among the facts when the texts of a customer are erased, so it names nobody.
  return `${systemOf(tool)} ${sha256(canonicalText(values)).slice(0, 32)}`;
}

/** What is written may stand in an address as well; it says nothing of which record is meant. */
function addressOf({ addressedBy, writes }: Tool): string[] {
  const written = new Set(placeholdersIn(writes).map((name) => name.split('.')[0]));
  const fixed = [...new Set(addressedBy)].filter((name) => !written.has(name));
  return fixed.length > 0 ? fixed : [...new Set(addressedBy)];
}

/** `crm` for `crm.update_deal`: its tools may work on the same records. */
const systemOf = ({ name }: Tool): string => name.split('.')[0] ?? name;

/** 42 and “42” are one record. */
function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : canonicalText(value ?? null);
}
