import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '../../../db/sqlite.js';
import { eventJson, handoffJson } from '../../../src/adapters/http/v1/handoff-json.js';
import { card } from '../../../src/adapters/slack/blocks/card/card.js';
import { showBlocks } from '../../../src/adapters/slack/blocks/lists/lists.js';
import { createSqliteStore } from '../../../src/adapters/store/sqlite/sqlite-store.js';
import type { Command } from '../../../src/domain/command.js';
import { type Actor, bot, handoffId, person, personId } from '../../../src/domain/ids.js';
import { aCharter } from '../../support/a-charter.js';
import { aSubmit, theAgent } from '../../support/bot/a-story.js';
import { aFolder, audit, does, finishing, opening, tamper } from '../../support/targets/a-log.js';

const account = 'Zanzibar Ltd';
const mark = 'Zanzibar';
const ben = person(personId('U0BEN'));

/** The customer’s name stands in every text that anybody can give. */
const opened = (id: string): [Actor, Command][] => {
  const [submit, triage] = opening(id, account);
  const { submission } = aSubmit();
  return [
    [
      theAgent,
      {
        ...(submit?.[1] as ReturnType<typeof aSubmit>),
        submission: {
          ...submission,
          summary: `${mark} asks`,
          flags: [mark],
          draft: `Dear ${mark}, `.repeat(300),
        },
        packet: { links: [{ label: mark, url: `https://crm.example/${mark}` }], goal: mark },
        fields: { note: mark },
      },
    ],
    triage ?? [bot, { type: 'wake' }],
  ];
};
const undone: [Actor, Command][] = [
  [ben, { type: 'roll_back', reason: `${mark} does not want it` }],
  [bot, { type: 'start_step', step: 0, key: 'undo-0', prior: null }],
  [bot, { type: 'finish_step', step: 0, status: 'stands', result: null, detail: `${mark} has read it.` }],
  [bot, { type: 'start_step', step: 1, key: 'undo-1', prior: { status: mark } }],
  [bot, { type: 'finish_step', step: 1, status: 'done', result: { status: mark }, detail: null }],
];

/** One handoff done and undone, one rejected, one withdrawn; one of somebody else. */
const aHistory = async (): Promise<string> => {
  const file = join(aFolder(), 'log.db');
  const store = await createSqliteStore({ file });
  await does(store, 'h_done', { commands: [...opened('h_done'), ...finishing('h_done'), ...undone] });
  const seen = { revision: 1, nonce: 'nonce-h_no' };
  await does(store, 'h_no', {
    commands: [...opened('h_no'), [ben, { type: 'reject', seen, category: 'wrong', reason: `${mark} left` }]],
  });
  await does(store, 'h_gone', {
    commands: [...opened('h_gone'), [theAgent, { type: 'cancel', reason: `${mark} called` }]],
  });
  await does(store, 'h_other', { commands: [...opening('h_other', 'Acme Corp'), ...finishing('h_other')] });
  await store.recordLlmCall({
    handoffId: handoffId('h_no'),
    account,
    model: 'm',
    inputTokens: 1,
    outputTokens: 1,
    at: new Date(),
  });
  await store.close();
  const db = openSqlite(file);
  db.exec(`insert into intake_keys values ('support-agent', 'mail-of-${mark}', 'x', 'h_no');
    insert into cards values ('default', 'h_no', 'card', 'C1', 'C1', '1.2', 'k', 3);
    insert into calls values (1, 'default', 'h_done', '${account}', 'write', 'crm', 1, 'k', 1, 1, '"${mark}"', '"${mark}"', 'done', null);
    delete from outbox`);
  db.close();
  return file;
};
const onDisk = (file: string): string =>
  [file, `${file}-wal`].map((part) => (existsSync(part) ? readFileSync(part, 'latin1') : '')).join('');
const erase = (file: string, ...more: string[]) => audit(['erase', file, '--account', account, ...more]);

