import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Handoff } from '../../src/domain/handoff/handoff.js';
import { bundleBot } from '../support/bot/a-bot-process.js';
import { type TargetKind, targetKinds } from '../support/kills/a-ledger.js';
import { aRandom } from '../support/kills/a-random.js';
import { type Aftermath, aWar, type Outcome } from '../support/kills/a-war.js';
import { seedFrom, volume } from '../support/volume.js';

/** Both can be given, to see a run again or to see more. */
const seed = seedFrom('KILL_SEED');
const kills = Number(process.env.KILLS ?? volume(48, 520)) / targetKinds.length;

/** The bot is killed again and again, wherever it happens to be, with many handoffs in flight. */
describe(`a bot that is killed at random (KILL_SEED=${seed})`, () => {
  const built = resolve(`node_modules/.cache/kills-${process.pid}`);
  const wars = new Map<TargetKind, Aftermath>();
  beforeAll(async () => {
    const bot = await bundleBot('test/support/bot/crashing-bot.ts', built);
    await Promise.all(
      targetKinds.map(async (kind, index) => {
        wars.set(kind, await aWar({ bot, kind, kills, random: aRandom(seed + index) }));
      }),
    );
  }, 900_000);
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  describe.each(targetKinds)('while it works on a target that %s', (kind) => {
    const war = (): Aftermath => wars.get(kind)!;

    it('was killed often enough, with enough to do', () => {
      expect(war().deaths).toBeGreaterThanOrEqual(kills);
      expect(war().outcomes.length).toBeGreaterThan(kills / 5);
    });

    it('repeats nothing, loses nothing, and asks a person where it cannot know', () => {
      const wrong = war().outcomes.filter((outcome) => !isRight(outcome));
      expect(wrong.map(({ handoff, effects }) => ({ ...ending(handoff), effects }))).toEqual([]);
      // Where the target can tell, a person is asked only when every try was cut short.
      const asked = war().outcomes.filter(({ handoff }) => handoff.state === 'exception');
      if (kind !== 'does neither') expect(asked.length).toBeLessThan(war().outcomes.length / 10);
    });

    it('did nothing that nobody approved', () => {
      const { lines, outcomes } = war();
      expect(lines).toHaveLength(outcomes.reduce((sum, { effects }) => sum + effects.length, 0));
      expect(outcomes.filter(({ handoff }) => handoff.consent.decision === null)).toEqual([]);
    });

    it('has a log that verifies and tells the same story as the rows', () => {
      expect(war().log.broken).toBeNull();
      expect(war().log.handoffs).toBe(war().outcomes.length);
      for (const { handoff, replayed } of war().outcomes) expect(replayed).toEqual(handoff);
    });
  });
});

const ending = ({ id, state, exception }: Handoff) => ({ id, state, why: exception?.detail });

const carriedOut = 'one closed, two closed';
const putBack = `${carriedOut}, two open, one open`;

const isRight = ({ handoff: { state, exception }, effects }: Outcome): boolean => {
  const took = effects.join(', ');
  if (state === 'done') return took === carriedOut;
  if (state === 'rolled_back') return took === putBack;
  const isOwned = exception?.cause === 'in_doubt' && exception.owner.person !== null;
  return state === 'exception' && isOwned && putBack.startsWith(took);
};
