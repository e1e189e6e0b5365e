import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aTown, inquiry, type Town } from '../support/browser/a-town.js';
import { type Case, onTheCard, wordsOnCard } from './outcomes.js';

const folder = new URL('.', import.meta.url).pathname;
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const corpus = files.map((file) => ({
  file,
  cases: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case[],
}));

let town: Town;
beforeAll(async () => {
  town = await aTown({ workspace: { burst: 500 } });
});
afterAll(() => town.close());

/** What the door makes of a request. */
const atTheDoor: Readonly<Record<string, (one: Case) => Promise<void>>> = {
  refused: async (one) => {
    const before = await stored();
    const { status, body } = await submit(one);
    const pointer = one.pointer === undefined ? {} : { pointer: one.pointer };
    expect({ status, body }).toMatchObject({ status: one.status, body: { status: one.status, ...pointer } });
    expect(await stored()).toBe(before);
  },
  taken: async (one) => {
    const { status, body } = await submit(one);
    expect({ status, detail: body.detail }).toEqual({ status: 201 });
    const channel = one.at === 'refund' ? '#refunds' : '#support';
    const card = await town.workspace.until(
      () =>
        town.workspace.messages(channel).find(({ blocks }) => JSON.stringify(blocks).includes(`${body.id}.`)),
      'the card of what was taken',
    );
    expect(wordsOnCard(card.blocks)).toContain(one.shows);
  },
};

const stored = async (): Promise<number> => (await town.api('/v1/handoffs')).body.handoffs.length;

/** The example request with one member more, the whole body, or a refund of an amount. */
const submit = ({ at, input }: Case) => {
  if (at === 'body') return town.api('/v1/handoffs', { body: String(input) });
  if (at === 'door') return town.api('/v1/handoffs', { body: inquiry.replace('{', `{ ${String(input)},`) });
  const fields = { order_id: 'O-7', amount: input };
  return town.api('/v1/handoffs', { body: { task: 'refund', summary: 'Return it', client: 'Acme', fields } });
};

const outcomes = { ...onTheCard, ...atTheDoor };

describe('the corpus', () => {
  it('holds at least 150 inputs, each with one known outcome', () => {
    const all = corpus.flatMap(({ cases }) => cases);
    expect(all.length).toBeGreaterThanOrEqual(150);
    expect(all.filter(({ outcome }) => !Object.hasOwn(outcomes, outcome))).toEqual([]);
    const keys = all.map(({ at, input, label }) => JSON.stringify([at, input, label]));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  describe.each(corpus)('$file', ({ cases }) => {
    it.each(cases)('$name: $outcome', async (one) => {
      const check = outcomes[one.outcome];
      if (!check) throw new Error(`Nobody knows the outcome “${one.outcome}”.`);
      await check(one);
    });
  });
});