describe('the erasure of an account', () => {
  it('leaves no text of it in the file, and the log verifies, anchors too', async () => {
    const file = await aHistory();
    await audit(['anchor', file]);
    expect(onDisk(file).includes(mark)).toBe(true);
    const { code, said } = await erase(file);
    expect(said).toMatch(/^\d+ texts of 3 handoffs are erased for good\.$/);
    expect(code).toBe(0);
    expect(onDisk(file).includes(mark)).toBe(false);
    expect(onDisk(file).includes('Acme Corp')).toBe(true);
    expect(await audit(['verify', file])).toMatchObject({ code: 0 });
    expect(await erase(file)).toMatchObject({
      code: 1,
      said: expect.stringContaining('No handoff belongs to'),
    });
  });

  it('is on record, and everything can still be shown', async () => {
    const file = await aHistory();
    await erase(file);
    const store = await createSqliteStore({ file });
    for (const id of ['h_done', 'h_no', 'h_gone'].map(handoffId)) {
      const handoff = await store.handoff(id);
      const events = await store.events(id);
      if (!handoff) throw new Error('The handoff itself is gone.');
      const shown = JSON.stringify([
        card(handoff, aCharter()),
        showBlocks(handoff, events, { charter: aCharter(), now: new Date() }),
        handoffJson(handoff),
        events.map(eventJson),
      ]);
      expect(shown).toContain('[erased]');
      expect(shown).toContain('The texts of this were erased for good');
      expect(shown).not.toContain(mark);
      expect(events.at(-1)?.event.type).toBe('erased');
      expect(handoff).toMatchObject({ version: events.length, execution: { undoUntil: null } });
    }
    expect((await store.handoff(handoffId('h_no')))?.consent.decision).toMatchObject({
      by: ['U0BEN'],
      reason: '[erased]',
    });
    expect((await store.outboxLook(new Date(), new Set())).due.map(({ effect }) => effect)).toEqual([
      { type: 'show-card' },
    ]);
    expect(JSON.stringify(await store.handoff(handoffId('h_other')))).toContain('Acme Corp');
    await store.close();
    const { said } = await audit(['export', file, '--from', '2026-10-01', '--to', '2026-10-02']);
    expect(said.split('\n')).toHaveLength(6);
    expect(JSON.parse(said.split('\n')[0] ?? '')).toMatchObject({
      handoff: 'h_done',
      account: '[erased]',
      approvers: ['U0BEN'],
    });
  });

  it('is refused while work of the account is open, or a message waits, and says which', async () => {
    const file = await aHistory();
    const store = await createSqliteStore({ file });
    await does(store, 'h_open', { commands: opened('h_open') });
    await store.close();
    expect(await erase(file)).toEqual({
      code: 1,
      said: 'Nothing was erased, because this account has open work: h_open. Finish or cancel it first.',
    });
    const again = await createSqliteStore({ file });
    await does(again, 'h_open', { commands: [[theAgent, { type: 'cancel', reason: 'x' }]] });
    await again.close();
    expect((await erase(file)).said).toMatch(
      /^Nothing was erased, because messages about h_open are still to be sent/,
    );
    expect(onDisk(file).includes(mark)).toBe(true);
  });

  it('only counts when asked to, and needs a name', async () => {
    const file = await aHistory();
    const before = readFileSync(file);
    const { code, said } = await erase(file, '--dry-run');
    expect(said).toMatch(/^\d+ texts of 3 handoffs would be erased\. Nothing was changed\.$/);
    expect(code).toBe(0);
    expect(onDisk(file).includes(mark)).toBe(true);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(await audit(['erase', file])).toMatchObject({
      code: 2,
      said: expect.stringContaining('--account is missing'),
    });
    expect((await audit(['erase', file, '--account', account, '--dryrun'])).code).toBe(2);
  });

  it('waits until nobody else has the file open', async () => {
    const file = await aHistory();
    const store = await createSqliteStore({ file });
    await store.ping();
    expect(await erase(file)).toMatchObject({ code: 1, said: expect.stringContaining('Stop the bot first') });
    expect((await erase(file, '--dry-run')).code).toBe(0);
    await store.close();
    expect((await erase(file)).code).toBe(0);
  });

  it('is not to be had by removing the texts by hand', async () => {
    const file = await aHistory();
    tamper(file, `delete from contents where handoff_id = 'h_gone'`);
    expect((await audit(['verify', file])).said).toContain('event 1 of h_gone: its text is missing');
  });

  it('knows every column that keeps a text', async () => {
    const file = await aHistory();
    const db = openSqlite(file);
    const tables = db
      .prepare<[], { name: string }>(
        `select name from sqlite_master where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'`,
      )
      .all();
    const columns = tables.flatMap(({ name }) =>
      (db.pragma(`table_info(${name})`) as { name: string; type: string }[])
        .filter(({ type }) => /text/i.test(type))
        .map((column) => `${name}.${column.name}`),
    );
    db.close();
    expect(columns.sort()).toEqual([...erased, ...kept].sort());
  });
});

