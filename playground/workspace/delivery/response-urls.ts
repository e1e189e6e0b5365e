import type { ServerResponse } from 'node:http';
import { blocksFault } from '../blocks/block-rules.js';
import type { Block, Message, ResponseUrl, State } from '../state.js';
import { send } from '../web-api.js';

/** A response URL takes five posts within thirty minutes. */
const maxPosts = 5;

interface Body {
  readonly text?: string;
  readonly blocks?: Block[];
  readonly response_type?: string;
  readonly replace_original?: boolean;
  readonly delete_original?: boolean;
  readonly thread_ts?: string;
}

export function answerResponseUrl(
  state: State,
  id: string,
  { body: text, response }: { readonly body: string; readonly response: ServerResponse },
): void {
  const url = state.responseUrls.get(id);
  if (!url) return refuse(response, 404, 'invalid_url');
  if (url.expiresAt < state.now()) return refuse(response, 404, 'expired_url');
  if (url.posts >= maxPosts) return refuse(response, 404, 'used_url');
  const body = parse(text);
  if (!body) return refuse(response, 400, 'invalid_payload');
  const fault = body.blocks && blocksFault(body.blocks);
  if (fault) return refuse(response, 400, fault.error);
  if (!body.text && !body.blocks?.length && !body.delete_original) return refuse(response, 400, 'no_text');
  url.posts += 1;
  apply(state, url, body);
  state.changed();
  send(response, 200, { ok: true });
}

function refuse(response: ServerResponse, status: number, error: string): void {
  return send(response, status, { ok: false, error });
}

function parse(text: string): Body | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && !Array.isArray(body) ? body : null;
  } catch {
    // What is no JSON is refused like any other payload that cannot be read.
    return null;
  }
}

function apply(state: State, url: ResponseUrl, body: Body): void {
  const original = state.messages.find((one) => one.ts === url.messageTs && one.channel === url.channel);
  if (body.delete_original) {
    if (original) state.messages.splice(state.messages.indexOf(original), 1);
    return;
  }
  if (body.replace_original && original) {
    original.text = body.text ?? '';
    original.blocks = body.blocks ?? [];
    return;
  }
  state.messages.push(newMessage(state, url, body));
}

function newMessage(state: State, url: ResponseUrl, body: Body): Message {
  return {
    channel: url.channel,
    ts: state.nextTs(),
    text: body.text ?? '',
    blocks: body.blocks ?? [],
    metadata: null,
    threadTs: body.thread_ts ?? null,
    user: 'U0BOT',
    onlyFor: body.response_type === 'in_channel' ? null : url.user,
    isEdited: false,
  };
}
