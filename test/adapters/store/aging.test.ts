import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../db/sqlite.js';
import { createSqliteStore } from '../../../src/adapters/store/sqlite/sqlite-store.js';
import { unbounded } from '../../../src/domain/bounds.js';
import type { Command, Submit } from '../../../src/domain/command.js';
import { decide } from '../../../src/domain/decide.js';
import type { Actor } from '../../../src/domain/ids.js';
import { bot, handoffId, personId } from '../../../src/domain/ids.js';
import { isWithin, type Reach } from '../../../src/domain/people/reach.js';
import type { AgingFilter, Store } from '../../../src/ports/store.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aDirectory } from '../../support/a-directory.js';
import { aSubmit, minute, startAt, theAgent } from '../../support/bot/a-story.js';

const charter = aCharter({
  taskTypes: { customer_reply: aTaskType(), refund: aTaskType({ name: 'refund', owner: 'sales' }) },
});

const nothing: Reach = {
  isAll: false,
  people: [],
  roles: [],
  teams: [],
  taskTypes: [],
  inChannel: { taskTypes: [], channels: [] },
};
const everything: Reach = { ...nothing, isAll: true };
const channel = { taskTypes: ['refund'], channels: ['#support'] };

/** Sixty handoffs, one a minute; every third is a refund, every tenth waits for a person of another team. */
describe('what is open, by when it is due', () => {
  let store: Store;
  let file = '';
  const change = async (id: string, at: Date, actor: Actor, command: Command): Promise<void> => {
    const context = { actor, now: at, charter, directory: aDirectory(at), bounds: unbounded };
    const [changed] = await store.change([
      {
        handoffId: handoffId(id),
        actor,
        at,
        intake: null,
        settles: null,
        decide: (handoff) => decide(handoff, command, context),
      },
    ]);
    if (changed instanceof Error) throw changed;
    expect(changed?.kind).toBe('changed');
  };
  beforeAll(async () => {
    file = join(mkdtempSync(join(tmpdir(), 'aging-')), 'a.db');
    store = await createSqliteStore({ file });
    for (let index = 0; index < 60; index += 1) {
      const at = new Date(startAt.getTime() + ((index * 7) % 60) * minute);
      const id = `h_${index}`;
      const submit: Partial<Submit> = {
        id: handoffId(id),
        taskType: index % 3 ? 'customer_reply' : 'refund',
        requester: index % 10 ? null : personId('U0KIM'),
      };
      await change(id, at, theAgent, aSubmit(submit));
      if (index === 59) continue;
      await change(id, at, bot, {
        type: 'triage',
        packet: null,
        fields: {},
        before: [],
        owner: { role: index % 3 ? 'support' : 'sales', person: personId(index % 2 ? 'U0ANA' : 'U0SAM') },
        nonce: 'n',
      });
    }
    await change('h_1', new Date(startAt.getTime() + 70 * minute), bot, {
      type: 'report_undeliverable',
      surface: 'card',
      detail: 'The channel is archived.',
    });
    await change('h_2', startAt, theAgent, { type: 'cancel', reason: 'Not needed' });
  });
  afterAll(() => store.close());

  const everyPage = async (asked: Omit<AgingFilter, 'within'>, within = everything): Promise<string[]> => {
    const filter = { ...asked, within };
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await store.aging({ ...filter, ...(cursor ? { cursor } : {}) });
      ids.push(...page.handoffs.map(({ id }) => id));
      cursor = page.cursor;
    }
    return ids;
  };

  it('comes page by page, each handoff once, what is due first comes first', async () => {
    const ids = await everyPage({ limit: 7 });
    expect([ids.length, new Set(ids).size]).toEqual([59, 59]);
    expect(ids).not.toContain('h_2');
    const dues = await Promise.all(ids.map(async (id) => (await store.handoff(handoffId(id)))?.clock.dueAt));
    expect(ids[0]).toBe('h_59');
    const times = dues.slice(1).map((due) => due?.getTime() ?? 0);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect((await store.aging({ limit: 7, within: everything })).total).toBe(59);
  });

  it.each([
    ['a person', { person: 'U0ANA' }, 29],
    ['a kind of work', { taskType: 'refund' }, 20],
    ['teams', { ownerRoles: ['sales', 'nobody'] }, 20],
    ['no team', { ownerRoles: [] }, 0],
    ['trouble', { isException: true }, 1],
    ['what somebody asked for', { requester: 'U0KIM' }, 6],
    ['what is due soon', { dueBefore: new Date(startAt.getTime() + 4 * 60 * minute + 10 * minute) }, 10],
  ])('is narrowed to %s', async (_what, filter, count) => {
    expect(await everyPage({ ...filter, limit: 4 })).toHaveLength(count);
  });

  it.each<[string, Partial<Reach>, number]>([
    ['nothing', {}, 0],
    ['a team', { teams: ['sales'] }, 20],
    ['a role that may approve', { roles: ['reviewers'] }, 59],
    ['a role that is no team of it', { roles: ['sales'] }, 0],
    ['people', { people: [personId('U0KIM'), personId('U0ANA')] }, 35],
    ['a kind of work', { taskTypes: ['refund'] }, 20],
    ['a channel', { inChannel: channel }, 20],
    ['another channel', { inChannel: { ...channel, channels: ['#sales'] } }, 0],
    ['a channel that makes nobody a reader', { inChannel: { ...channel, taskTypes: [] } }, 0],
    ['several', { teams: ['sales'], people: [personId('U0KIM')] }, 24],
  ])('holds and counts only what somebody may read who reaches %s', async (_what, change, count) => {
    const reach = { ...nothing, ...change };
    const ids = await everyPage({ limit: 7 }, reach);
    const all = await Promise.all((await everyPage({ limit: 60 })).map((id) => store.handoff(handoffId(id))));
    expect(ids).toEqual(all.flatMap((one) => (one && isWithin(reach, one) ? [one.id] : [])));
    expect(ids).toHaveLength(count);
    expect((await store.aging({ limit: 1, within: reach })).total).toBe(count);
  });

  it('is known of rows that an earlier version wrote, once they are opened', async () => {
    const copy = join(mkdtempSync(join(tmpdir(), 'aging-')), 'b.db');
    const db = openSqlite(file);
    db.exec(`vacuum into '${copy}'`);
    db.close();
    const earlier = openSqlite(copy);
    earlier.exec('update handoffs set concerns_json = null');
    earlier.close();
    const opened = await createSqliteStore({ file: copy });
    expect((await opened.aging({ limit: 1, within: { ...nothing, teams: ['sales'] } })).total).toBe(20);
    await opened.close();
  });

  it('is found through an index, in order, without sorting all of it', () => {
    const db = openSqlite(file, { readonly: true });
    const plan = (where: string): string =>
      db
        .prepare(
          `explain query plan select body from handoffs where is_open = 1 ${where} order by due_at, id limit 5`,
        )
        .all()
        .map((row) => (row as { detail: string }).detail)
        .join('; ');
    expect(plan('')).toMatch(/USING INDEX handoffs_open\b/);
    expect(plan("and state = 'exception'")).toMatch(/handoffs_in_exception/);
    expect(plan("and task_type = 'refund'")).toMatch(/handoffs_open_of_type/);
    expect(plan("and requester = 'U0KIM'")).toMatch(/handoffs_open_of_requester/);
    for (const where of ['', "and state = 'exception'", "and task_type = 'refund'"])
      expect(plan(where)).not.toContain('TEMP B-TREE');
    db.close();
  });
});
