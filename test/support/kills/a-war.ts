import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGrants } from '../../../playground/manifest.js';
import { createWorkspace } from '../../../playground/workspace/workspace.js';
import { createSqliteStore } from '../../../src/adapters/store/sqlite/sqlite-store.js';
import { verifyFile } from '../../../src/adapters/store/sqlite/verify-file.js';
import type { Handoff } from '../../../src/domain/handoff/handoff.js';
import { handoffId } from '../../../src/domain/ids.js';
import { evolve } from '../../../src/domain/log/evolve.js';
import { aKindCharter } from '../a-kind-charter.js';
import { freePort, keepRunning } from '../bot/a-bot-process.js';
import { aCrowd } from '../browser/a-crowd.js';
import { agentToken } from '../browser/a-town.js';
import { aLedger, type LedgerLine, type TargetKind } from './a-ledger.js';

export interface WarOptions {
  /** The bundled bot. */
  readonly bot: string;
  readonly kind: TargetKind;
  readonly kills: number;
  readonly random: () => number;
}

export interface Outcome {
  readonly handoff: Handoff;
  /** The same, rebuilt from its events. */
  readonly replayed: Handoff | null;
  /** What took effect for it, in order. */
  readonly effects: readonly string[];
}

/** What is left when the killing is over and everything has come to rest. */
export interface Aftermath {
  readonly deaths: number;
  readonly outcomes: readonly Outcome[];
  /** Every effect in the target's own ledger. */
  readonly lines: readonly LedgerLine[];
  readonly log: ReturnType<typeof verifyFile>;
}

/** A life ends after so many calls at most, on a fast machine as on a slow one, or when nothing moves. */
const mostCalls = 40;
const mostQuietMs = 1_500;
/** The share of lives that end before the start is over, and how long they last at most. */
const stillborn = 0.1;
const stillbornMs = 400;

/** Kills a real bot again and again at random moments while a crowd keeps it busy, then lets it finish. */
export const aWar = async ({ bot, kind, kills, random }: WarOptions): Promise<Aftermath> => {
  const folder = mkdtempSync(join(tmpdir(), 'war-'));
  const workspace = await createWorkspace({ burst: null, ...readGrants() });
  const ledger = await aLedger(kind, join(folder, 'ledger.db'));
  let effects = 0;
  ledger.mood = () => {
    effects += 1;
    return { afterMs: random() * 40, losesAnswer: random() < 0.02 };
  };
  const activity = (): number => effects + workspace.state.messages.length + workspace.calls().length;
  const port = await freePort();
  const database = join(folder, 'countersign.db');
  const charter = join(folder, 'charter.yml');
  writeFileSync(charter, aKindCharter(kind));
  const bots = keepRunning(bot, {
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    DATABASE_URL: `sqlite:${database}`,
    CHARTER: charter,
    LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    SUPPORT_AGENT_TOKEN: agentToken,
    LEDGER_URL: ledger.url,
    PORT: String(port),
  });
  const crowd = aCrowd({ workspace, url: `http://127.0.0.1:${port}`, database, random });
  try {
    while (bots.deaths() < kills) {
      if (random() > stillborn) {
        await bots.started();
        const until = activity() + random() * mostCalls;
        for (const end = Date.now() + mostQuietMs; activity() < until && Date.now() < end; ) await pause(1);
        await pause(random() * 5);
      } else await pause(random() * stillbornMs);
      await bots.kill();
    }
    await crowd.finish();
  } finally {
    await bots.stop();
    await workspace.close();
  }
  const lines = ledger.lines();
  await ledger.close();
  const outcomes = await outcomesOf(database, crowd.taken, lines);
  return { deaths: bots.deaths(), outcomes, lines, log: verifyFile(database) };
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const outcomesOf = async (
  file: string,
  taken: ReadonlyMap<number, string>,
  lines: readonly LedgerLine[],
): Promise<Outcome[]> => {
  const store = await createSqliteStore({ file });
  const outcomes: Outcome[] = [];
  for (const [n, id] of taken) {
    const handoff = await store.handoff(handoffId(id));
    if (!handoff) throw new Error(`Case ${n} was taken and is gone.`);
    const replayed = (await store.events(handoff.id)).reduce<Handoff | null>(evolve, null);
    const effects = lines
      .filter(({ record }) => record.startsWith(`case-${n}-`))
      .map(({ record, status }) => `${record.split('-')[2]} ${status}`);
    outcomes.push({ handoff, replayed, effects });
  }
  await store.close();
  return outcomes;
};
