import { z } from 'zod';
import { homeBlocks, messageBlocks, modalBlocks } from './block-shapes.js';
import { id, plain } from './text-shapes.js';

const privateMetadata = z.string().max(3000).optional();
const modal = z.strictObject({
  type: z.literal('modal'),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  blocks: modalBlocks,
  private_metadata: privateMetadata,
  callback_id: id.optional(),
  external_id: id.optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});
const home = z.strictObject({
  type: z.literal('home'),
  blocks: homeBlocks,
  private_metadata: privateMetadata,
  callback_id: id.optional(),
  external_id: id.optional(),
});

/** Slack refuses messages whose blocks are larger than about this, though no page says so. */
const longestBlocks = 13_200;
const longestView = 250_000;

export interface Fault {
  readonly error: string;
  readonly messages: readonly string[];
}

/** Why Slack would refuse these blocks in a message; null when it would take them. */
export function blocksFault(blocks: unknown): Fault | null {
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: [] };
  const read = messageBlocks.safeParse(blocks);
  if (!read.success) return faultOf('invalid_blocks', read.error, '/blocks');
  if (JSON.stringify(blocks).length > longestBlocks) return { error: 'msg_blocks_too_long', messages: [] };
  return idFault(read.data, 'invalid_blocks');
}

export function viewFault(view: unknown, type: 'modal' | 'home'): Fault | null {
  // The size is judged first: a view that is too large is not read at all.
  if (view !== undefined && JSON.stringify(view).length > longestView)
    return { error: 'view_too_large', messages: [] };
  const read = (type === 'modal' ? modal : home).safeParse(view);
  if (!read.success) return faultOf('invalid_arguments', read.error, '/view');
  const { blocks } = read.data;
  const hasInput = blocks.some((one) => one.type === 'input');
  if (type === 'modal' && hasInput && !('submit' in read.data && read.data.submit))
    return problem('missing required field: submit', '/view');
  if (JSON.stringify(blocks).split('"focus_on_load":true').length > 2)
    return problem('only one element may have focus_on_load', '/view/blocks');
  return idFault(blocks, 'invalid_arguments');
}

function problem(words: string, pointer: string): Fault {
  return {
    error: 'invalid_arguments',
    messages: [`[ERROR] ${words} [json-pointer:${pointer}]`],
  };
}

function faultOf(error: string, fault: z.ZodError, root: string): Fault {
  return {
    error,
    messages: fault.issues.map(
      (issue) => `[ERROR] ${issue.message} [json-pointer:${[root, ...issue.path].join('/')}]`,
    ),
  };
}

/** A block_id is unique in its message or view, an action_id in its block. */
function idFault(
  blocks: readonly { readonly block_id?: string | undefined; readonly elements?: unknown }[],
  error: string,
): Fault | null {
  const blockIds = blocks.flatMap((one) => one.block_id ?? []);
  const actionIds = blocks.map((one) =>
    Array.isArray(one.elements)
      ? one.elements.flatMap((inner: { action_id?: string }) => inner.action_id ?? [])
      : [],
  );
  const twice = [blockIds, ...actionIds].find((ids) => new Set(ids).size !== ids.length);
  return twice ? { error, messages: [`[ERROR] ids are not unique: ${twice.join(', ')}`] } : null;
}
