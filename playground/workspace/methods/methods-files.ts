import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Message, State, Upload } from '../state.js';
import { type Answer, type Arguments, type Method, refuse, text } from './method.js';
import { asSlack, place } from './methods-messages.js';

/** First an address to upload to, then the bytes, then where the file belongs. */
const getUploadUrl: Method = (state, args) => {
  const length = Number(args.length);
  if (!text(args.filename)) return refuse('invalid_arguments', ['[ERROR] missing required field: filename']);
  if (!Number.isInteger(length) || length < 1)
    return refuse('invalid_arguments', ['[ERROR] missing required field: length']);
  const id = state.nextId('F');
  state.uploads.set(id, { id, name: text(args.filename), length, bytes: null });
  return { ok: true, upload_url: `${state.address}upload/${id}`, file_id: id };
};

const completeUpload: Method = (state, args) => {
  const wanted = Array.isArray(args.files) ? (args.files as Arguments[]) : [];
  if (wanted.length === 0) return refuse('invalid_arguments', ['[ERROR] missing required field: files']);
  const uploads = wanted.flatMap(({ id }) => state.uploads.get(text(id)) ?? []);
  if (uploads.length < wanted.length || uploads.some(({ bytes }) => bytes === null))
    return refuse('file_not_found');
  const files = uploads.map((upload, index) => fileJson(state, upload, text(wanted[index]?.title)));
  if (!args.channel_id) return { ok: true, files };
  const to = place(state, { channel: args.channel_id });
  if ('refused' in to) return to.refused;
  const message = sharing(state, files, { channel: to.id, args });
  state.messages.push(message);
  return { ok: true, files, message: asSlack(message) };
};

function sharing(
  state: State,
  files: readonly Answer[],
  { channel, args }: { readonly channel: string; readonly args: Arguments },
): Message {
  return {
    channel,
    ts: state.nextTs(),
    text: text(args.initial_comment),
    blocks: [],
    metadata: null,
    threadTs: text(args.thread_ts) || null,
    user: 'U0BOT',
    onlyFor: null,
    isEdited: false,
    files,
  };
}

function fileJson(state: State, { id, name, length }: Upload, title: string): Answer {
  return {
    id,
    name,
    title: title || name,
    size: length,
    user: 'U0BOT',
    url_private: `${state.address}files/${id}`,
  };
}

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
};

/** Takes a file's bytes, as they are or as the one part of a form, and gives them back once they are there. */
export async function answerFile(
  state: State,
  request: IncomingMessage,
  at: { readonly body: Buffer; readonly response: ServerResponse },
): Promise<void> {
  const [, door, id = ''] = (request.url ?? '').split('/');
  const upload = state.uploads.get(id);
  if (!upload) return void at.response.writeHead(404).end('file_not_found');
  if (door === 'files')
    return void at.response.writeHead(upload.bytes ? 200 : 404).end(upload.bytes ?? 'file_not_found');
  const bytes = await bytesOf(at.body, request.headers['content-type'] ?? '');
  if (bytes?.length !== upload.length) return void at.response.writeHead(400).end('wrong_length');
  upload.bytes = bytes;
  at.response.writeHead(200).end(`OK - ${bytes.length}`);
}

async function bytesOf(body: Buffer, contentType: string): Promise<Buffer | null> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const whole = new Response(new Uint8Array(body), { headers: { 'content-type': contentType } });
  // A form that cannot be read holds no file; the caller says so.
  const form = await whole.formData().catch(() => null);
  const [part] = form ? [...form.values()] : [];
  if (part === undefined) return null;
  return typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
}
