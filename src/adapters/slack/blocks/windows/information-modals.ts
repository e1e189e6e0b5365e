import type { Charter } from '../../../../domain/charter/charter.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { valueText } from '../../../../domain/handoff/words.js';
import type { Json } from '../../../../domain/json.js';
import { callbackIds } from '../../action-ids.js';
import { escaped } from '../../text/foreign.js';
import { mention, title } from '../../text/words.js';
import { type Block, section } from '../kit/kit.js';
import { type ModalOrigin, type ModalView, modal, textInput, valueInput } from '../kit/modal.js';
import { checkboxInput, readInput } from '../kit/select.js';

/** A question, and the values that are asked for with it. */
export function askModal(origin: ModalOrigin, charter: Charter): ModalView {
  const fields = Object.keys(charter.taskTypes[origin.handoff.origin.taskType]?.fields ?? {});
  const choices = fields.map((name) => ({ value: name, label: title(name) }));
  return modal(origin, {
    callbackId: callbackIds.ask,
    title: 'Ask for information',
    submit: 'Ask',
    blocks: [
      textInput({ id: 'question', label: 'What do you need to know?', multiline: true }),
      ...(choices.length
        ? [checkboxInput({ id: 'fields', label: 'Which of these should they give?', choices })]
        : []),
    ],
  });
}

/** The form for whoever can answer: one input for each value, and one for words. */
export function answerModal(origin: ModalOrigin, charter: Charter): ModalView {
  const { handoff } = origin;
  const types = charter.taskTypes[handoff.origin.taskType]?.fields ?? {};
  const inputs = askedFields(handoff).flatMap((name) => {
    const type = types[name];
    const current = handoff.work.fields[name];
    const value = current === undefined ? {} : { value: valueText(current) };
    return type
      ? [valueInput({ id: `field.${name}`, label: title(name), type, optional: true, ...value })]
      : [];
  });
  return modal(origin, {
    callbackId: callbackIds.answer,
    title: 'Give information',
    submit: 'Send',
    blocks: [
      ...questionBlocks(handoff),
      ...inputs,
      textInput({
        id: 'answer',
        label: inputs.length ? 'Anything else?' : 'Your answer',
        multiline: true,
        optional: true,
      }),
    ],
  });
}

function questionBlocks({ work: { question, missing } }: Handoff): Block[] {
  return [
    ...(question && question.answer === null
      ? [section(`${question.by ? mention(question.by) : 'Somebody'} asks: ${escaped(question.text)}`)]
      : []),
    ...(missing.length
      ? [section(`Missing: ${missing.map((name) => escaped(title(name))).join(', ')}.`)]
      : []),
  ];
}

/** What is missing, and what somebody asked for. */
function askedFields({ work: { missing, question } }: Handoff): string[] {
  return [...new Set([...missing, ...(question?.answer === null ? question.fields : [])])];
}

export interface GivenInformation {
  readonly fields: Readonly<Record<string, Json>>;
  readonly answer: string | null;
}

/** What was typed, or a sentence for each input that does not fit. */
export function readAnswer(
  values: (id: string) => string | null,
  handoff: Handoff,
  charter: Charter,
): GivenInformation | { readonly errors: Readonly<Record<string, string>> } {
  const types = charter.taskTypes[handoff.origin.taskType]?.fields ?? {};
  const fields: Record<string, Json> = {};
  const errors: Record<string, string> = {};
  for (const name of askedFields(handoff)) {
    const typed = values(`field.${name}`);
    const type = types[name];
    if (!type || !typed?.trim()) continue;
    const read = readInput(type, typed);
    if ('value' in read) fields[name] = read.value;
    else errors[`field.${name}`] = read.problem;
  }
  return Object.keys(errors).length ? { errors } : { fields, answer: values('answer') };
}
