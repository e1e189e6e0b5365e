import type { Directory, RoleMembers } from '../../../domain/directory.js';
import { directoryFrom } from '../rows/people-codec.js';
import { standingDelegations } from './delegations.js';
import { all, sql, type Values, write } from './query.js';
import { ask, type Steps } from './steps.js';

/** Keeps the directory as it was read last. */
export function* savePeople(directory: Directory): Steps<void> {
  yield* ask(clear);
  for (const row of rowsOf(directory)) yield* ask(insert, row);
}

export function* readPeople(): Steps<Directory> {
  const delegations = yield* standingDelegations();
  return { ...directoryFrom(yield* ask(everybody)), delegations };
}

function rowsOf({ teamId, people, roles, channels }: Directory): Values[] {
  return [
    { id: 'team', body: JSON.stringify(teamId), at: 0 },
    ...Object.values(people).map((person) => ({
      id: `person:${person.id}`,
      body: JSON.stringify(person),
      at: person.readAt.getTime(),
    })),
    ...Object.entries(roles).map(([name, members]) => groupRow(`role:${name}`, members)),
    ...Object.entries(channels).map(([name, members]) => groupRow(`channel:${name}`, members)),
  ];
}

function groupRow(id: string, members: RoleMembers): Values {
  return {
    id,
    body: JSON.stringify(members),
    at: members.known ? members.readAt.getTime() : 0,
  };
}

/** Delegations of earlier versions stay where they were written. */
const clear = write(() => sql.deleteFrom('people').where('id', 'not like', 'delegation:%'));
const insert = write((p) =>
  sql.insertInto('people').values({ id: p('id'), body: p('body'), read_at: p('at') }),
);
const everybody = all(
  () => sql.selectFrom('people').select(['id', 'body']),
  (row) => row,
);
