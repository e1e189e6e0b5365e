import { type Refusal, type RefusalCode, sentence } from '../../../domain/refusal.js';
import { type HttpProblem, problem } from '../problem.js';

/** A refusal in the words of HTTP: not allowed, a value that does not fit, or else something about the state of things. */
export function refusalProblem(refused: Refusal): HttpProblem {
  const all = [refused, ...(refused.others ?? [])];
  const errors = all.flatMap((one) =>
    one.pointer === null ? [] : [{ pointer: one.pointer, detail: sentence(one) }],
  );
  return problem(statusOf(refused.code), sentence(refused), {
    ...(refused.pointer === null ? {} : { pointer: refused.pointer }),
    ...(all.length > 1 ? { errors } : {}),
  });
}

const forbidden: readonly RefusalCode[] = ['unknown_agent', 'may_not_submit'];
const unfit: readonly RefusalCode[] = [
  'invalid_value',
  'unknown_task_type',
  'unknown_tool',
  'unknown_option',
];

function statusOf(code: RefusalCode): number {
  return forbidden.includes(code) ? 403 : unfit.includes(code) ? 422 : 409;
}
