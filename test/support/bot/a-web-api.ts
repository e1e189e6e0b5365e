import type { Workspace } from '../../../playground/workspace/workspace.js';

/** What the Web API answered, looked into freely by tests. */
// biome-ignore lint/suspicious/noExplicitAny: what is in it is what the tests check.
type Answered = any;

/** Calls the Web API as any client would, with structures as JSON texts in a form. */
export const callApi = async (
  workspace: Workspace,
  method: string,
  args: Readonly<Record<string, unknown>> = {},
  token: string | null = workspace.botToken,
): Promise<Answered> => {
  const form = new URLSearchParams(
    Object.entries(args).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  const answer = await fetch(`${workspace.apiUrl}${method}`, {
    method: 'POST',
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    body: form,
  });
  const retryAfter = answer.headers.get('retry-after');
  const body = (await answer.json()) as object;
  return { status: answer.status, ...(retryAfter ? { retryAfter } : {}), ...body };
};
