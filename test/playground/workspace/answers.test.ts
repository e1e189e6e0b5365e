import { createWorkspace, type Workspace } from '../../../playground/workspace/workspace.js';
import { type AnApp, anApp } from '../../support/bot/an-app.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const input = {
  type: 'input',
  block_id: 'why',
  label: plain('Why'),
  element: { type: 'plain_text_input', action_id: 'why' },
};
const modal = (change: object = {}) => ({
  type: 'modal' as const,
  title: plain('T'),
  submit: plain('Send'),
  blocks: [{ type: 'section', text: plain('Read') }, input],
  ...change,
});

/** What an app may answer to a submission and to a response URL. */
describe('answers of an app', () => {
  let app: AnApp;
  let workspace: Workspace;
  let now = Date.now();
  beforeEach(async () => {
    app = await anApp();
    workspace = await createWorkspace({ delivery: 'http', now: () => now });
    workspace.setRequestUrl(app.url);
  });
  afterEach(async () => {
    await workspace.close();
    await app.close();
  });
  const ana = () => workspace.as('U0ANA');

  describe('to a submission', () => {
    beforeEach(() => {
      workspace.state.modals.set('U0ANA', [{ ...modal(), id: 'V1', hash: 'h1' }]);
    });
    const submitted = (body?: unknown) => {
      app.answer = () => ({ body });
      return ana().submit({ why: 'Because' });
    };

    it('nothing closes the window', async () => {
      expect(await submitted()).toEqual({});
      expect(ana().modal()).toBeUndefined();
    });

    it('errors keep it open', async () => {
      expect(await submitted({ response_action: 'errors', errors: { why: 'Say more' } })).toEqual({
        why: 'Say more',
      });
      expect(ana().modal()?.id).toBe('V1');
    });

    it('a view takes its place or stands on top', async () => {
      await submitted({ response_action: 'update', view: modal({ title: plain('Next') }) });
      expect(ana().modal()?.title).toEqual(plain('Next'));
      await submitted({ response_action: 'push', view: modal({ title: plain('Top') }) });
      expect(workspace.state.modals.get('U0ANA')).toHaveLength(2);
      await submitted({ response_action: 'clear' });
      expect(ana().modal()).toBeUndefined();
    });

    it.each([
      [
        'errors under no input',
        { response_action: 'errors', errors: { other: 'No' } },
        'no input block “other”',
      ],
      ['errors without errors', { response_action: 'errors' }, 'names no errors'],
      [
        'a view that Slack refuses',
        { response_action: 'update', view: modal({ title: plain('x'.repeat(25)) }) },
        'invalid_arguments',
      ],
      ['no view', { response_action: 'push' }, 'invalid_arguments'],
    ])('%s leave it open with a warning', async (_what, body, words) => {
      await submitted(body);
      expect(ana().modal()?.id).toBe('V1');
      expect(workspace.state.warnings.join()).toContain(words);
    });
  });

  describe('to a response URL', () => {
    const aUrl = async (): Promise<string> => {
      await ana().command('/handoff', '', '#support');
      return new URLSearchParams(app.arrived.at(-1)?.body).get('response_url') ?? '';
    };
    const post = async (url: string, body: unknown) => {
      const answer = await fetch(url, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: answer.status, ...((await answer.json()) as object) };
    };

    it('are five within thirty minutes', async () => {
      const url = await aUrl();
      for (let posts = 0; posts < 5; posts += 1)
        expect(await post(url, { text: 'Hi' })).toEqual({ status: 200, ok: true });
      expect(await post(url, { text: 'Hi' })).toEqual({ status: 404, ok: false, error: 'used_url' });
      const [inTime, late] = [await aUrl(), await aUrl()];
      now += 30 * 60_000;
      expect(await post(inTime, { text: 'Hi' })).toMatchObject({ ok: true });
      now += 1;
      expect(await post(late, { text: 'Hi' })).toEqual({ status: 404, ok: false, error: 'expired_url' });
    });

    it('are seen by the person alone unless the app says otherwise', async () => {
      const url = await aUrl();
      await post(url, { text: 'Private' });
      await post(url, { text: 'Public', response_type: 'in_channel' });
      expect(workspace.messages('#support').map(({ text }) => text)).toEqual(['Public']);
      expect(
        ana()
          .privately()
          .map(({ text }) => text),
      ).toEqual(['Private']);
    });

    it.each([
      ['what is no JSON', '{', 400, 'invalid_payload'],
      ['a list', [], 400, 'invalid_payload'],
      ['nothing to say', {}, 400, 'no_text'],
      ['blocks that Slack refuses', { blocks: [{ type: 'x' }] }, 400, 'invalid_blocks'],
    ])('are refused for %s, which uses none up', async (_what, body, status, error) => {
      const url = await aUrl();
      for (let tries = 0; tries < 6; tries += 1)
        expect(await post(url, body)).toEqual({ status, ok: false, error });
      expect(await post(url, { text: 'Hi' })).toMatchObject({ ok: true });
    });

    it('are refused at an address that nobody gave', async () => {
      expect(await post(`${new URL(await aUrl()).origin}/response/R9`, { text: 'Hi' })).toMatchObject({
        error: 'invalid_url',
      });
    });
  });
});
