import { createWorkspace, type Workspace } from '../../../../playground/workspace/workspace.js';
import { createWebClient } from '../../../../src/adapters/slack/client.js';
import { createChannelMembers } from '../../../../src/adapters/slack/directory/channel-members.js';
import { walk } from '../../../../src/adapters/slack/directory/list-channels.js';
import { aCharter, aTaskType } from '../../../support/a-charter.js';
import { startAt } from '../../../support/bot/a-story.js';

const readBy = (channel: string, readers: 'channel' | string[] = 'channel') =>
  aCharter({ taskTypes: { customer_reply: aTaskType({ channel, readers }) } });

describe('who is in a channel', () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await createWorkspace({ burst: null });
  });
  afterEach(() => workspace.close());

  const reader = () => {
    const client = createWebClient(workspace);
    const log = { debug() {}, info() {}, warn() {}, error() {} } as never;
    return createChannelMembers({ client, clock: { now: () => startAt, newId: () => 'id' }, log });
  };
  const five = ['U0ANA', 'U0BEN', 'U0MEG', 'U0SAL', 'U0SAM'];
  const put = (id: string, name: string, members: string[]) =>
    workspace.state.channels.set(id, { id, name, hasBot: true, members });

  it('is read page by page to the last', async () => {
    put('C0SUPPORT', 'support', five);
    expect(await reader()(readBy('#support'))).toEqual({
      '#support': { known: true, members: five, readAt: startAt },
    });
    expect(workspace.calls('conversations.members').length).toBeGreaterThan(1);
  });

  it('is not asked where nobody reads by being in it', async () => {
    expect(await reader()(readBy('#support', ['sales']))).toEqual({});
    expect(workspace.calls('conversations.members')).toEqual([]);
  });

  it('is nobody when a page of it cannot be read', async () => {
    put('C0SUPPORT', 'support', five);
    const read = reader();
    workspace.faults.plan('conversations.members', { kind: 'status', status: 503 });
    expect((await read(readBy('#support')))['#support']).toMatchObject({ known: false });
    expect((await read(readBy('#support')))['#support']).toMatchObject({ known: true });
  });

  it('is nobody when the pages lead in a circle', async () => {
    const ask = async () => ({ response_metadata: { next_cursor: 'again' } });
    await expect(walk(ask)).rejects.toThrow('in a circle');
  });

  it('is nobody in a channel that the bot cannot see', async () => {
    expect((await reader()(readBy('#nowhere')))['#nowhere']).toMatchObject({ known: false });
  });

  it('follows a name that another channel has taken', async () => {
    const read = reader();
    put('C0SUPPORT', 'support', ['U0ANA']);
    await read(readBy('#support'));
    put('C0SUPPORT', 'support-old', ['U0ANA']);
    put('C0NEW', 'support', ['U0BEN']);
    expect((await read(readBy('#support')))['#support']).toMatchObject({ members: ['U0BEN'] });
  });

  it('is found by the id of the channel as well', async () => {
    put('C0SUPPORT', 'support', ['U0ANA']);
    expect((await reader()(readBy('C0SUPPORT'))).C0SUPPORT).toMatchObject({ members: ['U0ANA'] });
  });
});
