import type { Message } from '../../../playground/workspace/state.js';
import { inquiry, type Town } from '../browser/a-town.js';

/** What the tests do again and again in a town: submit, look at a card, be refused, use a window. */
export const aDesk = (town: () => Town) => {
  const cards = (channel = '#support'): Message[] =>
    town()
      .workspace.messages(channel)
      .filter((message) => !message.threadTs);
  const newCard = async (
    body: unknown = inquiry,
    channel = '#support',
  ): Promise<{ id: string; card: () => Message }> => {
    const before = cards(channel).length;
    const answer = await town().api('/v1/handoffs', { body });
    expect(answer.status).toBe(201);
    await town().workspace.until(() => cards(channel).length > before, `a card in ${channel}`);
    return { id: answer.body.id, card: () => cards(channel)[before]! };
  };
  /** The private sentence that answers a press. */
  const told = async (who: string, message: Message, actionId: string): Promise<string> => {
    const person = town().workspace.as(who);
    const before = person.privately().length;
    await person.click(message, actionId);
    await town().workspace.until(() => person.privately().length > before, `a private sentence for ${who}`);
    return person.privately().at(-1)?.text ?? '';
  };
  const says = (card: () => Message, words: string) =>
    town().workspace.until(
      () => town().workspace.words(card()).includes(words) && card(),
      `a card that says “${words}”`,
    );
  /** Presses a button that opens a window, and answers with the person in front of it. */
  const opens = async (who: string, message: Message, actionId: string, choice?: RegExp) => {
    const person = town().workspace.as(who);
    await person.click(message, actionId, choice && choiceOf(message, choice));
    await town().workspace.until(() => person.modal(), `a window for ${who}`);
    return person;
  };
  return { cards, newCard, told, says, opens };
};

/** The value behind a line of the card's menu. */
export const choiceOf = ({ blocks }: Message, words: RegExp): string => {
  const found = [...JSON.stringify(blocks).matchAll(/"text":"([^"]+)"[^{}]*\},"value":"([^"]+)"/g)].find(
    ([, text]) => words.test(text ?? ''),
  );
  if (!found?.[2]) throw new Error(`The card's menu has nothing like ${String(words)}.`);
  return found[2];
};
