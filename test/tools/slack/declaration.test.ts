import { toolOf } from '../../support/targets/a-tool.js';

const post = (channel: string): string =>
  [
    'chat.post:',
    '  describes: Tell the team',
    '  connector: slack',
    '  action: post',
    '  arguments: { channel: string, text: text }',
    `  channel: "${channel}"`,
    '  text: $text',
    '  risk: irreversible',
  ].join('\n');

describe('a tool of Slack', () => {
  it('names the channel that the doctor has to look at, when it is always the same', () => {
    expect(toolOf(post('#deals')).postsIn).toBe('#deals');
    expect(toolOf(post('$channel')).postsIn).toBeUndefined();
  });
});
