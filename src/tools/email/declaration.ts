import { z } from 'zod';
import { envName, everyTool } from '../written/parts.js';
import { referencesIn, type ToolForm } from '../written/tool-form.js';

const line = z.string().regex(/^[^\p{Cc}]+$/u, 'This is one line.');

export const emailTool = z.strictObject({
  ...everyTool,
  connector: z.literal('email'),
  smtp_url_env: envName,
  from: line.regex(/[^\s<>@]+@[^\s<>@]+>?$/, 'This is not an address, such as support@example.com.'),
  message: z.strictObject({ to: line, subject: line, body: z.string().min(1) }),
  risk: z.literal('irreversible', 'A mail cannot be taken back: its risk is irreversible.'),
});

export const emailForm = (tool: z.output<typeof emailTool>): ToolForm => ({
  target: { kind: 'email', smtpUrlEnv: tool.smtp_url_env, from: tool.from, message: tool.message },
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
});
