import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openSqlite } from '../../../db/sqlite.js';
import type { Tool } from '../../../src/domain/charter/charter.js';
import type { JsonObject } from '../../../src/domain/json.js';
import { createSqlConnector } from '../../../src/tools/sql/connector.js';
import { describeConnector, type Subject } from '../../contract/connector.suite.js';
import { type Postgres, startPostgres } from '../../support/targets/a-postgres.js';
import { toolOf } from '../../support/targets/a-tool.js';

const declared = (same: string): string => `
crm.update_deal:
  describes: Move the deal
  connector: sql
  url_env: CRM_DB
  timeout: 1s
  arguments: { id: integer, stage: string, note: { type: text, optional: true } }
  read: select stage, owner from deals where id = :id
  write: >-
    update deals set stage = :stage, owner = coalesce(:note, owner)
    where id = :id and stage = :prior_stage and owner ${same} :prior_owner
  sets: { owner: $note }
  prior_values: [stage, owner]
  risk: reversible
`;
const refund = toolOf(`
pay.refund:
  describes: Refund
  connector: sql
  url_env: CRM_DB
  arguments: { order: string, amount: money }
  write: >-
    insert into refunds (key, order_name, minor, currency)
    values (:idempotency_key, :order, :amount.minor, :amount.currency) on conflict do nothing returning id
  idempotent_by_key: 1d
  risk: irreversible
`);
const schema = `
  create table deals (id integer primary key, stage text not null check (stage <> 'never'), owner text);
  create table refunds (id integer primary key, key text unique, order_name text, minor integer, currency text);
  create table effects (id integer);
  insert into deals values (1, 'open', 'ana'), (2, 'open', 'ben');
`;
const tool = toolOf(declared('is'));
const postgresTool = toolOf(declared('is not distinct from'));
const given = { id: 1, stage: 'won', note: 'meg' };

const call = (used: Tool, args: JsonObject, prior: JsonObject | null = null) => ({
  tool: used,
  arguments: args,
  key: 'key-1',
  prior,
});

const startSqlite = () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-sql-'));
  const file = join(folder, 'crm.db');
  const database = openSqlite(file);
  database.pragma('journal_mode = wal');
  database.exec(schema);
  database.exec('create trigger noted after update on deals begin insert into effects values (new.id); end');
  const environment: Record<string, string> = { CRM_DB: `sqlite:${file}` };
  const connector = createSqlConnector({ secrets: (name) => environment[name] });
  return { folder, database, environment, connector };
};

