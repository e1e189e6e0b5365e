import type { App } from '@slack/bolt';
import { sentence } from '../../../domain/refusal.js';
import { type Block, section } from '../blocks/kit/kit.js';
import { homeBlocks } from '../blocks/lists/home.js';
import type { SlackUser } from '../directory/read-people.js';
import { asker, type Desk } from '../press-context.js';

/** What happens in the workspace: somebody opens the home tab, people and groups change, or the bot is back in a channel. */
export function listenToEvents(app: App, desk: Desk): void {
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: await homeFor(desk, event.user) },
    });
  });
  app.event('member_joined_channel', async ({ event }) => {
    if (event.user === desk.people.self().botUserId) await desk.showAgain(event.channel);
  });
  app.event('user_change', ({ event }) => desk.people.personChanged(event.user as SlackUser));
  app.event('subteam_updated', ({ event: { subteam } }) =>
    desk.people.groupChanged({ id: subteam.id, ...(subteam.users ? { users: subteam.users } : {}) }),
  );
  app.event('subteam_members_changed', ({ event }) =>
    desk.people.groupChanged({
      id: event.subteam_id,
      added: event.added_users ?? [],
      removed: event.removed_users ?? [],
    }),
  );
}

async function homeFor(desk: Desk, who: string): Promise<Block[]> {
  const home = await desk.queries.home(await asker(desk, who));
  if ('code' in home) return [section(sentence(home))];
  return homeBlocks({ ...home, charter: desk.charters.current(), now: desk.clock.now() });
}
