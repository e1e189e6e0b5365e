import type { State } from '../state.js';

/** What somebody typed, as Slack keeps it: three characters escaped, and `@Name` and `#channel` made references. */
export function asTyped(typed: string, state: State): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(/(?<=^|\s)[@#][\w-]+/g, (whole) => {
    const sign = whole.charAt(0);
    const name = whole.slice(1);
    const id = sign === '@' ? personCalled(name, state) : channelCalled(name, state);
    return id ? `<${sign}${id}>` : whole;
  });
}

function personCalled(name: string, { users }: State): string | undefined {
  return [...users.values()].find((user) => user.name.toLowerCase() === name.toLowerCase())?.id;
}

function channelCalled(name: string, { channels }: State): string | undefined {
  return [...channels.values()].find((channel) => channel.id.startsWith('C') && channel.name === name)?.id;
}
