import type { WebClient } from '@slack/web-api';
import type { Delegation } from '../../domain/directory.js';
import type { Desk } from './press-context.js';
import { date, mention } from './text/words.js';

/** Both hear of it; whoever lends hears as well when the other could not be told. */
export async function tellBoth(
  { from, to, startsAt, endsAt }: Delegation,
  client: WebClient,
  desk: Desk,
): Promise<void> {
  void desk.people.meet(to);
  const window = `from ${date(startsAt)} until ${date(endsAt)}`;
  const reached = await client.chat
    .postMessage({ channel: to, text: `${mention(from)} lets you decide in their place ${window}.` })
    .then(() => true)
    .catch((fault: unknown) => {
      desk.log.warn({ err: fault, person: to }, 'Delegation notice failed.');
      return false;
    });
  const told = reached ? 'I told them.' : 'I could not write to them: please tell them yourself.';
  await client.chat.postMessage({
    channel: from,
    text: `${mention(to)} decides in your place ${window}. ${told} To end it, type \`/handoff delegate off\`.`,
  });
}
