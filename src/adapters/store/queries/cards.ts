import type { CardRow } from '../../../../db/schema.js';
import { type HandoffId, handoffId } from '../../../domain/ids.js';
import type { Card, Surface } from '../../../ports/store.js';
import { all, each, first, sql, write } from './query.js';
import { ask, type Steps } from './steps.js';

/** Where a message of a handoff stands. */
export function findCard(id: HandoffId, surface: Surface): Steps<Card | null> {
  return ask(find, { handoff_id: id, surface });
}

/** The private messages that show the card. */
export const copiesOf = (id: HandoffId): Steps<Card[]> => ask(copies, { handoff_id: id });

export function* saveCard(card: Card): Steps<void> {
  yield* ask(save, {
    workspace_id: (yield* ask(workspaceOf, { id: card.handoffId })) ?? '',
    handoff_id: card.handoffId,
    surface: card.surface,
    channel: card.channel,
    place_channel: card.place?.channel ?? null,
    ts: card.place?.ts ?? null,
    message_key: card.key,
    shown_version: card.shownVersion,
  });
}

function toCard(row: CardRow): Card {
  return {
    handoffId: handoffId(row.handoff_id),
    surface: row.surface as Surface,
    channel: row.channel,
    place: row.place_channel !== null && row.ts !== null ? { channel: row.place_channel, ts: row.ts } : null,
    key: row.message_key,
    shownVersion: row.shown_version,
  };
}

const find = first(
  (p) =>
    sql
      .selectFrom('cards')
      .selectAll()
      .where('handoff_id', '=', p('handoff_id'))
      .where('surface', '=', p('surface')),
  toCard,
);
const copies = all(
  (p) =>
    sql
      .selectFrom('cards')
      .selectAll()
      .where('handoff_id', '=', p('handoff_id'))
      .where('surface', 'like', 'private:%'),
  toCard,
);
const workspaceOf = first(
  (p) => sql.selectFrom('handoffs').select('workspace_id').where('id', '=', p('id')),
  (row) => row.workspace_id,
);

const columns = [
  ...(['workspace_id', 'handoff_id', 'surface', 'channel', 'place_channel', 'ts'] as const),
  ...(['message_key', 'shown_version'] as const),
] as const;
const save = write((p) =>
  sql
    .insertInto('cards')
    .values(each(p, ...columns))
    .onConflict((conflict) =>
      conflict.columns(['handoff_id', 'surface']).doUpdateSet(({ ref }) => ({
        channel: ref('excluded.channel'),
        place_channel: ref('excluded.place_channel'),
        ts: ref('excluded.ts'),
        message_key: ref('excluded.message_key'),
        shown_version: ref('excluded.shown_version'),
      })),
    ),
);
