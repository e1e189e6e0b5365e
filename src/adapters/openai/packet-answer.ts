import { z } from 'zod';
import { readValue } from '../../domain/charter/value.js';
import type { ValueType } from '../../domain/charter/value-type.js';
import type { Json } from '../../domain/json.js';
import type { Packed, PackRequest } from '../../ports/llm.js';

const text = z.string().nullable();
/** Servers without strict forms write null for a list that has nothing in it. */
const list = z.preprocess((value) => value ?? [], z.array(z.string()));

/** Flat, and every key required: that is all that servers of structured answers agree on. */
export function answerSchema(fields: PackRequest['fields']) {
  return z.object({
    summary: z.string(),
    goal: text,
    what_happened: text,
    current_state: text,
    decisions_made: list,
    already_done: list,
    must_not_change: list,
    open_questions: list,
    next_action: text,
    definition_of_done: text,
    facts: z.object(
      Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, factSchema(type)])),
    ),
  });
}
type Answer = z.infer<ReturnType<typeof answerSchema>>;

function factSchema(type: ValueType) {
  switch (type.kind) {
    case 'integer':
    case 'number':
      return z.number().nullable();
    case 'boolean':
      return z.boolean().nullable();
    case 'enum':
      return z.enum(type.options ?? []).nullable();
    case 'string':
    case 'text':
    case 'email':
    case 'money':
      return z.string().nullable();
  }
}

const longest = { summary: 200, text: 2_000, item: 300, items: 12 } as const;

/** A fact that does not fit its declared type is left out, so that a person is asked for it. */
export function toPacked(
  answer: Answer,
  { fields, usage }: { readonly fields: PackRequest['fields']; readonly usage: Packed['usage'] },
): Packed {
  const found = Object.entries(fields).flatMap(([name, type]): [string, Json][] => {
    const given = answer.facts[name] ?? null;
    const read = given === null ? null : readValue(type, given);
    return read && 'value' in read ? [[name, read.value]] : [];
  });
  return { packet: packetOf(answer), fields: Object.fromEntries(found), usage };
}

function packetOf(answer: Answer): Packed['packet'] {
  return {
    summary: z
      .string()
      .min(1)
      .parse(clip(answer.summary.replace(/\s+/g, ' '), longest.summary)),
    goal: textOf(answer.goal),
    whatHappened: textOf(answer.what_happened),
    currentState: textOf(answer.current_state),
    decisionsMade: listOf(answer.decisions_made),
    alreadyDone: listOf(answer.already_done),
    mustNotChange: listOf(answer.must_not_change),
    openQuestions: listOf(answer.open_questions),
    nextAction: textOf(answer.next_action),
    definitionOfDone: textOf(answer.definition_of_done),
  };
}

const textOf = (value: string | null): string | null => clip(value ?? '', longest.text) || null;

function listOf(items: readonly string[]): string[] {
  return items
    .map((item) => clip(item, longest.item))
    .filter(Boolean)
    .slice(0, longest.items);
}

function clip(value: string, limit: number): string {
  const characters = [...value.trim()];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : characters.join('');
}
