import { type ChildProcess, fork } from 'node:child_process';

/** A bench part in a process of its own, run with tsx. */
export async function startPart<Hello>(
  file: string,
  ...args: string[]
): Promise<{ child: ChildProcess; hello: Hello }> {
  const child = fork(file, args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return { child, hello: await nextMessage<Hello>(child) };
}

export function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.setMaxListeners(0);
    child.once('exit', (code) => reject(new Error(`A part of the bench ended with ${code}.`)));
  });
}

export function ask<T>(child: ChildProcess, question: object): Promise<T> {
  const answer = nextMessage<T>(child);
  child.send(question);
  return answer;
}
