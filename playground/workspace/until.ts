import type { State } from './state.js';

const patienceMs = 15_000;

/** Waits until something holds, and says what stood in the workspace when it never does. */
export function until<T>(state: State, look: () => T | null | undefined | false, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = (): boolean => {
      const found = look();
      if (!found) return false;
      stop();
      resolve(found);
      return true;
    };
    const stop = (): void => {
      clearTimeout(deadline);
      clearInterval(poll);
      forget();
    };
    const forget = state.onChange(check);
    // What is looked for may stand outside the workspace, where nothing rings.
    const poll = setInterval(check, 20);
    const deadline = setTimeout(() => {
      stop();
      reject(new Error(`Waited in vain for ${what}. In the workspace stood:\n${standing(state)}`));
    }, patienceMs);
    check();
  });
}

function standing({ messages, warnings }: State): string {
  return [
    ...messages.map((message) => `${message.channel}: ${message.text.slice(0, 120)}`),
    ...warnings,
  ].join('\n');
}
