import type { WebClient } from '@slack/web-api';
import { createPeople } from '../../../../src/adapters/slack/directory/people.js';
import { aCharter } from '../../../support/a-charter.js';
import { startAt } from '../../../support/bot/a-story.js';

const asked = (who: string) => ({
  user: { id: who, name: who, team_id: 'T0DEMO', is_bot: false, deleted: false },
});

/** Slack as far as people need it; `gate` holds back what is asked about one of them. */
const aSlack = (gates: Record<string, Promise<void>>) => {
  const calls: string[] = [];
  const client = {
    auth: { test: async () => ({ team_id: 'T0DEMO' }) },
    usergroups: { list: async () => ({ usergroups: [] }), users: { list: async () => ({ users: [] }) } },
    users: {
      info: async ({ user }: { user: string }) => {
        calls.push(user);
        await gates[user];
        return asked(user);
      },
    },
  };
  return { calls, client: client as unknown as WebClient };
};
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
const peopleOf = (client: WebClient) =>
  createPeople({
    client,
    charters: { current: () => aCharter() },
    store: {
      people: async () => ({ teamId: 'T0DEMO', people: {}, roles: {}, channels: {}, delegations: [] }),
      savePeople: async () => {},
      saveDelegation: async () => {},
    },
    clock: { now: () => startAt, newId: () => 'id' },
    log: { debug() {}, info() {}, warn() {}, error() {} } as never,
  });

describe('people whom the bot meets', () => {
  it('are asked about once, however often they press', async () => {
    const { calls, client } = aSlack({});
    const people = await peopleOf(client);
    for (let press = 0; press < 100; press += 1) people.meet('U0KIM');
    await turns();
    expect(calls).toEqual(['U0KIM']);
    expect(people.directory().people.U0KIM?.name).toBe('U0KIM');
  });

  it('stay known when everybody is read anew at that moment', async () => {
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { client } = aSlack({ U0ANA: gate });
    const people = await peopleOf(client);
    const refreshed = people.refresh();
    await turns();
    people.meet('U0KIM');
    await turns();
    open();
    await refreshed;
    expect(Object.keys(people.directory().people).sort()).toContain('U0KIM');
    expect(people.directory().people.U0ANA?.name).toBe('U0ANA');
  });
});
