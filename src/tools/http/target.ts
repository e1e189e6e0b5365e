import type { Target } from '../../domain/charter/target.js';
import type { JsonObject } from '../../domain/json.js';

export interface HttpTarget extends Target {
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
