import { createWorkspace, type Workspace } from '../../../../playground/workspace/workspace.js';
import { createWebClient } from '../../../../src/adapters/slack/client.js';
import { createPeople, type SlackPeople } from '../../../../src/adapters/slack/directory/people.js';
import type { Directory } from '../../../../src/domain/directory.js';
import { personId } from '../../../../src/domain/ids.js';
import { personMaxAgeMs } from '../../../../src/domain/people/account.js';
import { approvalRights } from '../../../../src/domain/people/authority.js';
import { isMember } from '../../../../src/domain/people/membership.js';
import { aCharter } from '../../../support/a-charter.js';
import { inReview, startAt } from '../../../support/bot/a-story.js';

const quiet = { debug() {}, info() {}, warn() {}, error() {} } as never;
const minute = 60_000;
const finance = { name: 'finance', usergroup: 'finance', users: [] };
const charter = aCharter({ roles: { ...aCharter().roles, finance } });

describe('who is who', () => {
  let workspace: Workspace;
  let time: number;
  let written: Directory[];
  beforeEach(async () => {
    time = startAt.getTime();
    written = [];
    workspace = await createWorkspace({ burst: 0, now: () => time });
  });
  afterEach(() => workspace.close());

  const members = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => {
      const id = `U1M${String(index).padStart(4, '0')}`;
      workspace.state.users.set(id, { id, name: `Member ${index}`, teamId: 'T0DEMO', tz: 'Europe/Berlin' });
      return id;
    });
  const financeHas = (ids: readonly string[]): void => {
    workspace.state.groups.get('S0FINANCE')!.members = [...ids];
  };
  const start = (): Promise<SlackPeople> =>
    createPeople({
      client: createWebClient({ botToken: workspace.botToken, apiUrl: workspace.apiUrl }),
      charters: { current: () => charter },
      store: {
        people: async () => ({ teamId: null, people: {}, roles: {}, channels: {}, delegations: [] }),
        savePeople: async (directory) => void written.push(directory),
        delegations: async () => [],
      },
      clock: { now: () => new Date(time), newId: () => 'id' },
      log: quiet,
    });
  const mayApprove = (people: SlackPeople, who: string): boolean => {
    const handoff = inReview().it();
    const context = { charter, directory: people.directory(), now: new Date(time) } as never;
    const policy = { ...handoff.policy, approverRoles: ['finance'] };
    return approvalRights(personId(who), { ...handoff, policy } as never, context).length > 0;
  };

  it.each([152, 1_000, 2_500])(
    'lets each of %i members approve at the first press, all day',
    async (count) => {
      const ids = members(count);
      financeHas(ids);
      const people = await start();
      for (let round = 0; round < 12; round += 1) {
        await people.refresh();
        time += minute / 2;
        const who = ids[(round * 997) % count]!;
        await people.meet(who);
        expect([round, mayApprove(people, who)]).toEqual([round, true]);
      }
      const calls = workspace.calls().length;
      expect(calls).toBeLessThan(12 * 8);
    },
  );

  it('looks nobody up who is known already, and anybody once who is not', async () => {
    const people = await start();
    await people.refresh();
    const asked = (): number =>
      workspace.calls('users.info').filter(({ args }) => args.user === 'U0BEN').length;
    await Promise.all(Array.from({ length: 50 }, () => people.meet('U0BEN')));
    expect(asked()).toBe(0);
    time += personMaxAgeMs;
    await Promise.all(Array.from({ length: 50 }, () => people.meet('U0BEN')));
    expect(asked()).toBe(1);
    expect(mayApprove(people, 'U0BEN')).toBe(true);
  });

  it('takes thirty changed profiles a minute without asking anybody', async () => {
    const ids = members(400);
    financeHas(ids);
    const people = await start();
    await people.refresh();
    const before = workspace.calls().length;
    for (const id of ids.slice(0, 30))
      await people.personChanged({ id, team_id: 'T0DEMO', name: 'New', is_bot: false, deleted: false });
    expect(workspace.calls()).toHaveLength(before);
    expect(people.directory().people[ids[29]!]?.name).toBe('New');
    expect(ids.slice(0, 60).every((id) => mayApprove(people, id))).toBe(true);
  });

  it('takes the right from whoever is deactivated, whatever else the event leaves out', async () => {
    const people = await start();
    await people.refresh();
    workspace.state.users.get('U0BEN')!.isDeactivated = true;
    const told = people.personChanged({ id: 'U0BEN', deleted: true });
    expect(mayApprove(people, 'U0BEN')).toBe(false);
    await told;
    expect(mayApprove(people, 'U0BEN')).toBe(false);
  });

  it('follows who joins and leaves a group, by the event alone', async () => {
    const people = await start();
    await people.refresh();
    const inFinance = (who: string): boolean =>
      isMember(personId(who), 'finance', { directory: people.directory(), now: new Date(time) });
    await people.groupChanged({ id: 'S0FINANCE', added: ['U0SAM'], removed: ['U0BEN'] });
    expect([inFinance('U0SAM'), inFinance('U0BEN'), inFinance('U0MEG')]).toEqual([true, false, true]);
    await people.groupChanged({ id: 'S0FINANCE', users: ['U0ANA'] });
    expect([inFinance('U0ANA'), inFinance('U0MEG')]).toEqual([true, false]);
    await people.groupChanged({ id: 'S0NOBODY', users: ['U0SAM'] });
    expect(inFinance('U0SAM')).toBe(false);
  });

  it('keeps a group that could not be read, for as long as its age allows', async () => {
    const people = await start();
    await people.refresh();
    for (let call = 0; call < 25; call += 1) await people.refresh();
    expect(people.directory().roles.finance).toMatchObject({ known: true, members: ['U0BEN', 'U0MEG'] });
    time += 2 * minute;
    expect(
      isMember(personId('U0BEN'), 'finance', { directory: people.directory(), now: new Date(time) }),
    ).toBe(false);
  });

  it('writes people down when somebody changed, not at each look', async () => {
    const people = await start();
    for (let look = 0; look < 5; look += 1) {
      await people.refresh();
      time += minute / 2;
    }
    expect(written).toHaveLength(1);
    financeHas(['U0BEN']);
    await people.refresh();
    expect(written).toHaveLength(2);
  });

  it.each([
    ['a member of the same organization', { id: 'E0ACME', teams: ['T0HQ', 'T0DEMO'] }, true],
    ['a member of the organization, not of this workspace', { id: 'E0ACME', teams: ['T0HQ'] }, false],
    ['a member of another organization', { id: 'E0OTHER', teams: ['T0DEMO'] }, false],
    ['a stranger of a shared channel', undefined, false],
  ])('on Enterprise Grid: %s', async (_who, enterprise, mayDecide) => {
    workspace.state.team.enterpriseId = 'E0ACME';
    const id = 'W0KAI';
    workspace.state.users.set(id, {
      id,
      name: 'Kai',
      teamId: 'T0HQ',
      tz: 'UTC',
      ...(enterprise ? { enterprise } : {}),
    });
    financeHas([id]);
    const people = await start();
    await people.refresh();
    expect(mayApprove(people, id)).toBe(mayDecide);
    delete workspace.state.team.enterpriseId;
  });
});
