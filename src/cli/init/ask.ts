import type { Readable, Writable } from 'node:stream';
import { confirm, isCancel, password, text } from '@clack/prompts';
import { type InitQuestion, type Key, questions } from './questions.js';

export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}
export type Given = { [One in Key]?: string };

/** Asks for what is not given yet; null when the person has had enough. */
export async function askFor(given: Given, terminal: Terminal): Promise<Given | null> {
  const answers: Given = { ...given };
  for (const question of questions) {
    if (answers[question.key] !== undefined) continue;
    const answer = await ask(question, terminal);
    if (isCancel(answer)) return null;
    answers[question.key] = answer;
  }
  return answers;
}

function ask({ asks, suggests, isSecret, trouble }: InitQuestion, terminal: Terminal) {
  const suggested = suggests?.();
  const options = {
    ...terminal,
    message: asks,
    validate: (answer: string | undefined) => trouble(answer || (suggested ?? '')) ?? undefined,
  };
  if (isSecret) return password(options);
  return text({ ...options, ...(suggested ? { placeholder: suggested, defaultValue: suggested } : {}) });
}

/** Whether a file that is there may be replaced. */
export async function mayReplace(file: string, terminal: Terminal): Promise<boolean> {
  return (
    (await confirm({ ...terminal, message: `${file} is already here. Replace it?`, initialValue: false })) ===
    true
  );
}
