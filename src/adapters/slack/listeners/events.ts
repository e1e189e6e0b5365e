import type { App } from '@slack/bolt';
import { openStates } from '../../../domain/handoff.js';
import { homeBlocks } from '../blocks/lists.js';
import type { Desk } from '../desk.js';

const mostListed = 100;

/** What happens in the workspace: somebody opens the home tab, or people and groups change. */
export const listenToEvents = (app: App, desk: Desk): void => {
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: await homeFor(desk, event.user) },
    });
  });
  app.event('user_change', () => desk.people.refresh());
  app.event('subteam_updated', () => desk.people.refresh());
  app.event('subteam_members_changed', () => desk.people.refresh());
};

const homeFor = async (desk: Desk, who: string) => {
  const [mine, exceptions] = await Promise.all([
    desk.store.list({ states: openStates, person: who, limit: mostListed }),
    desk.store.list({ states: ['exception'], limit: mostListed }),
  ]);
  const waiting = mine.handoffs.filter(({ state }) => state !== 'exception');
  return homeBlocks({ mine: waiting, exceptions: exceptions.handoffs, now: desk.clock.now() });
};
