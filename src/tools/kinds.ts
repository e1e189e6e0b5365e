import { emailKind } from './email/kind.js';
import { httpKind } from './http/kind.js';
import { mcpKind } from './mcp/kind.js';
import { slackKind } from './slack/kind.js';
import { spreadsheetKind } from './spreadsheet/kind.js';
import { sqlKind } from './sql/kind.js';
import { webhookKind } from './webhook/kind.js';

/** Every kind of tool there is, in the order in which people read them. Each has its folder here. */
export const kinds = [
  httpKind,
  sqlKind,
  emailKind,
  webhookKind,
  slackKind,
  mcpKind,

  spreadsheetKind,
] as const;
