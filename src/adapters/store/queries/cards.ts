import type Database from 'better-sqlite3';
import type { CardRow } from '../../../../db/schema.js';
import { type HandoffId, handoffId } from '../../../domain/ids.js';
import type { Card, Surface } from '../../../ports/store.js';
import { each, prepare, sql } from '../sqlite/prepared.js';

/** Where the messages of a handoff stand. */
export const createCards = (db: Database.Database) => {
  const { find, copies, workspaceOf, save } = statementsOf(db);
  return {
    find: (id: HandoffId, surface: Surface): Card | null => {
      const row = find.first({ handoff_id: id, surface });
      return row ? toCard(row) : null;
    },
    copies: (id: HandoffId): Card[] => copies.all({ handoff_id: id }).map(toCard),
    save: (card: Card): void => {
      save.run({
        workspace_id: workspaceOf.first({ id: card.handoffId })?.workspace_id ?? '',
        handoff_id: card.handoffId,
        surface: card.surface,
        channel: card.channel,
        place_channel: card.place?.channel ?? null,
        ts: card.place?.ts ?? null,
        message_key: card.key,
        shown_version: card.shownVersion,
      });
    },
  };
};

const toCard = (row: CardRow): Card => ({
  handoffId: handoffId(row.handoff_id),
  surface: row.surface as Surface,
  channel: row.channel,
  place: row.place_channel !== null && row.ts !== null ? { channel: row.place_channel, ts: row.ts } : null,
  key: row.message_key,
  shownVersion: row.shown_version,
});

const statementsOf = (db: Database.Database) => ({
  find: prepare(db, (p) =>
    sql
      .selectFrom('cards')
      .selectAll()
      .where('handoff_id', '=', p('handoff_id'))
      .where('surface', '=', p('surface')),
  ),
  copies: prepare(db, (p) =>
    sql
      .selectFrom('cards')
      .selectAll()
      .where('handoff_id', '=', p('handoff_id'))
      .where('surface', 'like', 'private:%'),
  ),
  workspaceOf: prepare(db, (p) =>
    sql.selectFrom('handoffs').select('workspace_id').where('id', '=', p('id')),
  ),
  save: prepare(db, (p) =>
    sql
      .insertInto('cards')
      .values(each(p, ...cardsColumns))
      .onConflict((conflict) =>
        conflict.columns(['handoff_id', 'surface']).doUpdateSet(({ ref }) => ({
          channel: ref('excluded.channel'),
          place_channel: ref('excluded.place_channel'),
          ts: ref('excluded.ts'),
          message_key: ref('excluded.message_key'),
          shown_version: ref('excluded.shown_version'),
        })),
      ),
  ),
});

const cardsColumns = [
  'workspace_id',
  'handoff_id',
  'surface',
  'channel',
  'place_channel',
  'ts',
  'message_key',
  'shown_version',
] as const;
