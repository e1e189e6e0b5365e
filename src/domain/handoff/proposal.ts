/**
 * A proposal is what will be done if it is approved: a draft text and an ordered list of actions, frozen as
 * canonical JSON (RFC 8785) with a SHA-256 hash over it. What is shown, approved and executed is that text,
 * byte for byte. An edit never changes a proposal; it makes the next revision.
 */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Json, JsonObject } from '../json.js';

export interface Proposal {
  readonly revision: number;
  readonly draft: Draft | null;
  readonly actions: readonly Action[];
  /** Lower-case hex SHA-256 of the canonical JSON. */
  readonly hash: string;
}

export interface Draft {
  readonly text: string;
  /** The arguments that carry this text: an edit of the draft changes them with it. */
  readonly feeds: readonly { readonly action: number; readonly argument: string }[];
}

/** One call of one tool with typed arguments. */
export interface Action {
  readonly tool: string;
  /** Hash of the tool's declaration, so that a changed tool never runs under an old approval. */
  readonly toolHash: string;
  readonly arguments: JsonObject;
  /** What the record held when the proposal was made; null when it could not be read or there is no record. */
  readonly before: JsonObject | null;
}

export interface ProposalContent {
  readonly workspaceId: string;
  readonly handoffId: string;
  readonly charterHash: string;
  readonly revision: number;
  readonly draft: Draft | null;
  readonly actions: readonly Action[];
}

export function freeze(content: ProposalContent): Proposal {
  const { revision, draft, actions } = content;
  return { revision, draft, actions, hash: sha256(frozenBytes(content)) };
}

/** The canonical JSON that the hash covers. */
export const frozenBytes = (content: ProposalContent): string => canonicalText(content as unknown as Json);

/** RFC 8785. Throws on what has no JSON form. */
export function canonicalText(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('This value has no canonical JSON form.');
  return text;
}

export const sha256 = (text: string): string => hash('sha256', text, 'hex');
