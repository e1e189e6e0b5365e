import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDesk } from '../support/bot/a-desk.js';
import { aTown, type Town } from '../support/browser/a-town.js';

const asWritten = 'handoff_type: customer_response\n';

/** A charter that recommends: people decide, and nothing is carried out; over the real wire. */
describe.each([
  ['as a whole', (text: string) => text.replace('mode: act', 'mode: recommend')],
  ['for one kind of work', (text: string) => text.replace(asWritten, `${asWritten}    mode: recommend\n`)],
])('a charter that recommends %s', (_which, change) => {
  let town: Town;
  const writes: string[] = [];
  beforeAll(async () => {
    const charter = join(mkdtempSync(join(tmpdir(), 'charter-')), 'charter.yml');
    writeFileSync(charter, change(readFileSync('charter.yml', 'utf8')));
    town = await aTown({
      workspace: { burst: 50 },
      charter,
      around: (ports) => {
        const { http } = ports.connectors;
        if (!http) throw new Error('There is no connector.');
        const watched = {
          ...http,
          write: (call: Parameters<typeof http.write>[0]) => {
            writes.push(call.tool.name);
            return http.write(call);
          },
        };
        return { ...ports, connectors: { ...ports.connectors, http: watched } };
      },
    });
  });
  afterAll(() => town.close());
  const { newCard, says } = aDesk(() => town);

  it('records the approval, and calls nothing; there is nothing to undo', async () => {
    const { id, card } = await newCard();
    const ben = town.workspace.as('U0BEN');
    await ben.click(card(), 'handoff.approve');
    await says(card, 'recorded only, nothing was carried out');
    const answer = await ben.command('/handoff', `rollback ${id}`);
    expect(JSON.stringify(answer?.body)).toContain('Nothing of this can be taken back.');
    await town.app.lookNow();
    const { events } = (await town.api(`/v1/handoffs/${id}/events`)).body;
    expect(events.some(({ type }: { type: string }) => type === 'step_started')).toBe(false);
    expect([writes, town.company.ledger()]).toEqual([[], []]);
  });
});
