import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite, type Sqlite } from '../../../db/sqlite.js';
import { createSqliteStore } from '../../../src/adapters/store/sqlite/sqlite-store.js';
import { auditCommand } from '../../../src/cli/audit/audit.js';
import type { Command } from '../../../src/domain/command.js';
import { decide } from '../../../src/domain/decide.js';
import { type Actor, bot, handoffId, person, personId } from '../../../src/domain/ids.js';
import { boundsAsked } from '../../../src/domain/lifecycle/bounds-asked.js';
import type { Store } from '../../../src/ports/store.js';
import { aCharter, aTaskType } from '../a-charter.js';
import { aDirectory } from '../a-directory.js';
import { aSubmit, minute, startAt, theAgent } from '../bot/a-story.js';

const charter = aCharter({
  taskTypes: { customer_reply: aTaskType({ fields: { note: { kind: 'string', optional: true } } }) },
});

/** Where the log, and whatever is kept beside it, may stand. */
export const aFolder = (): string => mkdtempSync(join(tmpdir(), 'log-'));

/** Does commands in a store, one after the other, a minute apart from `at` on. */
export const does = async (
  store: Store,
  id: string,
  {
    commands,
    at = startAt,
  }: { readonly commands: readonly (readonly [Actor, Command])[]; readonly at?: Date },
): Promise<void> => {
  for (const [index, [actor, command]] of commands.entries()) {
    const now = new Date(at.getTime() + index * minute);
    const [outcome] = await store.change([
      {
        handoffId: handoffId(id),
        actor,
        at: now,
        intake: null,
        settles: null,
        asks: (handoff) => boundsAsked(handoff, command, { charter: aCharter(), now }),
        decide: (handoff, bounds) =>
          decide(handoff, command, {
            ...{ actor, now, bounds },
            charter,
            directory: aDirectory(now),
          }),
      },
    ]);
    if (outcome instanceof Error) throw outcome;
    if (outcome?.kind !== 'changed')
      throw new Error(
        `“${command.type}” did not happen: ${outcome?.kind === 'refused' ? outcome.refusal.detail : outcome?.kind}`,
      );
  }
};

export const opening = (id: string, account = 'Acme Corp'): [Actor, Command][] => [
  [theAgent, aSubmit({ id: handoffId(id), account, nonce: `nonce-${id}` })],
  [
    bot,
    {
      type: 'triage',
      packet: null,
      fields: {},
      before: [{ status: 'open' }, null],
      owner: null,
      nonce: `nonce-${id}`,
    },
  ],
];

/** From the card to the end: approved, both steps carried out. */
export const finishing = (id: string): [Actor, Command][] => [
  [person(personId('U0BEN')), { type: 'approve', seen: { revision: 1, nonce: `nonce-${id}` } }],
  ...[0, 1].flatMap((step): [Actor, Command][] => [
    [bot, { type: 'start_step', step, key: `${id}-${step}`, prior: { status: 'open' } }],
    [bot, { type: 'finish_step', step, status: 'done', result: { status: 'replied' }, detail: null }],
  ]),
];

/** Two handoffs that wait for a decision, in a file. */
export const aLog = async (): Promise<string> => {
  const file = join(aFolder(), 'log.db');
  const store = await createSqliteStore({ file });
  for (const id of ['h_1', 'h_2']) await does(store, id, { commands: opening(id) });
  await store.close();
  return file;
};

/** What the command says about a file, and its exit code. */
export const audit = async (args: readonly string[], environment: Record<string, string> = {}) => {
  const lines: string[] = [];
  const code = await auditCommand(args, { environment, print: (line) => lines.push(line) });
  return { code, said: lines.join('\n') };
};

/** Somebody with the file in their hands, who also removes the triggers. */
export const tamper = (file: string, change: string | ((db: Sqlite) => void)): void => {
  const db = openSqlite(file);
  db.pragma('foreign_keys = off');
  const triggers = db
    .prepare<[], { name: string }>(`select name from sqlite_master where type = 'trigger'`)
    .all();
  for (const { name } of triggers) db.exec(`drop trigger ${name}`);
  if (typeof change === 'string') db.exec(change);
  else change(db);
  db.close();
};
