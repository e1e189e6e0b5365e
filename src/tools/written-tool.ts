import { z } from 'zod';
import { kinds } from './kinds.js';
import type { ToolForm } from './written/tool-form.js';

type Kind = (typeof kinds)[number];
type Declaration = Kind['declaration'];

/** The tools that a charter can declare, one strict form per connector. */
export const tool = z.discriminatedUnion(
  'connector',
  kinds.map(({ declaration }): Declaration => declaration) as [Declaration, ...Declaration[]],
  {
    error: (issue) =>
      issue.code === 'invalid_union'
        ? `A connector is one of: ${kinds.map(({ name }) => name).join(', ')}.`
        : undefined,
  },
);
export type WrittenTool = z.output<typeof tool>;

/** A declaration in the words that all kinds share. */
export function formOf(written: WrittenTool): ToolForm {
  const kind = kinds.find(({ name }) => name === written.connector);
  if (!kind) throw new Error(`There is no kind of tool “${String(written.connector)}”.`);
  // Found by its name, the kind takes this declaration, which the types cannot see.
  return kind.toForm(written as never);
}
