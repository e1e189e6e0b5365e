import { createHmac } from 'node:crypto';
import { Client } from 'undici';
import { clickBody, signingSecret } from '../click-body.js';

/** Presses buttons over `clients` kept connections, each button once, and says how long each took. */
interface Order {
  readonly port: number;
  readonly clients: number;
  readonly from: number;
  readonly count: number;
}

async function pressAll({ port, clients, from, count }: Order) {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const requests = Array.from({ length: count }, (_, index) => {
    const body = clickBody(`h_b${from + index}.1.nb${from + index}`, 'handoff.approve');
    const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    return { body, signature: `v0=${signature}` };
  });
  const latencies: number[] = [];
  let next = 0;
  const press = async (): Promise<void> => {
    const client = new Client(`http://127.0.0.1:${port}`);
    for (let request = requests[next++]; request; request = requests[next++]) {
      const start = performance.now();
      const answer = await client.request({
        path: '/slack/events',
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': request.signature,
        },
        body: request.body,
      });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`The click was answered with ${answer.statusCode}.`);
      latencies.push(performance.now() - start);
    }
    await client.close();
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: clients }, press));
  const seconds = (performance.now() - start) / 1_000;
  latencies.sort((one, other) => one - other);
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0;
  return { perSecond: count / seconds, p50: at(0.5), p99: at(0.99) };
}

process.on('message', (order: Order) => {
  void pressAll(order).then((result) => process.send?.(result));
});
process.send?.('ready');
