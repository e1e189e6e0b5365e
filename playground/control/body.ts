import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';

/** What was asked cannot be done as it stands; the message is one sentence for the person who asked. */
export class WrongInput extends Error {}

const longestBody = 100_000;

export async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > longestBody) throw new WrongInput('The body is too long.');
  }
  try {
    return JSON.parse(text || '{}');
  } catch (fault) {
    throw new WrongInput('The body is not JSON.', { cause: fault });
  }
}

/** The body as the schema wants it; otherwise one sentence that names the first wrong field. */
export function readAs<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  if (issue?.code === 'unrecognized_keys') throw new WrongInput(`“${issue.keys[0]}” does not belong here.`);
  const field = issue?.path.join('.');
  throw new WrongInput(`${field ? `“${field}”` : 'The body'} ${issue?.message ?? 'is wrong'}.`);
}
