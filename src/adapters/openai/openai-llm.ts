import type OpenAI from 'openai';
import type {
  ChatCompletion,
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { z } from 'zod';
import type { Llm, PackRequest } from '../../ports/llm.js';
import { objectsIn } from './answer-json.js';
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

/** One answer: a fault is not tried again, because a card from a template is better than a late one. */
export function createOpenaiLlm(settings: OpenaiSettings): Llm {
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
}

/** Loaded with the first question: the library takes a while, and most starts never need it. */
async function connect({ apiKey, baseUrl, timeoutMs }: OpenaiSettings): Promise<OpenAI> {
  const { OpenAI: Client } = await import('openai');
  return new Client({
    apiKey,
    timeout: timeoutMs,
    maxRetries: 0,
    logLevel: 'off',
    ...(baseUrl === null ? {} : { baseURL: baseUrl }),
  });
}

interface Asking {
  readonly model: string;
  readonly signal: AbortSignal;
}

async function ask(client: OpenAI, request: PackRequest, asking: Asking): ReturnType<Llm['pack']> {
  const { zodResponseFormat } = await import('openai/helpers/zod');
  const schema = answerSchema(request.fields);
  const form = zodResponseFormat(schema, 'packet');
  const completion = await complete(client, questionsFor(request, form, asking.model), asking);
  const [choice] = completion.choices ?? [];
  if (choice?.message?.refusal) throw new ModelFault('The model would not answer this.');
  if (choice?.finish_reason === 'length') throw new ModelFault('The model’s answer was cut off.');
  if (choice?.finish_reason === 'content_filter')
    throw new ModelFault('The model’s answer was held back by its filter.');
  const { prompt_tokens: inputTokens = 0, completion_tokens: outputTokens = 0 } = completion.usage ?? {};
  const usage = { model: completion.model || asking.model, inputTokens, outputTokens };
  return toPacked(readAnswer(textOf(choice?.message?.content), schema), { fields: request.fields, usage });
}

type Question = ChatCompletionCreateParamsNonStreaming;

/**
 * The same question in the words of older servers: the next one is asked only when the server did not understand the
 * one before, which costs nothing.
 */
function questionsFor(
  request: PackRequest,
  form: NonNullable<Question['response_format']>,
  model: string,
): Question[] {
  const messages: ChatCompletionMessageParam[] = messagesFor(request);
  const asked = { model, messages, response_format: form };
  const inWords = [...messages, { role: 'system' as const, content: formInWords(form) }];
  return [
    { ...asked, max_completion_tokens: maxAnswerTokens },
    { ...asked, max_tokens: maxAnswerTokens },
    { model, messages: inWords, max_completion_tokens: maxAnswerTokens },
    { model, messages: inWords, max_tokens: maxAnswerTokens },
  ];
}

function formInWords(form: NonNullable<Question['response_format']>): string {
  return `Answer with one JSON object and nothing else. Its schema: ${JSON.stringify('json_schema' in form ? form.json_schema.schema : {})}`;
}

async function complete(
  client: OpenAI,
  questions: readonly Question[],
  { signal }: Asking,
): Promise<ChatCompletion> {
  let refused: unknown;
  for (const question of questions)
    try {
      return await client.chat.completions.create(question, { signal });
    } catch (fault) {
      const status = typeof fault === 'object' && fault && 'status' in fault ? fault.status : null;
      if (status !== 400 && status !== 422) throw fault;
      refused = fault;
    }
  throw refused;
}

/** Some proxies answer in parts. */
function textOf(content: unknown): string {
  if (!Array.isArray(content)) return typeof content === 'string' ? content : '';
  return content
    .map((part: unknown) =>
      typeof part === 'object' && part && 'text' in part && typeof part.text === 'string' ? part.text : '',
    )
    .join('');
}

/** The first object that has the form; throws when none has. */
function readAnswer<Schema extends z.ZodType>(content: string, schema: Schema): z.output<Schema> {
  for (const found of objectsIn(content)) {
    const read = schema.safeParse(found);
    if (read.success) return read.data;
  }
  throw new ModelFault('The model’s answer did not have the right form.');
}