/** Emptied, rewritten or removed with their row. */
const erased = [
  ...[
    'handoffs.account',
    'handoffs.body',
    'proposals.account',
    'proposals.bytes',
    'contents.account',
    'contents.body',
  ],
  ...[
    'contents.hash',
    'contents.handoff_id',
    'contents.workspace_id',
    'prior_values.account',
    'prior_values.values_json',
  ],
  ...['attempts.result_json', 'attempts.detail', 'llm_calls.account'],
  ...['intake_keys.agent', 'intake_keys.intake_key', 'intake_keys.body_hash', 'intake_keys.handoff_id'],
  ...['calls.account', 'calls.request_json', 'calls.response_json'],
  // A handoff with a waiting effect is not erased.
  ...['outbox.workspace_id', 'outbox.handoff_id', 'outbox.type', 'outbox.effect_json', 'outbox.lane'],
];
/** Ids, hashes, names of the charter, and people of the own company: no text of a customer. */
const kept = [
  ...[
    'id',
    'workspace_id',
    'agent',
    'task_type',
    'state',
    'owner_role',
    'owner_person',
    'concerns_json',
    'requester',
    'head_hash',
  ].map((name) => `handoffs.${name}`),
  ...['workspace_id', 'handoff_id', 'hash'].map((name) => `proposals.${name}`),
  ...['workspace_id', 'from_person', 'to_person', 'head_hash'].map((name) => `delegations.${name}`),
  ...['workspace_id', 'handoff_id', 'hash', 'person'].map((name) => `votes.${name}`),
  ...['workspace_id', 'handoff_id', 'hash', 'verdict', 'decided_by_json'].map((name) => `decisions.${name}`),
  ...['workspace_id', 'handoff_id', 'kind', 'idempotency_key', 'status', 'tool', 'task_type'].map(
    (name) => `attempts.${name}`,
  ),
  ...['workspace_id', 'handoff_id', 'kind', 'tool', 'idempotency_key', 'outcome'].map(
    (name) => `calls.${name}`,
  ),
  // Why somebody stopped the work, in their own words; it belongs to no account.
  ...['workspace_id', 'scope', 'person', 'reason'].map((name) => `switches.${name}`),
  ...['workspace_id', 'handoff_id', 'kind'].map((name) => `prior_values.${name}`),
  ...['workspace_id', 'handoff_id', 'surface', 'channel', 'place_channel', 'ts', 'message_key'].map(
    (name) => `cards.${name}`,
  ),
  ...[
    'workspace_id',
    'handoff_id',
    'type',
    'actor_json',
    'data_json',
    'content_hash',
    'prev_hash',
    'hash',
  ].map((name) => `events.${name}`),
  ...[
    'llm_calls.handoff_id',
    'llm_calls.model',
    'charters.hash',
    'charters.body',
    'levels.task_type',
    'levels.evidence',
  ],
  ...[
    'nudges.person',
    'people.id',
    'people.body',
    'anchors.root',
    'anchors.prev_hash',
    'anchors.hash',
    'anchor_deliveries.keeper',
  ],
];
