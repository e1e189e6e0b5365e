import type Database from 'better-sqlite3';
import type { Directory, RoleMembers } from '../../../domain/directory.js';
import type { CharterRecord, LlmCall } from '../../../ports/store.js';
import { directoryFrom } from '../rows/people-codec.js';
import { each, prepare, sql } from '../sqlite/prepared.js';

/** What is kept beside the handoffs: calls of the model, charters and levels over time, the last directory. */
export const createRecords = (db: Database.Database) => {
  const llmCall = prepare(db, (p) =>
    sql
      .insertInto('llm_calls')
      .values(each(p, 'handoff_id', 'account', 'model', 'input_tokens', 'output_tokens', 'called_at')),
  );
  const charter = prepare(db, (p) =>
    sql
      .insertInto('charters')
      .values({ hash: p('hash'), body: p('body'), first_seen_at: p('at') })
      .onConflict((conflict) => conflict.column('hash').doNothing()),
  );
  const levelNow = prepare(db, (p) =>
    sql
      .selectFrom('levels')
      .select('level')
      .where('task_type', '=', p('task_type'))
      .orderBy('since', 'desc')
      .limit(1),
  );
  const level = prepare(db, (p) =>
    sql.insertInto('levels').values({ ...each(p, 'task_type', 'level', 'evidence'), since: p('at') }),
  );
  return {
    llmCall: (call: LlmCall): void => {
      llmCall.run({
        handoff_id: call.handoffId,
        account: call.account,
        model: call.model,
        input_tokens: call.inputTokens,
        output_tokens: call.outputTokens,
        called_at: call.at.getTime(),
      });
    },
    charter: db.transaction(({ hash, text, levels, at }: CharterRecord): void => {
      charter.run({ hash, body: text, at: at.getTime() });
      for (const [task_type, newLevel] of Object.entries(levels))
        if (levelNow.first({ task_type })?.level !== newLevel)
          level.run({ task_type, level: newLevel, evidence: hash, at: at.getTime() });
    }),
    ...createPeopleRows(db),
  };
};

const createPeopleRows = (db: Database.Database) => {
  // Delegations of earlier versions stay where they were written.
  const clear = prepare(db, () => sql.deleteFrom('people').where('id', 'not like', 'delegation:%'));
  const insert = prepare(db, (p) =>
    sql.insertInto('people').values({ id: p('id'), body: p('body'), read_at: p('at') }),
  );
  const all = prepare(db, () => sql.selectFrom('people').select(['id', 'body']));
  return {
    savePeople: db.transaction((directory: Directory): void => {
      clear.run();
      insert.run({ id: 'team', body: JSON.stringify(directory.teamId), at: 0 });
      for (const person of Object.values(directory.people))
        insert.run({ id: `person:${person.id}`, body: JSON.stringify(person), at: person.readAt.getTime() });
      for (const [id, members] of groupsOf(directory))
        insert.run({
          id,
          body: JSON.stringify(members),
          at: members.known ? members.readAt.getTime() : 0,
        });
    }),
    people: (): Omit<Directory, 'delegations'> => directoryFrom(all.all()),
  };
};

const groupsOf = ({ roles, channels }: Directory): [string, RoleMembers][] => [
  ...Object.entries(roles).map(([name, members]): [string, RoleMembers] => [`role:${name}`, members]),
  ...Object.entries(channels).map(([name, members]): [string, RoleMembers] => [`channel:${name}`, members]),
];
