import { Webhook } from 'standardwebhooks';
import { createPager } from '../../../src/adapters/pager/pager.js';
import { systemClock } from '../../../src/adapters/system/clock.js';
import type { Page } from '../../../src/ports/pager.js';
import { createEmailConnector } from '../../../src/tools/email/connector.js';
import { createWebhookConnector } from '../../../src/tools/webhook/connector.js';
import { startAt } from '../../support/bot/a-story.js';
import { aMailServer } from '../../support/targets/a-mail-server.js';
import { startLocalTarget } from '../../tools/local-target.js';

const secret = `whsec_${Buffer.from('a webhook secret of 32 bytes ...').toString('base64')}`;
const open = async () => {
  const target = await startLocalTarget();
  const mail = await aMailServer();
  const environment: Record<string, string> = { HOOK: target.url, SECRET: secret, SMTP: mail.url };
  const secrets = (name: string): string | undefined => environment[name];
  const pager = createPager({
    webhook: createWebhookConnector({ clock: systemClock, secrets }),
    email: createEmailConnector({ secrets }),
  });
  const stop = async (): Promise<void> => {
    await target.close();
    await mail.stop();
  };
  return { target, mail, environment, pager, stop };
};
const aPage = (way: Page['way']): Page => ({
  key: 'page-h_1-7',
  way,
  route: {
    webhook: { urlEnv: 'HOOK', secretEnv: 'SECRET', hosts: ['127.0.0.1'] },
    email: { smtpUrlEnv: 'SMTP', from: 'bot@example.com', to: 'night@example.com' },
  },
  handoff: 'h_1',
  taskType: 'customer_reply',
  role: 'head_of_support',
  person: null,
  openedAt: startAt,
  dueAt: startAt,
});

describe('a page', () => {
  it('is a signed webhook that says what waits, under the same id each time', async () => {
    const { target, pager, stop } = await open();
    try {
      expect((await pager.page(aPage('webhook'))).outcome).toBe('done');
      const [call] = target.calls;
      new Webhook(secret).verify(JSON.stringify(call?.body), call?.headers as Record<string, string>);
      expect(call?.headers['webhook-id']).toBe('page-h_1-7');
      expect(call?.body).toMatchObject({
        type: 'handoff.page',
        data: {
          handoff: 'h_1',
          task_type: 'customer_reply',
          role: 'head_of_support',
          opened_at: '2026-10-01T09:00:00.000Z',
        },
      });
    } finally {
      await stop();
    }
  });

  it('is a mail that says what waits', async () => {
    const { mail, pager, stop } = await open();
    try {
      expect((await pager.page(aPage('email'))).outcome).toBe('done');
      expect(mail.received).toHaveLength(1);
      expect(mail.received[0]?.to).toEqual(['night@example.com']);
      expect(mail.received[0]?.text).toMatch(/Nobody has decided: customer_reply/);
      expect(mail.received[0]?.text).toMatch(/h_1 .customer_reply. waits for head of support/);
    } finally {
      await stop();
    }
  });

  it('says what went wrong', async () => {
    const { target, environment, pager, stop } = await open();
    try {
      target.answer((_call, response) => response.writeHead(404).end());
      expect((await pager.page(aPage('webhook'))).outcome).toBe('refused');
      delete environment.HOOK;
      expect(await pager.page(aPage('webhook'))).toMatchObject({
        outcome: 'refused',
        detail: expect.stringContaining('HOOK is not set') as string,
      });
      const none = { ...aPage('email'), route: { webhook: null, email: null } };
      expect((await pager.page(none)).outcome).toBe('refused');
    } finally {
      await stop();
    }
  });
});
