import type { ServerResponse } from 'node:http';
import type { Block, State } from './state.js';
import { send } from './web-api.js';

/** A response URL takes five posts within thirty minutes. */
const maxPosts = 5;

export const answerResponseUrl = (
  state: State,
  id: string,
  at: { readonly body: string; readonly response: ServerResponse },
): void => {
  const url = state.responseUrls.get(id);
  if (!url) return void send(at.response, 404, { ok: false, error: 'invalid_url' });
  if (url.expiresAt < state.now()) return void send(at.response, 404, { ok: false, error: 'expired_url' });
  if (url.posts >= maxPosts) return void send(at.response, 404, { ok: false, error: 'used_url' });
  url.posts += 1;
  const body = JSON.parse(at.body || '{}') as {
    text?: string;
    blocks?: Block[];
    response_type?: string;
    replace_original?: boolean;
  };
  const original = state.messages.find(
    (message) => message.ts === url.messageTs && message.channel === url.channel,
  );
  if (body.replace_original && original) {
    original.text = body.text ?? '';
    original.blocks = body.blocks ?? [];
  } else {
    state.messages.push({
      channel: url.channel,
      ts: state.nextTs(),
      text: body.text ?? '',
      blocks: body.blocks ?? [],
      metadata: null,
      threadTs: null,
      user: 'U0BOT',
      onlyFor: body.response_type === 'in_channel' ? null : url.user,
      isEdited: false,
    });
  }
  state.changed();
  send(at.response, 200, { ok: true });
};
