import type { App } from '@slack/bolt';
import type { Handoff } from '../../../domain/handoff/handoff.js';
import { homeBlocks } from '../blocks/lists/home.js';
import type { Desk } from '../desk.js';
import type { SlackUser } from '../directory/read-people.js';
import { rolesOf } from './status.js';

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
};

/** Nearly late: within this time. */
const nearMs = 3_600_000;

const homeFor = async (desk: Desk, who: string) => {
  const now = desk.clock.now();
  const roles = rolesOf(desk, who);
  const near = new Date(now.getTime() + nearMs);
  const [mine, team, troubled, asked] = await Promise.all([
    desk.store.aging({ person: who, limit: mostListed }),
    desk.store.aging({ ownerRoles: roles, dueBefore: near, limit: mostListed }),
    desk.store.aging({ isException: true, limit: mostListed }),
    desk.store.aging({ requester: who, limit: mostListed }),
  ]);
  const isMine = ({ owner }: Handoff): boolean => owner.person === who;
  return homeBlocks({
    mine: mine.handoffs.filter(({ state }) => state !== 'exception'),
    exceptions: troubled.handoffs.filter(
      ({ exception }) => exception?.owner.person === who || roles.includes(exception?.owner.role ?? ''),
    ),
    team: team.handoffs.filter((one) => !isMine(one) && one.state !== 'exception'),
    waiting: asked.handoffs.filter((one) => !isMine(one)),
    charter: desk.charters.current(),
    now,
  });
};
