import { type Handoff, isOpen } from '../../../domain/handoff/handoff.js';
import { bot } from '../../../domain/ids.js';
import { withoutTexts } from '../../../domain/log/erasure.js';
import { handoffsOfAccount, type StoredHandoff, updateHandoff } from '../queries/handoffs.js';
import { queueEffects } from '../queries/outbox.js';
import { all, first, sql, write } from '../queries/query.js';
import { ask, type Steps } from '../queries/steps.js';
import { appendEvent } from './events.js';

export type Erasure =
  | { readonly kind: 'unknown' }
  /** Work of this account goes on; nothing was erased. */
  | { readonly kind: 'refused'; readonly open: readonly string[]; readonly waiting: readonly string[] }
  /** Another process has the file open. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'erased'; readonly handoffs: number; readonly texts: number };

export interface ErasureOrder {
  readonly account: string;
  readonly at: Date;
  /** Counts, and changes nothing. */
  readonly isDryRun: boolean;
}

/**
 * Removes every text of an account and adds an event to each of its handoffs. The chains refer to texts by hash, so
 * they still verify. To be followed in one transaction.
 */
export function* eraseTexts({ account, at, isDryRun }: ErasureOrder): Steps<Erasure> {
  const found = yield* handoffsOfAccount(account);
  if (found.length === 0) return { kind: 'unknown' };
  const open = found.filter(({ handoff }) => isOpen(handoff.state)).map(({ handoff }) => handoff.id);
  const waiting = yield* ask(waitingOf, { account });
  if (open.length || waiting.length) return { kind: 'refused', open, waiting };
  const texts = (yield* ask(countTexts, { account })) ?? 0;
  if (!isDryRun) {
    // These find the handoffs by their account, which the events below take away.
    for (const query of emptied) yield* ask(query, { account });
    for (const stored of found) yield* recordErasure(stored, at);
  }
  return { kind: 'erased', handoffs: found.length, texts };
}

function* recordErasure({ handoff, headHash }: StoredHandoff, at: Date): Steps<void> {
  const n = handoff.version + 1;
  const event = { type: 'erased', data: {}, content: null } as const;
  const next: Handoff = { ...withoutTexts(handoff), version: n };
  const hash = yield* appendEvent({ handoffId: handoff.id, n, at, actor: bot, event }, next, headHash);
  yield* updateHandoff(next, hash, handoff.version);
  yield* ask(rename, { account: next.origin.account, id: handoff.id });
  // The message in the chat shows the texts until the running bot has drawn it again.
  if ((yield* ask(cardOf, { id: handoff.id })) !== null)
    yield* queueEffects([{ type: 'show-card' }], next, at);
}

const ofAccount = (account: never) => sql.selectFrom('handoffs').select('id').where('account', '=', account);

const waitingOf = all(
  (p) =>
    sql
      .selectFrom('outbox')
      .select('handoff_id as id')
      .distinct()
      .where('handoff_id', 'in', ofAccount(p('account'))),
  ({ id }) => id,
);
const countTexts = first(
  (p) =>
    sql
      .selectFrom('contents')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('account', '=', p('account')),
  ({ n }) => n,
);
const cardOf = first(
  (p) => sql.selectFrom('cards').select('surface').where('handoff_id', '=', p('id')).limit(1),
  ({ surface }) => surface,
);
const rename = write((p) =>
  sql
    .updateTable('handoffs')
    .set({ account: p('account') })
    .where('id', '=', p('id')),
);

/** Every column that keeps a text of a customer outside the handoff itself. */
const emptied = [
  write((p) => sql.deleteFrom('contents').where('account', '=', p('account'))),
  write((p) =>
    sql
      .updateTable('proposals')
      .set({ bytes: '', account: null })
      .where('handoff_id', 'in', ofAccount(p('account'))),
  ),
  write((p) =>
    sql
      .updateTable('prior_values')
      .set({ values_json: 'null', account: null })
      .where('handoff_id', 'in', ofAccount(p('account'))),
  ),
  write((p) =>
    sql
      .updateTable('attempts')
      .set({ result_json: null, detail: null })
      .where('handoff_id', 'in', ofAccount(p('account'))),
  ),
  write((p) =>
    sql
      .updateTable('calls')
      .set({ account: null, request_json: null, response_json: null })
      .where('handoff_id', 'in', ofAccount(p('account'))),
  ),
  // The agent chose the key, and the hash of a short body can be guessed.
  write((p) => sql.deleteFrom('intake_keys').where('handoff_id', 'in', ofAccount(p('account')))),
  write((p) => sql.updateTable('llm_calls').set({ account: null }).where('account', '=', p('account'))),
];
