import { WebClient } from '@slack/web-api';
import { createWorkspace, type Workspace } from '../../../../playground/workspace/workspace.js';
import { callApi } from '../../../support/bot/a-web-api.js';

describe('files in the stand-in', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await createWorkspace({ burst: null });
  });
  afterAll(() => workspace.close());
  const call = (method: string, args: object) => callApi(workspace, method, { ...args });

  it('takes a file from Slack’s own client and shows it in the channel', async () => {
    const client = new WebClient(workspace.botToken, {
      slackApiUrl: workspace.apiUrl,
      retryConfig: { retries: 0 },
    });
    const bytes = Buffer.from([0, 255, 137, 80, 78, 71]);
    await client.filesUploadV2({
      channel_id: 'C0GENERAL',
      filename: 'week.png',
      title: 'The week',
      file: bytes,
      initial_comment: 'How it went',
    });
    const [message] = workspace.messages('#general');
    expect(message).toMatchObject({
      text: 'How it went',
      files: [{ name: 'week.png', title: 'The week', size: 6 }],
    });
    const shown = await fetch(String(message?.files?.[0]?.url_private));
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(bytes);
  });

  it.each([
    ['no name', 'files.getUploadURLExternal', { length: 3 }, 'invalid_arguments'],
    ['no length', 'files.getUploadURLExternal', { filename: 'a' }, 'invalid_arguments'],
    ['no files', 'files.completeUploadExternal', {}, 'invalid_arguments'],
    [
      'a file that nobody uploaded',
      'files.completeUploadExternal',
      { files: [{ id: 'F9' }] },
      'file_not_found',
    ],
  ])('refuses %s', async (_what, method, args, error) => {
    expect(await call(method, args)).toMatchObject({ ok: false, error });
  });

  it('refuses bytes that are not as many as announced, and a file without bytes', async () => {
    const { upload_url, file_id } = await call('files.getUploadURLExternal', { filename: 'a', length: 3 });
    expect((await fetch(upload_url, { method: 'POST', body: 'four' })).status).toBe(400);
    expect(await call('files.completeUploadExternal', { files: [{ id: file_id }] })).toMatchObject({
      error: 'file_not_found',
    });
  });
});
