import type { HandoffId } from '../../../domain/ids.js';
import type { IntakeKey } from '../../../ports/store.js';
import { each, first, sql, write } from './query.js';
import { ask, type Steps } from './steps.js';

/** The submission that came first under a key. */
export const earlierIntake = ({ agent, key }: IntakeKey) => ask(find, { agent, key });

export function rememberIntake({ agent, key, bodyHash }: IntakeKey, id: HandoffId): Steps<number> {
  return ask(insert, { agent, intake_key: key, body_hash: bodyHash, handoff_id: id });
}

const find = first(
  (p) =>
    sql
      .selectFrom('intake_keys')
      .select(['body_hash', 'handoff_id'])
      .where('agent', '=', p('agent'))
      .where('intake_key', '=', p('key')),
  ({ body_hash: bodyHash, handoff_id: id }) => ({ bodyHash, handoffId: id }),
);
const insert = write((p) =>
  sql.insertInto('intake_keys').values(each(p, 'agent', 'intake_key', 'body_hash', 'handoff_id')),
);
