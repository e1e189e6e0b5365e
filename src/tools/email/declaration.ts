import { z } from 'zod';
import type { Target } from '../../domain/charter/target.js';
import { envName, everyTool } from '../written/parts.js';
import { referencesIn, type ToolForm, variablesIn } from '../written/tool-form.js';

const line = z.string().regex(/^[^\p{Cc}]+$/u, 'This is one line.');

/** One message to one person. */
export interface EmailTarget extends Target {
  readonly kind: 'email';
  readonly smtpUrlEnv: string;
  readonly from: string;
  readonly message: { readonly to: string; readonly subject: string; readonly body: string };
}

export const emailTool = z.strictObject({
  ...everyTool,
  connector: z.literal('email'),
  smtp_url_env: envName,
  from: line.regex(/[^\s<>@]+@[^\s<>@]+>?$/, 'This is not an address, such as support@example.com.'),
  message: z.strictObject({ to: line, subject: line, body: z.string().min(1) }),
  risk: z.literal('irreversible', 'A mail cannot be taken back: its risk is irreversible.'),
});

export function emailForm(tool: z.output<typeof emailTool>): ToolForm<EmailTarget> {
  return {
    target: { kind: 'email', smtpUrlEnv: tool.smtp_url_env, from: tool.from, message: tool.message },
    variables: variablesIn({ addresses: [tool.smtp_url_env] }),
    reads: false,
    writes: tool.message,
    writesFrom: 'the message',
    addressedBy: [],
    refers: referencesIn(tool.message, ['message']),
    problems: (['idempotent_by_key', 'undo'] as const).flatMap((key) =>
      tool[key] === undefined
        ? []
        : [{ path: [key], problem: 'A mail server remembers nothing and takes nothing back.' }],
    ),
  };
}
