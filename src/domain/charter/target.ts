/**
 * What a tool works on, one form per kind of connector. Addresses and credentials stand here only by the name
 * of their environment variable. In every template a text `$name` stands for the argument of that name.
 */
import type { JsonObject } from '../json.js';

export type Target =
  | HttpTarget
  | SqlTarget
  | EmailTarget
  | WebhookTarget
  | SlackTarget
  | McpTarget
  | SpreadsheetTarget;

export interface HttpTarget {
  readonly kind: 'http';
  readonly baseUrlEnv: string;
  readonly auth: HttpAuth | null;
  /** The only hosts that may be asked; when there are none, any on the public network. */
  readonly hosts: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly encoding: 'json' | 'form';
  /** Where in an answer the record is, such as `data.issue`; null when it is the answer. */
  readonly recordAt: string | null;
  /** Whether a write is only to happen while the record has the ETag that it was read with. */
  readonly etag: boolean;
  readonly read: HttpCall | null;
  readonly write: HttpCall;
}

export type HttpAuth =
  | { readonly kind: 'bearer'; readonly tokenEnv: string }
  | { readonly kind: 'basic'; readonly userEnv: string; readonly passwordEnv: string }
  | { readonly kind: 'header'; readonly name: string; readonly valueEnv: string }
  | {
      readonly kind: 'oauth';
      readonly tokenUrlEnv: string;
      readonly clientIdEnv: string;
      readonly clientSecretEnv: string;
      readonly scope: string | null;
      readonly hosts: readonly string[];
    };

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** RFC 6570 template, such as `/deals/{id}`. */
  readonly path: string;
  readonly body: JsonObject | null;
}

export interface SqlTarget {
  readonly kind: 'sql';
  /** `sqlite:./file.db` or `postgres://…`. */
  readonly urlEnv: string;
  readonly read: string | null;
  readonly write: string;
}

/** One message to one person. */
export interface EmailTarget {
  readonly kind: 'email';
  readonly smtpUrlEnv: string;
  readonly from: string;
  readonly message: { readonly to: string; readonly subject: string; readonly body: string };
}

/** An event signed after Standard Webhooks. */
export interface WebhookTarget {
  readonly kind: 'webhook';
  readonly urlEnv: string;
  readonly secretEnv: string;
  readonly hosts: readonly string[];
  readonly event: string;
  readonly payload: JsonObject;
}

/** A message of the bot itself. */
export interface SlackTarget {
  readonly kind: 'slack';
  readonly action: 'post' | 'update' | 'delete';
  readonly channel: string;
  readonly ts: string | null;
  readonly text: string | null;
}

/** Tools of an MCP server, started by a command or reached at an address. */
export interface McpTarget {
  readonly kind: 'mcp';
  readonly command: readonly string[] | null;
  /** Variables that the command is given; it sees no others of ours. */
  readonly environmentEnvs: readonly string[];
  readonly urlEnv: string | null;
  readonly credentialsEnv: string | null;
  readonly hosts: readonly string[];
  readonly read: McpCall | null;
  readonly write: McpCall;
  readonly recordAt: string | null;
  /** The argument of the write that carries the key of the call. */
  readonly keyArgument: string | null;
}

export interface McpCall {
  readonly tool: string;
  readonly arguments: JsonObject;
}

/** Cells of one row in a Google spreadsheet, found by its key column. */
export interface SpreadsheetTarget {
  readonly kind: 'spreadsheet';
  readonly credentialsEnv: string;
  readonly spreadsheet: string;
  readonly sheet: string;
  readonly keyColumn: string;
  readonly key: string;
  /** Values by the name of their column. */
  readonly row: JsonObject;
}

/** The variables that a target needs, and what each of them holds in words. */
export const environmentOf = (target: Target): { readonly name: string; readonly holds: string }[] => {
  const auth: HttpAuth | object = 'auth' in target ? (target.auth ?? {}) : {};
  const passed = 'environmentEnvs' in target ? target.environmentEnvs : [];
  const named = Object.entries({ ...target, ...auth }).flatMap(([key, value]: [string, unknown]) =>
    key.endsWith('Env') && typeof value === 'string'
      ? [{ name: value, holds: /url/i.test(key) ? 'address' : 'credentials' }]
      : [],
  );
  return [...named, ...passed.map((name) => ({ name, holds: 'credentials' }))];
};
