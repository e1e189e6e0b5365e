import { createWorkspace, type Workspace } from '../../../playground/workspace/workspace.js';
import { createWebClient } from '../../../src/adapters/slack/client.js';
import { createSlackPort } from '../../../src/adapters/slack/slack-port.js';
import { createToolMessages } from '../../../src/adapters/slack/tool-messages.js';
import { systemClock } from '../../../src/adapters/system/clock.js';
import type { Tool } from '../../../src/domain/charter/charter.js';
import type { JsonObject } from '../../../src/domain/json.js';
import { createSlackConnector } from '../../../src/tools/slack/connector.js';
import { describeConnector, type Subject } from '../../contract/connector.suite.js';
import { aCharter } from '../../support/a-charter.js';
import { toolsOf } from '../../support/targets/a-tool.js';

const tools = toolsOf(`
chat.post:
  describes: Post a message
  connector: slack
  action: post
  arguments: { channel: string, text: text }
  channel: $channel
  text: $text
  idempotent_by_key: 1d
  risk: compensable
  undo: { tool: chat.delete, arguments: { channel: $result.channel, ts: $result.ts } }
chat.update:
  describes: Change a message
  connector: slack
  action: update
  arguments: { channel: string, ts: string, text: text }
  channel: $channel
  ts: $ts
  text: $text
  prior_values: [text]
  risk: reversible
chat.delete:
  describes: Delete a message
  connector: slack
  action: delete
  arguments: { channel: string, ts: string }
  channel: $channel
  ts: $ts
  risk: irreversible
`);
const tool = (name: string): Tool => tools[name]!;

const start = async () => {
  const workspace = await createWorkspace({ burst: null });
  const client = createWebClient({ botToken: workspace.botToken, apiUrl: workspace.apiUrl });
  const clock = { now: () => new Date(), newId: () => 'id' };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const port = createSlackPort({ client, charters: { current: () => aCharter() }, clock, log });
  const connector = createSlackConnector({ clock: systemClock, messages: createToolMessages(client, port) });
  const write = (name: string, args: JsonObject, prior: JsonObject | null = null, key = 'k-1') =>
    connector.write({ tool: tool(name), arguments: args, key, prior });
  return { workspace, connector, write };
};
const channelOf = (workspace: Workspace): string =>
  [...workspace.state.channels.values()].find(({ name, hasBot }) => name === 'support' && hasBot)!.id;
const posted = (workspace: Workspace) => workspace.messages(channelOf(workspace));

describeConnector(
  'posting to Slack',
  { reads: false, compares: false, honoursKeys: true, slowWrite: 'unknown' },
  async (): Promise<Subject> => {
    const { workspace, connector } = await start();
    return {
      connector,
      tool: tool('chat.post'),
      given: { channel: channelOf(workspace), text: 'Hello' },
      wrong: { channel: 'C0NOWHERE', text: 'Hello' },
      secrets: [workspace.botToken],
      effects: () => posted(workspace).length,
      trouble: (kind) => {
        if (kind === 'slow') return workspace.faults.plan('chat.postMessage', { kind: 'drop' });
        workspace.faults.plan('conversations.history', { kind: 'rate', retryAfterS: 1 }, 9);
        workspace.faults.plan('chat.postMessage', { kind: 'rate', retryAfterS: 1 }, 9);
      },
      close: () => workspace.close(),
    };
  },
);

describeConnector(
  'changing a message in Slack',
  { reads: true, compares: true, honoursKeys: false, slowWrite: 'unknown' },
  async (): Promise<Subject> => {
    const { workspace, connector, write } = await start();
    const channel = channelOf(workspace);
    const answer = await write('chat.post', { channel, text: 'Before & after <3' });
    if (answer.outcome !== 'done') throw new Error('It was not posted.');
    const ts = String(answer.result.ts);
    const message = () => posted(workspace)[0]!;
    const faults = (kind: 'down' | 'slow') => {
      const methods = ['conversations.history', 'chat.update'];
      for (const method of methods)
        workspace.faults.plan(
          method,
          kind === 'down' ? { kind: 'rate', retryAfterS: 1 } : { kind: 'drop' },
          9,
        );
    };
    return {
      connector,
      tool: tool('chat.update'),
      given: { channel, ts, text: 'Now <!channel> *see* https://example.com' },
      wrong: { channel, ts, text: 'x'.repeat(4_001) },
      missing: { channel, ts: '1.000001', text: 'x' },
      secrets: [workspace.botToken],
      effects: () => workspace.calls('chat.update').length,
      meddle: () => {
        message().text = 'Somebody else';
      },
      trouble: (kind) => {
        if (kind === 'huge') message().text = 'x'.repeat(20_000);
        else faults(kind);
      },
      close: () => workspace.close(),
    };
  },
);

describe('a message of a tool in Slack', () => {
  it('rings nobody and links nothing', async () => {
    const { workspace, write } = await start();
    await write('chat.post', { channel: channelOf(workspace), text: '<!channel> <@U0ANA> & co' });
    expect(posted(workspace)[0]?.text).toBe('&lt;!channel&gt; &lt;@U0ANA&gt; &amp; co');
    await workspace.close();
  });

  it('is deleted to take it back', async () => {
    const { workspace, write } = await start();
    const answer = await write('chat.post', { channel: '#support', text: 'Hello' });
    if (answer.outcome !== 'done') throw new Error(answer.detail);
    const { channel = null, ts = null } = answer.result;
    expect(await write('chat.delete', { channel, ts })).toMatchObject({ outcome: 'done' });
    expect(posted(workspace)).toEqual([]);
    expect(await write('chat.delete', { channel, ts })).toMatchObject({ outcome: 'refused' });
    await workspace.close();
  });

  it.each([
    ['action: update\n  channel: $channel\n  text: $text', '“update” needs a ts.'],
    ['action: delete\n  channel: $channel\n  ts: "1"\n  text: $text', '“delete” has no text.'],
    ['action: post\n  channel: $chanel\n  text: $text', 'There is no argument “chanel”.'],
  ])('is refused in the charter: %s', (parts, sentence) => {
    const head = 'x:\n  describes: X\n  connector: slack\n  arguments: { channel: string, text: text }';
    expect(() => toolsOf(`${head}\n  risk: irreversible\n  ${parts}`)).toThrow(sentence);
  });
});
