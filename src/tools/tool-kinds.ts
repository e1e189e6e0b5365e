import { z } from 'zod';
import { emailForm, emailTool } from './email/declaration.js';
import { httpForm, httpTool } from './http/declaration.js';
import { mcpForm, mcpTool } from './mcp/declaration.js';
import { slackForm, slackTool } from './slack/declaration.js';
import { spreadsheetForm, spreadsheetTool } from './spreadsheet/declaration.js';
import { sqlForm, sqlTool } from './sql/declaration.js';
import { webhookForm, webhookTool } from './webhook/declaration.js';
import type { ToolForm } from './written/tool-form.js';

const kinds = ['http', 'sql', 'email', 'webhook', 'slack', 'mcp', 'spreadsheet'] as const;

/** The tools that a charter can declare, one strict form per connector. */
export const tool = z.discriminatedUnion(
  'connector',
  [httpTool, sqlTool, emailTool, webhookTool, slackTool, mcpTool, spreadsheetTool],
  {
    error: (issue) =>
      issue.code === 'invalid_union' ? `A connector is one of: ${kinds.join(', ')}.` : undefined,
  },
);
export type WrittenTool = z.output<typeof tool>;

export const formOf = (written: WrittenTool): ToolForm => {
  switch (written.connector) {
    case 'http':
      return httpForm(written);
    case 'sql':
      return sqlForm(written);
    case 'email':
      return emailForm(written);
    case 'webhook':
      return webhookForm(written);
    case 'mcp':
      return mcpForm(written);
    case 'spreadsheet':
      return spreadsheetForm(written);
    case 'slack':
      return slackForm(written);
  }
};
