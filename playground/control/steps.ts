import type { Company } from '../company/company.js';
import type { State } from '../workspace/state.js';

/** The guided steps; they tick themselves off by what stands in the workspace and in the records. */
export function steps(state: State, company: Company) {
  const blocks = state.messages.map((message) => textOf(message.blocks));
  const has = (...parts: string[]): boolean =>
    blocks.some((one) => parts.every((part) => one.includes(part)));
  const isUndone = has('the records are as they were before');
  return [
    { words: 'Send a client inquiry (above).', isDone: has('Customer reply') },
    { words: 'As Ana, press Edit, change the draft, save.', isDone: has('Changed since the suggestion') },
    { words: 'Switch to Ben and approve it.', isDone: has('Customer reply', 'Approved by') || isUndone },
    {
      words: 'See the record of Acme Corp change.',
      isDone: company.ledger().some(({ method }) => method === 'PATCH'),
    },
    { words: 'Press Undo, say why, see it put back.', isDone: isUndone },
  ];
}

/** An update brings new blocks, so the text of the same ones never changes. */
const texts = new WeakMap<object, string>();
function textOf(blocks: object): string {
  const known = texts.get(blocks) ?? JSON.stringify(blocks);
  texts.set(blocks, known);
  return known;
}
