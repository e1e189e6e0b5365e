import { z } from 'zod';
import type { Target } from '../../domain/charter/target.js';
import type { Problem } from '../written/charter-error.js';
import { everyTool } from '../written/parts.js';
import { referencesIn, type ToolForm } from '../written/tool-form.js';

const text = z.string().min(1);

/** A message of the bot itself. */
export interface SlackTarget extends Target {
  readonly kind: 'slack';
  readonly action: 'post' | 'update' | 'delete';
  readonly channel: string;
  readonly ts: string | null;
  readonly text: string | null;
}

export const slackTool = z.strictObject({
  ...everyTool,
  connector: z.literal('slack'),
  action: z.enum(['post', 'update', 'delete']),
  channel: text,
  ts: text.optional(),
  text: text.optional(),
});
type Written = z.output<typeof slackTool>;

export function slackForm(tool: Written): ToolForm<SlackTarget> {
  return {
    target: {
      kind: 'slack',
      action: tool.action,
      channel: tool.channel,
      ts: tool.ts ?? null,
      text: tool.text ?? null,
    },
    variables: [],
    postsIn: tool.channel.includes('$') ? null : tool.channel,
    reads: tool.action === 'update',
    writes: tool.text === undefined ? {} : { text: tool.text },
    writesFrom: '“text”',
    addressedBy: referencesIn([tool.channel, tool.ts ?? ''], []).map(({ argument }) => argument),
    refers: (['channel', 'ts', 'text'] as const).flatMap((part) => referencesIn(tool[part], [part])),
    problems: [
      ...missing(tool, 'ts', tool.action !== 'post'),
      ...missing(tool, 'text', tool.action !== 'delete'),
      ...tool.prior_values.flatMap((field, index): Problem[] =>
        field === 'text'
          ? []
          : [{ path: ['prior_values', index], problem: 'A message has only a “text” to keep.' }],
      ),
    ],
  };
}

function missing(tool: Written, part: 'ts' | 'text', isNeeded: boolean): Problem[] {
  if (isNeeded === (tool[part] !== undefined)) return [];
  const problem = isNeeded ? `“${tool.action}” needs a ${part}.` : `“${tool.action}” has no ${part}.`;
  return [{ path: isNeeded ? [] : [part], problem }];
}
