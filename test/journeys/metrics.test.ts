import { aTown, inquiry } from '../support/browser/a-town.js';

describe('somebody who watches the bot', () => {
  it('reads at /metrics what happened, and no word of a customer', async () => {
    const town = await aTown();
    try {
      expect((await town.api('/v1/handoffs', { body: inquiry })).status).toBeLessThan(300);
      const answer = await fetch(`${town.app.url}/metrics`);
      const text = await answer.text();
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
      expect(text).toContain('countersign_handoffs_submitted_total{task_type="customer_reply"} 1');
      expect(text).toMatch(/countersign_handoffs_open\{task_type="customer_reply",state="\w+"\} 1/);
      expect(text).not.toMatch(/Acme|pricing/);
    } finally {
      await town.close();
    }
  });
});
