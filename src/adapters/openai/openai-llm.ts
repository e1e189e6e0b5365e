import type OpenAI from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { Llm, PackRequest } from '../../ports/llm.js';
import { ModelFault, modelFault } from './model-fault.js';
import { answerSchema, toPacked } from './packet-answer.js';
import { messagesFor } from './packet-prompt.js';

export interface OpenaiSettings {
  readonly apiKey: string;
  /** Any server that speaks chat completions; null is OpenAI's own. */
  readonly baseUrl: string | null;
  readonly model: string;
  /** For one whole answer. */
  readonly timeoutMs: number;
}

/** Room for an answer and for the hidden thoughts of models that have some. */
const maxAnswerTokens = 4_000;

/** One question, one answer: nothing is retried, because a card from a template is better than a late one. */
export const createOpenaiLlm = (settings: OpenaiSettings): Llm => {
  let client: Promise<OpenAI> | null = null;
  return {
    pack: async (request) => {
      // The client's own time limit ends when the headers arrive (openai 6.49); this one covers the body too.
      const signal = AbortSignal.timeout(settings.timeoutMs);
      try {
        client ??= connect(settings);
        return await ask(await client, request, { model: settings.model, signal });
      } catch (fault) {
        throw modelFault(fault, { ...settings, isLate: signal.aborted });
      }
    },
  };
};

/** Loaded with the first question: the library takes a while, and most starts never need it. */
const connect = async ({ apiKey, baseUrl, timeoutMs }: OpenaiSettings): Promise<OpenAI> => {
  const { OpenAI: Client } = await import('openai');
  return new Client({
    apiKey,
    timeout: timeoutMs,
    maxRetries: 0,
    logLevel: 'off',
    ...(baseUrl === null ? {} : { baseURL: baseUrl }),
  });
};

const ask = async (
  client: OpenAI,
  request: PackRequest,
  { model, signal }: { readonly model: string; readonly signal: AbortSignal },
): ReturnType<Llm['pack']> => {
  const { zodResponseFormat } = await import('openai/helpers/zod');
  const schema = answerSchema(request.fields);
  const messages: ChatCompletionMessageParam[] = messagesFor(request);
  const completion = await client.chat.completions.parse(
    {
      model,
      messages,
      max_completion_tokens: maxAnswerTokens,
      response_format: zodResponseFormat(schema, 'packet'),
    },
    { signal },
  );
  const message = completion.choices[0]?.message;
  if (message?.refusal) throw new ModelFault('The model would not answer this.');
  const { prompt_tokens: inputTokens = 0, completion_tokens: outputTokens = 0 } = completion.usage ?? {};
  const usage = { model: completion.model || model, inputTokens, outputTokens };
  return toPacked(schema.parse(message?.parsed), { fields: request.fields, usage });
};