describeConnector(
  'SQL on SQLite',
  { reads: true, compares: true, honoursKeys: false, slowWrite: 'busy' },
  async (): Promise<Subject> => {
    const { folder, database, environment, connector } = startSqlite();
    return {
      connector,
      tool,
      given,
      wrong: { id: 1, stage: 'never' },
      missing: { id: 3, stage: 'won' },
      secrets: [folder],
      effects: () => database.prepare('select count(*) from effects').pluck().get() as number,
      meddle: () => {
        database.exec("update deals set stage = 'lost' where id = 1; delete from effects");
      },
      trouble: (kind) => {
        if (kind === 'down') environment.CRM_DB = `sqlite:${join(folder, 'elsewhere', 'crm.db')}`;
        if (kind === 'huge') database.exec('update deals set owner = hex(zeroblob(20000)) where id = 1');
        if (kind !== 'slow') return;
        database.pragma('journal_mode = delete');
        database.exec('begin exclusive');
      },
      close: () => {
        database.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
);

describe('SQL on SQLite', () => {
  let target: ReturnType<typeof startSqlite>;
  beforeEach(() => {
    target = startSqlite();
  });
  afterEach(() => {
    target.database.close();
    rmSync(target.folder, { recursive: true });
  });

  it('binds values, so that none of them can become part of the statement', async () => {
    const text = "won', owner = 'x' where 1 = 1; drop table deals; --";
    const result = await target.connector.write(
      call(tool, { id: 1, stage: text }, { stage: 'open', owner: 'ana' }),
    );
    expect(result).toMatchObject({ outcome: 'done' });
    expect(target.database.prepare('select stage from deals order by id').pluck().all()).toEqual([
      text,
      'open',
    ]);
  });

  it('changes nothing when more than one row would change', async () => {
    const all = toolOf(`
all:
  describes: All
  connector: sql
  url_env: CRM_DB
  arguments: { stage: string }
  write: update deals set stage = :stage
  risk: irreversible`);
    expect(await target.connector.write(call(all, { stage: 'won' }))).toEqual({
      outcome: 'refused',
      detail: 'This would have changed 2 rows instead of one; nothing was changed.',
    });
    expect(target.database.prepare("select count(*) from deals where stage = 'won'").pluck().get()).toBe(0);
  });

  it('adds one row for one key, and says which', async () => {
    const args = { order: 'O-1', amount: { minor: 4000, currency: 'EUR' } };
    expect(await target.connector.write(call(refund, args))).toEqual({ outcome: 'done', result: { id: 1 } });
    expect(await target.connector.write(call(refund, args))).toEqual({ outcome: 'done', result: {} });
    expect(target.database.prepare('select minor, currency from refunds').all()).toEqual([
      { minor: 4000, currency: 'EUR' },
    ]);
  });

  it('does not read where the record is not the only one', async () => {
    const any = { ...tool, target: { ...tool.target, read: 'select stage, owner from deals' } } as Tool;
    await expect(target.connector.read({ tool: any, arguments: given })).rejects.toMatchObject({
      kind: 'refused',
    });
  });

  it('does not let a read change anything', async () => {
    const sly = 'with x as (select 1) update deals set stage = :stage where id = 1 returning stage';
    const any = { ...tool, target: { ...tool.target, read: sly } } as Tool;
    await expect(target.connector.read({ tool: any, arguments: given })).rejects.toMatchObject({
      kind: 'refused',
    });
    expect(target.database.prepare('select stage from deals where id = 1').pluck().get()).toBe('open');
  });

  it.each([
    ['several statements', 'update deals set stage = :stage; drop table deals', 'Write one statement only.'],
    ['a blind write', 'update deals set stage = :stage where id = :id', 'add “and stage = :prior_stage”'],
    [
      'an unknown argument',
      'update deals set stage = :stag where stage = :prior_stage',
      'no argument “stag”',
    ],
  ])('refuses %s in the charter', (_what, write, sentence) => {
    expect(() => toolOf(declared('is').replace(/write: >-\n.*\n.*\n/, `write: "${write}"\n`))).toThrow(
      sentence,
    );
  });

  it('reads no placeholders in quotes, comments and casts', async () => {
    const odd = toolOf(`
odd:
  describes: Odd
  connector: sql
  url_env: CRM_DB
  arguments: { id: integer }
  read: "select ':nothing' as stage /* :nothing; */ from deals where id = :id -- :nothing"
  write: delete from deals where id = :id
  prior_values: [stage]
  risk: irreversible`);
    expect(await target.connector.read({ tool: odd, arguments: { id: 1 } })).toEqual({ stage: ':nothing' });
  });
});

describe('with a Postgres server', () => {
  let server: Postgres;
  let admin: pg.Client;
  const url = (port: number) => `postgres://postgres:superuser-secret@127.0.0.1:${port}/postgres`;
  beforeAll(async () => {
    server = await startPostgres();
    admin = new pg.Client({ connectionString: url(server.port) });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await server.stop();
  });

  const start = async () => {
    await admin.query('drop table if exists deals, refunds, effects; drop function if exists noted');
    await admin.query(schema.replaceAll('id integer primary key, key', 'id serial primary key, key'));
    await admin.query(`
      create function noted() returns trigger language plpgsql as
        $$ begin insert into effects values (new.id); return new; end $$;
      create trigger noted after update on deals for each row execute function noted();`);
    const environment: Record<string, string> = { CRM_DB: url(server.port) };
    return { environment, connector: createSqlConnector({ secrets: (name) => environment[name] }) };
  };

  describeConnector(
    'SQL on Postgres',
    { reads: true, compares: true, honoursKeys: false, slowWrite: 'busy' },
    async (): Promise<Subject> => {
      const { environment, connector } = await start();
      return {
        connector,
        tool: postgresTool,
        given,
        wrong: { id: 1, stage: 'never' },
        missing: { id: 3, stage: 'won' },
        secrets: ['superuser-secret'],
        effects: async () => (await admin.query('select * from effects')).rowCount ?? 0,
        meddle: async () => {
          await admin.query("update deals set stage = 'lost' where id = 1; delete from effects");
        },
        trouble: async (kind) => {
          if (kind === 'down') environment.CRM_DB = url(1);
          if (kind === 'huge') await admin.query("update deals set owner = repeat('x', 20000) where id = 1");
          if (kind === 'slow') await admin.query('begin; lock table deals in access exclusive mode');
        },
        close: async () => {
          await admin.query('rollback');
        },
      };
    },
  );

  it('adds one row for one key, and says which', async () => {
    const { connector } = await start();
    const args = { order: 'O-1', amount: { minor: 4000, currency: 'EUR' } };
    expect(await connector.write(call(refund, args))).toEqual({ outcome: 'done', result: { id: 1 } });
    expect(await connector.write(call(refund, args))).toEqual({ outcome: 'done', result: {} });
  });

  it('does not let a read change anything', async () => {
    const { connector } = await start();
    const sly =
      "with x as (update deals set stage = 'won' where id = $$1$$ returning stage, owner) select * from x";
    const any = { ...postgresTool, target: { ...postgresTool.target, read: sly } } as Tool;
    await expect(connector.read({ tool: any, arguments: given })).rejects.toMatchObject({ kind: 'refused' });
  });

  it('does not know what became of a change when the server goes away while it stores it', async () => {
    const { connector } = await start();
    await admin.query(`
      create or replace function dies() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
      create constraint trigger dies after update on deals deferrable initially deferred
        for each row execute function dies();`);
    const prior = { stage: 'open', owner: 'ana' };
    expect(await connector.write(call(postgresTool, given, prior))).toMatchObject({ outcome: 'unknown' });
  });

  it('gives back what JSON cannot hold as Postgres writes it', async () => {
    const { connector } = await start();
    const odd = toolOf(`
odd:
  describes: Odd
  connector: sql
  url_env: CRM_DB
  arguments: { id: integer }
  read: >-
    select 12.50::numeric as price, true as yes, 7::bigint as seven, '2026-01-02'::date as day from deals where id = :id
  write: delete from deals where id = :id
  prior_values: [price, yes, seven, day]
  risk: irreversible`);
    expect(await connector.read({ tool: odd, arguments: { id: 1 } })).toEqual({
      price: '12.50',
      yes: true,
      seven: 7,
      day: '2026-01-02',
    });
  });
});
