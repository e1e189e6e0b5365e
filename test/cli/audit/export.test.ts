import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSqliteStore } from '../../../src/adapters/store/sqlite/sqlite-store.js';
import { csvLine } from '../../../src/cli/audit/csv.js';
import { bot, person, personId } from '../../../src/domain/ids.js';
import { aFolder, audit, does, finishing, opening } from '../../support/targets/a-log.js';

const at = (text: string) => new Date(text);

/** Finished on the last evening of September, on the first of October (and undone there), and in November. */
const aHistory = async (): Promise<string> => {
  const file = join(aFolder(), 'log.db');
  const store = await createSqliteStore({ file });
  const finished = async (id: string, when: string, account?: string) =>
    does(store, id, { commands: [...opening(id, account), ...finishing(id)], at: at(when) });
  await finished('h_september', '2026-09-30T23:00:00Z');
  await finished('h_october', '2026-10-01T00:00:00Z', '=cmd("x"), "Acme"\n& Söhne');
  await does(store, 'h_october', {
    commands: [
      [person(personId('U0BEN')), { type: 'roll_back', reason: 'Wrong customer' }],
      [bot, { type: 'start_step', step: 0, key: 'undo-0', prior: null }],
      [bot, { type: 'finish_step', step: 0, status: 'stands', result: null, detail: 'It was sent.' }],
      [bot, { type: 'start_step', step: 1, key: 'undo-1', prior: { status: 'replied' } }],
      [bot, { type: 'finish_step', step: 1, status: 'done', result: { status: 'open' }, detail: null }],
    ],
    at: at('2026-10-01T01:00:00Z'),
  });
  await finished('h_november', '2026-11-01T00:00:00Z');
  await store.close();
  return file;
};
const october = ['--from', '2026-10-01', '--to', '2026-11-01'];

describe('the export', () => {
  it('has every executed action of the period with who asked, who approved, and under what', async () => {
    const file = await aHistory();
    const { code, said } = await audit(['export', file, ...october]);
    expect(code).toBe(0);
    const rows = said.split('\n').map((line) => JSON.parse(line));
    expect(rows.map(({ handoff, kind, step, status }) => [handoff, kind, step, status].join(' '))).toEqual([
      'h_october write 1 done',
      'h_october write 2 done',
      'h_october undo 1 stands',
      'h_october undo 2 done',
    ]);
    expect(rows[0]).toEqual({
      handoff: 'h_october',
      taskType: 'customer_reply',
      account: '=cmd("x"), "Acme"\n& Söhne',
      agent: 'support-agent',
      requester: null,
      approvers: ['U0BEN'],
      approvedAt: '2026-10-01T00:02:00.000Z',
      emergency: null,
      charterHash: 'charter-hash',
      proposalHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      kind: 'write',
      undoneBy: null,
      step: 1,
      attempt: 1,
      tool: expect.stringMatching(/\./),
      arguments: expect.any(Object),
      idempotencyKey: 'h_october-0',
      status: 'done',
      result: { status: 'replied' },
      detail: null,
      startedAt: '2026-10-01T00:03:00.000Z',
      finishedAt: '2026-10-01T00:04:00.000Z',
      event: expect.any(Number),
      eventHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    // The undo goes backwards: its last step takes back what the first one did.
    expect(rows[3]).toMatchObject({ undoneBy: 'U0BEN', tool: rows[0].tool, approvers: ['U0BEN'] });
    expect(rows[2].tool).toBe(rows[1].tool);
  });

  it('is as good as CSV, in which no cell is a formula', async () => {
    const file = await aHistory();
    const out = join(aFolder(), 'october.csv');
    const args = ['export', file, ...october, '--format', 'csv', '--out', out];
    expect(await audit(args)).toEqual({ code: 0, said: `${out} has 4 executed actions.` });
    const text = readFileSync(out, 'utf8');
    expect(text.split('\n')[0]).toMatch(/^"handoff","taskType","account",/);
    expect(text).toContain(`"'=cmd(""x""), ""Acme""\n& Söhne"`);
    expect(text).toContain('"{""status"":""replied""}"');
    expect(await audit(args)).toEqual({ code: 2, said: `${out} is there already: name another file.` });
  });

  it.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '\n=1', '＝1'])('writes %j as a text', (text) => {
    expect(csvLine([text])).toBe(`"'${text}"`);
  });

  it.each<[string[], string]>([
    [['--to', '2026-11-01'], '--from is missing: write it like 2026-10-01, or 2026-10-01T09:00:00Z.'],
    [
      ['--from', '2026-02-30', '--to', '2026-11-01'],
      '--from “2026-02-30” is no day: write it like 2026-10-01, or 2026-10-01T09:00:00Z.',
    ],
    [
      ['--from', 'October', '--to', '2026-11-01'],
      '--from “October” is no day: write it like 2026-10-01, or 2026-10-01T09:00:00Z.',
    ],
    [
      ['--from', '2026-10-01', '--to', '01.11.2026'],
      '--to “01.11.2026” is no day: write it like 2026-10-01, or 2026-10-01T09:00:00Z.',
    ],
    [
      ['--from', '2026-11-01', '--to', '2026-10-01'],
      '--from must be before --to; the day of --to itself is left out.',
    ],
    [[...october, '--format', 'constructor'], '--format is jsonl or csv.'],
  ])('refuses %j in one sentence', async (args, sentence) => {
    const file = await aHistory();
    expect(await audit(['export', file, ...args])).toEqual({ code: 2, said: sentence });
  });
});
