/** What went wrong with the model, as one plain sentence. */
export class ModelFault extends Error {}

interface Asked {
  readonly apiKey: string;
  readonly timeoutMs: number;
  readonly isLate: boolean;
}

/** The cause keeps what the library said, without the key that some servers repeat. */
export function modelFault(fault: unknown, asked: Asked): ModelFault {
  if (fault instanceof ModelFault) return fault;
  const { name, message, status } = partsOf(fault);
  const cause = new Error(`${name}: ${message.replaceAll(asked.apiKey, '[removed]')}`);
  return new ModelFault(sentence({ name, status }, asked), { cause });
}

function sentence(
  { name, status }: { readonly name: string; readonly status: number | null },
  { timeoutMs, isLate }: Asked,
): string {
  if (isLate || name === 'APIConnectionTimeoutError')
    return `The model gave no answer within ${timeoutMs / 1000} seconds.`;
  if (name === 'LengthFinishReasonError') return 'The model’s answer was cut off.';
  if (name === 'ContentFilterFinishReasonError') return 'The model’s answer was held back by its filter.';
  if (name === 'ZodError' || name === 'SyntaxError') return 'The model’s answer did not have the right form.';
  if (status === 401 || status === 403) return `The model’s server did not accept the key (${status}).`;
  if (status === 429) return 'The model’s server asks to come back later (429).';
  if (status !== null) return `The model’s server answered with an error (${status}).`;
  return 'The model’s server could not be reached.';
}

function partsOf(fault: unknown): { name: string; message: string; status: number | null } {
  if (typeof fault !== 'object' || fault === null)
    return { name: 'Error', message: String(fault), status: null };
  // The library's errors all carry the name "Error"; their class tells them apart.
  const own = 'name' in fault && typeof fault.name === 'string' ? fault.name : 'Error';
  return {
    name: own === 'Error' ? fault.constructor.name : own,
    message: 'message' in fault ? String(fault.message) : '',
    status: 'status' in fault && typeof fault.status === 'number' ? fault.status : null,
  };
}
