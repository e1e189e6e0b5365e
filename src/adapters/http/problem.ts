import type { RequestHandler, Response } from 'express';

/** RFC 9457. `pointer` is a JSON pointer to the field at fault. */
export interface ProblemDetails {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly pointer?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

export class HttpProblem extends Error {
  constructor(readonly problem: ProblemDetails) {
    super(problem.detail);
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'The request has the wrong shape',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Wrong method',
  409: 'Conflict',
  413: 'Too large',
  415: 'Wrong content type',
  422: 'The values do not fit',
  500: 'Something went wrong here',
  503: 'Not ready',
};

export function problem(status: number, detail: string, more: Partial<ProblemDetails> = {}): HttpProblem {
  return new HttpProblem({ status, title: titles[status] ?? 'Problem', detail, ...more });
}

export function sendProblem(response: Response, { problem: details }: HttpProblem): void {
  response
    .status(details.status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', ...details }));
}

/** Stands behind the routes of an address and names their methods to whoever asks by another one. */
export function onlyBy(...methods: readonly string[]): RequestHandler {
  return (_request, response) => {
    response.set('allow', methods.join(', '));
    throw problem(405, `This address is asked by ${methods.join(' or ')}.`);
  };
}
