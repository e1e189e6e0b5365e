import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createSqliteStore } from '../../../src/adapters/store/sqlite/sqlite-store.js';
import { verifyFile } from '../../../src/adapters/store/sqlite/verify-file.js';
import { type Handoff, states } from '../../../src/domain/handoff/handoff.js';
import { bot, handoffId, person, personId } from '../../../src/domain/ids.js';
import { erasedText } from '../../../src/domain/log/erasure.js';
import { evolve } from '../../../src/domain/log/evolve.js';
import type { Store } from '../../../src/ports/store.js';
import { startAt } from '../../support/bot/a-story.js';
import { aFolder, does } from '../../support/targets/a-log.js';

/**
 * A file of version 0.1.0 from before the rows had codecs: 48 handoffs, every state, every type of event of then,
 * three anchors, one customer erased. It is never written anew: what it proves is that such files stay readable.
 */
const earlierLog = (): string => {
  const file = join(aFolder(), 'earlier.db');
  writeFileSync(file, gunzipSync(readFileSync('test/fixtures/earlier-log.db.gz')));
  return file;
};

const withEarlier = async <T>(use: (store: Store, file: string) => Promise<T>): Promise<T> => {
  const file = earlierLog();
  const store = await createSqliteStore({ file });
  try {
    return await use(store, file);
  } finally {
    await store.close();
  }
};

const everyHandoff = async (store: Store): Promise<readonly Handoff[]> =>
  (await store.list({ limit: 100 })).handoffs;

describe('a log of an earlier version', () => {
  it('verifies to its last anchor', async () => {
    const verified = await withEarlier(async (_store, file) => verifyFile(file));
    expect(verified).toMatchObject({ broken: null, handoffs: 48, events: 255 });
    expect(verified.anchors).toHaveLength(3);
  });

  it('has every state, and replays each handoff to its row', async () => {
    await withEarlier(async (store) => {
      const handoffs = await everyHandoff(store);
      expect(new Set(handoffs.map(({ state }) => state))).toEqual(new Set(states));
      for (const handoff of handoffs) {
        let replayed: Handoff | null = null;
        for (const happened of await store.events(handoff.id)) replayed = evolve(replayed, happened);
        // Of an erased text the row keeps the frame, a replay does not.
        const { state, version } = handoff;
        expect(replayed).toEqual(
          handoff.origin.account === erasedText ? expect.objectContaining({ state, version }) : handoff,
        );
      }
    });
  });

  it('goes on with what was open and takes back what was done', async () => {
    await withEarlier(async (store, file) => {
      const id = (await everyHandoff(store)).find(({ id: one }) => one.endsWith('_review_card'))?.id ?? '';
      const found = await store.handoff(handoffId(id));
      const nonce = found?.consent.nonce ?? '';
      const proposal = found?.work.proposal;
      const at = new Date(startAt.getTime() + 90 * 60_000);
      await does(store, id, {
        at,
        commands: [
          [
            person(personId('U0BEN')),
            { type: 'approve', seen: { revision: proposal?.revision ?? 0, nonce } },
          ],
          ...[0, 1].flatMap((step): Parameters<typeof does>[2]['commands'] => [
            [bot, { type: 'start_step', step, key: `${id}-${step}`, prior: { status: 'open' } }],
            [bot, { type: 'finish_step', step, status: 'done', result: { status: 'replied' }, detail: null }],
          ]),
        ],
      });
      const done = (await everyHandoff(store)).find(({ id: one }) => one.endsWith('_done'))?.id ?? '';
      await does(store, done, {
        at: new Date(startAt.getTime() + 10 * 3_600_000),
        commands: [[person(personId('U0BEN')), { type: 'roll_back', reason: 'Wrong client' }]],
      });
      expect(await store.handoff(handoffId(id))).toMatchObject({ state: 'done' });
      expect(await store.handoff(handoffId(done))).toMatchObject({
        state: 'executing',
        execution: { run: { kind: 'undo' } },
      });
      expect(verifyFile(file).broken).toBeNull();
    });
  });

  it('keeps what stands beside the handoffs', async () => {
    await withEarlier(async (store) => {
      const { delegations, people } = await store.people();
      expect(delegations).toEqual([
        { from: 'U0BEN', to: 'U0KIM', startsAt: startAt, endsAt: new Date('2026-10-04T09:00:00Z') },
      ]);
      expect(people.U0BEN?.readAt).toEqual(startAt);
      expect(await store.paused()).toMatchObject([{ scope: 'type refund', by: 'U0MEG' }]);
      expect(await store.lastAnchor()).toMatchObject({ n: 3, events: 255 });
      expect(await store.outboxState()).toMatchObject({ waiting: 201 });
      expect(await store.nudgesSince(personId('U0ANA'), startAt)).toBe(1);
      const { due } = await store.outboxLook(new Date('2026-12-01T00:00:00Z'), new Set());
      expect(due.length).toBeGreaterThan(40);
    });
  });
});
