import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite, type Sqlite } from '../../db/sqlite.js';
import { createSqliteStore } from '../../src/adapters/store/sqlite/sqlite-store.js';
import type { Command } from '../../src/domain/command.js';
import { type Actor, agent, bot, person, personId } from '../../src/domain/ids.js';
import { chainStart, contentHash, eventHash } from '../../src/domain/log/chain.js';
import { changeOf, executingCharter, submitCommand, triageCommand } from './prepared-store.js';

const model = 'h_00000000000000000000';

/** A log of at least so many events: one whole story, then the same again under other ids. */
export async function clonedLog(events: number): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'bench-')), 'log.db');
  await writeModel(file);
  const db = openSqlite(file);
  db.pragma('synchronous = OFF');
  const rows = readModel(db);
  const copy = copier(db, rows);
  db.transaction(() => {
    for (let at = 1; at * rows.events.length < events; at += 1) copy(`h_${String(at).padStart(20, '0')}`);
  })();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return file;
}

async function writeModel(file: string): Promise<void> {
  const store = await createSqliteStore({ file });
  const change = changeOf(executingCharter());
  const story: [Actor, Command][] = [
    [agent('support-agent'), submitCommand(model)],
    [bot, triageCommand],
    [person(personId('U0BEN')), { type: 'approve', seen: { revision: 1, nonce: `n${model.slice(2)}` } }],
    ...[0, 1].flatMap((step): [Actor, Command][] => [
      [bot, { type: 'start_step', step, key: `${model}-${step}`, prior: { status: 'open' } }],
      [bot, { type: 'finish_step', step, status: 'done', result: { status: 'replied' }, detail: null }],
    ]),
  ];
  for (const [actor, command] of story) {
    const [outcome] = await store.change([change(model, actor, command)]);
    if (outcome instanceof Error || outcome?.kind !== 'changed')
      throw new Error(`“${command.type}” did not happen.`);
  }
  await store.close();
}

type Row = Record<string, string | number | null>;
interface Model {
  readonly handoff: Row;
  readonly events: readonly Row[];
  readonly texts: ReadonlyMap<string, Row>;
}

function readModel(db: Sqlite): Model {
  return {
    handoff: db.prepare<[], Row>('select * from handoffs').get() ?? {},
    events: db.prepare<[], Row>('select * from events order by n').all(),
    texts: new Map(
      db
        .prepare<[], Row>('select * from contents')
        .all()
        .map((row) => [String(row.hash), row]),
    ),
  };
}

function copier(db: Sqlite, { handoff, events, texts }: Model) {
  const put = (table: string, { seq: _place, ...row }: Row) => {
    const names = Object.keys(row);
    const statement = db.prepare(
      `insert or ignore into ${table} (${names.join()}) values (${names.map((name) => `@${name}`).join()})`,
    );
    return (values: Row): void => void statement.run(values);
  };
  const putHandoff = put('handoffs', handoff);
  const putEvent = put('events', events[0] ?? {});
  const putText = put('contents', [...texts.values()][0] ?? {});
  return (id: string): void => {
    const renamed = (value: Row[string]): string => String(value).replaceAll(model, id);
    let head = chainStart;
    for (const event of events) {
      const text = texts.get(String(event.content_hash));
      const body = text && renamed(text.body ?? '');
      const hash = body === undefined ? null : contentHash(id, body);
      if (text && body !== undefined) putText({ ...text, handoff_id: id, body, hash });
      const link = {
        ...{ handoffId: id, n: Number(event.n), type: String(event.type), at: Number(event.at) },
        ...{ actor: String(event.actor_json), data: renamed(event.data_json ?? ''), contentHash: hash },
      };
      const previous = head;
      head = eventHash(previous, link);
      const hashes = { content_hash: hash, prev_hash: previous, hash: head };
      putEvent({ ...event, ...hashes, handoff_id: id, data_json: link.data });
    }
    putHandoff({ ...handoff, id, head_hash: head, body: renamed(handoff.body ?? '') });
  };
}
