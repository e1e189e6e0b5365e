import { createPromMetrics } from '../../../src/adapters/metrics/metrics.js';
import { systemTimer } from '../../../src/adapters/system/clock.js';
import { createGauges } from '../../../src/application/metrics/gauges.js';
import { meteredLlm, meteredWatchdog } from '../../../src/application/metrics/metered.js';
import type { Measure } from '../../../src/ports/metrics.js';
import { aWatch } from '../../support/a-watch.js';
import { startAt } from '../../support/bot/a-story.js';

const fail = (fault: unknown): never => {
  throw fault;
};
const lineOf = (text: string, start: string): string | undefined =>
  text.split('\n').find((line) => line.startsWith(start));

describe('the metrics', () => {
  it('show what was counted and how things stand, and nothing that is over', async () => {
    const metrics = createPromMetrics(fail);
    metrics.add([{ name: 'nudges_total', labels: { task_type: 'refund' }, value: 1 }]);
    metrics.add([{ name: 'nudges_total', labels: { task_type: 'refund' }, value: 1 }]);
    metrics.add([{ name: 'decide_seconds', labels: { task_type: 'refund' }, value: 90 }]);
    const open: Measure = {
      name: 'handoffs_open',
      labels: { task_type: 'refund', state: 'review' },
      value: 3,
    };
    const first = await metrics.expose(async () => [open]);
    expect(first.contentType).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(lineOf(first.text, 'countersign_nudges_total{')).toBe(
      'countersign_nudges_total{task_type="refund"} 2',
    );
    expect(lineOf(first.text, 'countersign_decide_seconds_bucket{le="300"')).toMatch(/ 1$/);
    expect(lineOf(first.text, 'countersign_handoffs_open{')).toMatch(/state="review"\} 3$/);
    expect(lineOf(first.text, 'countersign_nodejs_eventloop_lag_p99_seconds ')).toBeDefined();
    const { text } = await metrics.expose(async () => []);
    expect(lineOf(text, 'countersign_handoffs_open{')).toBeUndefined();
  });

  it('take how things stand from the store, and keep it for some seconds', async () => {
    const watch = await aWatch();
    const clock = { now: () => watch.now, newId: () => 'id' };
    const gauges = createGauges({ ...watch, clock });
    await watch.open(3);
    const openNow = async () =>
      (await gauges()).flatMap(({ name, labels, value }) =>
        name === 'handoffs_open' ? [{ labels, value }] : [],
      );
    const three = [{ labels: { task_type: 'customer_reply', state: 'review' }, value: 3 }];
    expect(await openNow()).toEqual(three);
    await watch.open(1);
    expect(await openNow()).toEqual(three);
    watch.now = new Date(startAt.getTime() + 10_000);
    expect((await openNow())[0]?.value).toBe(4);
    const waiting = (await gauges()).find(({ name }) => name === 'outbox_oldest_seconds');
    expect(waiting?.value).toBe(10);
    await watch.close();
  });

  it('count the tokens of the model and the rows of a sweep', async () => {
    const seen: Measure[] = [];
    const metrics = { add: (measures: readonly Measure[]) => void seen.push(...measures) };
    const into = { metrics, timer: systemTimer };
    const usage = { model: 'm', inputTokens: 5, outputTokens: 7 };
    const llm = meteredLlm({ pack: async () => ({ usage }) as never }, metrics);
    await llm.pack({ text: '', describes: '', fields: {} });
    await meteredWatchdog({ tick: async () => 9 }, into).tick();
    await expect(
      meteredWatchdog({ tick: () => Promise.reject(new Error('no')) }, into).tick(),
    ).rejects.toThrow();
    expect(seen.map(({ name, value }) => [name, name === 'sweep_seconds' || value])).toEqual([
      ['llm_tokens_total', 5],
      ['llm_tokens_total', 7],
      ['sweep_seconds', true],
      ['sweep_rows_total', 9],
      ['sweep_seconds', true],
      ['sweep_rows_total', 0],
    ]);
  });
});
