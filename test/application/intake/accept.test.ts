import { createIntake } from '../../../src/application/intake/accept.js';
import type { Arrival, Intake } from '../../../src/ports/intake.js';
import { aWatch, type Watch } from '../../support/a-watch.js';

const arrival: Arrival = {
  taskType: 'respond_to_client_inquiry',
  agent: 'support-agent',
  requester: null,
  account: 'Acme Corp',
  fields: {},
  packet: { links: [] },
  summary: null,
  confidence: 0.72,
  flags: [],
  recommendedAction: null,
  options: [],
  urgency: 'normal',
  text: 'Acme asks for sixty seats. They need an answer by Friday.',
  draft: 'Hello',
  actions: [],
  key: { name: 'mail-1', body: { text: 'Acme asks', n: 1 } },
};

let watch: Watch;
let intake: Intake;
beforeEach(async () => {
  const ids = Array.from({ length: 9 }, (_, index) => `id-${index}`);
  watch = await aWatch();
  intake = createIntake({ dispatch: watch.dispatch, clock: { newId: () => ids.pop() ?? 'id' } });
});
afterEach(() => watch.close());
const stored = async (): Promise<number> => (await watch.store.list({ limit: 50 })).handoffs.length;

describe('work that comes in through any door', () => {
  it('is kept under the name of its kind, with the first sentence of its text where it has no summary', async () => {
    const answer = await intake.accept(arrival);
    expect(answer).toMatchObject({
      kind: 'changed',
      handoff: {
        origin: { taskType: 'customer_reply', agent: 'support-agent', submission: { text: arrival.text } },
        work: { packet: { summary: 'Acme asks for sixty seats.' } },
      },
    });
    expect(answer.kind === 'changed' && answer.handoff.origin.submission).not.toHaveProperty('key');
  });

  it('is one handoff however often it comes with its key, in whatever order its parts stand', async () => {
    const first = await intake.accept(arrival);
    const again = await intake.accept({
      ...arrival,
      key: { name: 'mail-1', body: { n: 1, text: 'Acme asks' } },
    });
    expect([first.kind, again.kind]).toEqual(['changed', 'repeated']);
    expect(again.kind === 'repeated' && again.handoff.id).toBe(first.kind === 'changed' && first.handoff.id);
    expect(await stored()).toBe(1);
  });

  it('is refused with the key of other work', async () => {
    await intake.accept(arrival);
    const other = await intake.accept({ ...arrival, key: { name: 'mail-1', body: { text: 'Globex asks' } } });
    expect([other.kind, await stored()]).toEqual(['key_reused', 1]);
  });

  it('is new each time without a key', async () => {
    await intake.accept({ ...arrival, key: null });
    await intake.accept({ ...arrival, key: null });
    expect(await stored()).toBe(2);
  });

  it('leaves nothing behind when it is refused, not even its key', async () => {
    const refused = await intake.accept({ ...arrival, taskType: 'world_peace' });
    expect(refused).toMatchObject({
      kind: 'refused',
      refusal: { code: 'unknown_task_type', pointer: '/task' },
    });
    expect(await stored()).toBe(0);
    expect((await intake.accept(arrival)).kind).toBe('changed');
  });
});
