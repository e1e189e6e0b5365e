import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aTown, type Town } from '../support/browser/a-town.js';

/** The company's charter, where deals may be moved alone, within what is given. */
const charterWith = (bounds: { readonly tool?: string; readonly type?: string }): string => {
  const text = readFileSync('charter.yml', 'utf8')
    .replace('describes: Move the deal in the CRM\n', (line) => `${line}${bounds.tool ?? ''}`)
    .replace(
      'handoff_type: data_entry\n    level: 2\n',
      `handoff_type: data_entry\n    level: 1\n${bounds.type ?? ''}`,
    );
  const file = join(mkdtempSync(join(tmpdir(), 'charter-')), 'charter.yml');
  writeFileSync(file, text);
  return file;
};
const deal = (index: number) => ({
  task: 'crm_update',
  client: `Client ${index}`,
  summary: 'The deal moved on',
  confidence: 0.99,
  fields: { deal_id: `D-${index}`, stage: 'proposal' },
});

describe('fifty handoffs at once', () => {
  let town: Town;
  afterEach(() => town.close());
  const begin = async (charter: string): Promise<string[]> => {
    town = await aTown({ workspace: { burst: 500 }, charter });
    const indexes = Array.from({ length: 50 }, (_, index) => index);
    for (const index of indexes) town.company.drift(`/crm/deals/D-${index}`, { stage: 'discovery' });
    const answers = await Promise.all(
      indexes.map((index) => town.api('/v1/handoffs', { body: deal(index) })),
    );
    return answers.map(({ body }) => body.id);
  };
  /** How many are in each state, and how many wait; read until it is as it should be. */
  const counted = async (ids: readonly string[], wanted: Record<string, number>): Promise<void> => {
    for (;;) {
      const found: Record<string, number> = {};
      for (const id of ids) {
        const { state } = (await town.api(`/v1/handoffs/${id}`)).body;
        const { events } = (await town.api(`/v1/handoffs/${id}/events`)).body;
        const isHeld = events.some(({ type }: { type: string }) => type === 'step_held');
        const words = isHeld && state === 'executing' ? 'held' : state;
        found[words] = (found[words] ?? 0) + 1;
      }
      expect(found.done ?? 0).toBeLessThanOrEqual(10);
      if (Object.entries(wanted).every(([state, count]) => found[state] === count)) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };

  it('never call a tool more often than it may be called; the others wait', async () => {
    const ids = await begin(charterWith({ tool: '    limits: { per_hour: 10 }\n' }));
    await counted(ids, { done: 10, held: 40 });
    expect(town.company.ledger()).toHaveLength(10);
    const isSaid = () =>
      town.workspace
        .messages('#deals')
        .some((message) => town.workspace.words(message).includes('may be done 10 times an hour'));
    await town.workspace.until(isSaid, 'a card that says why it waits');
  });

  it('never act alone beyond their budget; a person is asked about the others', async () => {
    const ids = await begin(charterWith({ type: '    budget: { actions_per_hour: 10 }\n' }));
    await counted(ids, { done: 10, review: 40 });
    expect(town.company.ledger()).toHaveLength(10);
  });
});
