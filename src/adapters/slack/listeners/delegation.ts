import type { App, SlackViewAction } from '@slack/bolt';
import type { Delegation } from '../../../domain/directory.js';
import { personId } from '../../../domain/ids.js';
import { sentence } from '../../../domain/refusal.js';
import { delegateCallback } from '../blocks/windows/delegate-modal.js';
import { tellBoth } from '../delegation-messages.js';
import { asker, type Desk } from '../press-context.js';
import { mention } from '../text/words.js';

/** Somebody lets somebody else decide in their place. */
export function listenToDelegation(app: App, desk: Desk): void {
  app.view(delegateCallback, async ({ ack, body, view, client }) => {
    const wish = wishOf(body.user.id, view);
    await Promise.all([wish.from, wish.to].map((one) => one && asker(desk, one)));
    const answer = await desk.delegations.begin(wish);
    if ('code' in answer) {
      const field = answer.pointer?.slice(1) ?? 'to';
      return ack({ response_action: 'errors', errors: { [field]: sentence(answer) } });
    }
    await ack();
    await tellBoth(answer, client, desk);
  });
}

/** Ends whatever stands, and says so to the person who asked. */
export async function answerDelegationEnd(desk: Desk, who: string): Promise<string> {
  const answer = await desk.delegations.end(personId(who));
  return 'code' in answer ? sentence(answer) : `${mention(answer.to)} no longer decides in your place.`;
}

function wishOf(who: string, view: SlackViewAction['view']): Delegation {
  const input = (id: string) => view.state.values[id]?.[id];
  return {
    from: personId(who),
    to: personId(input('to')?.selected_user ?? ''),
    startsAt: instant(input('from')?.selected_date_time),
    endsAt: instant(input('until')?.selected_date_time),
  };
}

const instant = (seconds: number | null | undefined): Date => new Date((seconds ?? 0) * 1_000);
