import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Delegation } from '../../../domain/directory.js';
import { personId } from '../../../domain/ids.js';
import { delegateCallback } from '../blocks/windows/delegate-modal.js';
import type { Desk } from '../desk.js';
import { date, mention } from '../text/words.js';

/** Nobody is away for longer at a stretch; whoever is asks again. */
const longestMs = 92 * 86_400_000;

/** Somebody lets somebody else decide in their place; both are told. */
export const listenToDelegation = (app: App, desk: Desk): void => {
  app.view(delegateCallback, async ({ ack, body, view, client }) => {
    const input = (id: string) => view.state.values[id]?.[id];
    const delegation = {
      from: personId(body.user.id),
      to: personId(input('to')?.selected_user ?? ''),
      startsAt: instant(input('from')?.selected_date_time),
      endsAt: instant(input('until')?.selected_date_time),
    };
    const errors = mistakes(delegation, desk);
    if (errors) return ack({ response_action: 'errors', errors });
    await desk.people.delegate(delegation);
    await ack();
    await tellBoth(delegation, client, desk);
  });
};

/** Ends whatever stands, and says so to the person who asked. */
export const endDelegation = async (desk: Desk, who: string): Promise<string> => {
  const now = desk.clock.now();
  const standing = desk.people
    .directory()
    .delegations.find(({ from, endsAt }) => from === who && endsAt > now);
  if (!standing) return 'Nobody decides in your place at the moment.';
  await desk.people.delegate({ ...standing, endsAt: now });
  return `${mention(standing.to)} no longer decides in your place.`;
};

const instant = (seconds: number | null | undefined): Date => new Date((seconds ?? 0) * 1_000);

const mistakes = (delegation: Delegation, desk: Desk): Record<string, string> | null => {
  const { from, to, startsAt, endsAt } = delegation;
  const person = desk.people.directory().people[to];
  if (to === from) return { to: 'Please choose somebody else.' };
  if (person && (person.isBot || person.isGuest || person.isDeactivated))
    return { to: 'This account cannot decide here. Please choose somebody of your team.' };
  if (endsAt <= startsAt) return { until: 'This is before it begins.' };
  if (endsAt <= desk.clock.now()) return { until: 'This is over already.' };
  if (endsAt.getTime() - startsAt.getTime() > longestMs)
    return { until: 'Please choose three months at most.' };
  return null;
};

const tellBoth = async (
  { from, to, startsAt, endsAt }: Delegation,
  client: WebClient,
  desk: Desk,
): Promise<void> => {
  void desk.people.meet(to);
  const window = `from ${date(startsAt)} until ${date(endsAt)}`;
  const reached = await client.chat
    .postMessage({ channel: to, text: `${mention(from)} lets you decide in their place ${window}.` })
    .then(() => true)
    .catch((fault: unknown) => {
      desk.log.warn({ err: fault, person: to }, 'Somebody could not be told that they decide for another.');
      return false;
    });
  const told = reached ? 'I told them.' : 'I could not write to them: please tell them yourself.';
  await client.chat.postMessage({
    channel: from,
    text: `${mention(to)} decides in your place ${window}. ${told} To end it, type \`/handoff delegate off\`.`,
  });
};
