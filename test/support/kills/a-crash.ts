import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Company, createCompany } from '../../../playground/company/company.js';
import { readGrants } from '../../../playground/manifest.js';
import type { Message } from '../../../playground/workspace/state.js';
import { createWorkspace, type Workspace } from '../../../playground/workspace/workspace.js';
import type { Verified } from '../../../src/adapters/store/log/verify-log.js';
import { verifyFile } from '../../../src/adapters/store/sqlite/verify-file.js';
import { freePort, keepRunning } from '../bot/a-bot-process.js';
import { choiceOf } from '../bot/a-desk.js';
import { agentToken, townEnvironment } from '../browser/a-town.js';
import { aRandom } from './a-random.js';

/** Where a story plays, while the bot dies once and comes back. */
export interface Scene {
  readonly workspace: Workspace;
  readonly company: Company;
  /** The one card; throws while there is none. */
  card(): Message;
  cards(): Message[];
  submitUntilTaken(body: string): Promise<void>;
  /** Somebody whose click led to nothing clicks again, until the log holds the event so many times. */
  insist(act: () => Promise<unknown>, event: string, times?: number): Promise<void>;
  /** Presses a button that opens a window, and answers in it. */
  fillIn(who: string, actionId: string, answer: Answer): Promise<void>;
  cardSays(words: string): Promise<Message>;
}
interface Answer {
  readonly choice?: RegExp;
  readonly values: Readonly<Record<string, string>>;
  readonly on?: () => Message | undefined;
}

export interface Crash {
  readonly bot: string;
  readonly charter?: string;
  story(scene: Scene): Promise<void>;
}

export interface Survived {
  readonly deaths: number;
  readonly log: Verified;
}

/** Plays a story with a bot that is killed at that point, once, and is started again. */
export const crashAt = async (point: string, { bot, charter, story }: Crash): Promise<Survived> => {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const workspace = await createWorkspace({ burst: 50, ...readGrants() });
  const company = await createCompany({ file: join(folder, 'company.db'), token: 'company-token' });
  const port = await freePort();
  const bots = keepRunning(bot, {
    ...townEnvironment({ workspace, company, folder }, 'socket'),
    PORT: String(port),
    CHARTER: charter ?? resolve('charter.yml'),
    CRASH_AT: point,
    CRASH_MARKER: join(folder, 'crashed'),
  });
  try {
    await story(aScene({ workspace, company, url: `http://127.0.0.1:${port}` }));
  } finally {
    await bots.stop();
    await workspace.close();
    await company.close();
  }
  return { deaths: bots.deaths(), log: verifyFile(join(folder, 'countersign.db')) };
};

/** Points that are always played, and of the others as many as there is time for, drawn by the seed. */
export const drawPoints = (points: readonly string[], { always, draw, seed }: Drawing): readonly string[] => {
  const random = aRandom(seed);
  const drawn = points
    .map((point) => ({ point, rank: always.includes(point) ? -1 : random() }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, always.length + draw)
    .map(({ point }) => point);
  return points.filter((point) => drawn.includes(point));
};

export interface Drawing {
  readonly always: readonly string[];
  readonly draw: number;
  readonly seed: number;
}

/** Most of a story is waiting, so a few are played side by side. What became of each point is answered, or thrown, by its function. */
export const crashAtEach = async (
  points: readonly string[],
  play: (point: string) => Promise<Survived>,
): Promise<ReadonlyMap<string, () => Survived>> => {
  const outcomes = new Map<string, () => Survived>();
  const waiting = [...points];
  const lane = async (): Promise<void> => {
    for (let point = waiting.shift(); point !== undefined; point = waiting.shift()) {
      const [outcome] = await Promise.allSettled([play(point)]);
      outcomes.set(point, () => {
        if (outcome.status === 'rejected') throw outcome.reason;
        return outcome.value;
      });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return outcomes;
};

const lanes = 5;

const aScene = ({
  workspace,
  company,
  url,
}: {
  readonly workspace: Workspace;
  readonly company: Company;
  readonly url: string;
}): Scene => {
  let id = '';
  const cards = (): Message[] => workspace.messages('#support').filter((message) => !message.threadTs);
  const card = (): Message => {
    const [first] = cards();
    if (!first) throw new Error('There is no card yet.');
    return first;
  };
  const cardSays = (words: string): Promise<Message> =>
    workspace.until(
      () => cards().find((one) => workspace.words(one).includes(words)),
      `a card that says “${words}”`,
    );
  const ask = async (path: string, init: object = {}): Promise<Record<string, unknown> | null> => {
    const headers = { authorization: `Bearer ${agentToken}`, 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(3_000);
    const answer = await fetch(`${url}${path}`, { headers, signal, ...init }).catch(() => null);
    if (!answer?.ok) return null;
    return answer.json().catch(() => null) as Promise<Record<string, unknown> | null>;
  };
  const count = async (event: string): Promise<number> => {
    const events = ((await ask(`/v1/handoffs/${id}/events`))?.events ?? []) as { type: string }[];
    return events.filter(({ type }) => type === event).length;
  };
  return {
    workspace,
    company,
    card,
    cards,
    cardSays,
    submitUntilTaken: async (body) => {
      const taken = await persist(() =>
        ask('/v1/handoffs', { method: 'POST', body, headers: submitHeaders }),
      );
      id = String(taken.id);
    },
    insist: async (act, event, times = 1) => {
      await persist(async () => {
        if ((await count(event)) >= times) return true;
        // A button that is not there is a click that led to nothing, too.
        await Promise.resolve()
          .then(act)
          .catch(() => null);
        return soon(async () => (await count(event)) >= times);
      });
    },
    fillIn: async (who, actionId, { choice, values, on = card }) => {
      workspace.state.modals.delete(who);
      const message = on();
      if (!message) return;
      const person = workspace.as(who);
      void person.click(message, actionId, choice && choiceOf(message, choice));
      await soon(async () => person.modal() !== undefined);
      if (person.modal()) await person.submit(values);
    },
  };
};

const submitHeaders = {
  authorization: `Bearer ${agentToken}`,
  'content-type': 'application/json',
  // An agent that hears nothing sends the same request again, with the same key.
  'idempotency-key': 'inquiry-1',
};

const pause = (ms: number): Promise<void> => new Promise((resolved) => setTimeout(resolved, ms));

const soon = async (look: () => Promise<boolean>): Promise<boolean> => {
  for (let tries = 0; tries < 25; tries += 1) {
    if (await look()) return true;
    await pause(40);
  }
  return false;
};

const persist = async <T>(act: () => Promise<T | null | false>): Promise<T> => {
  for (const end = Date.now() + 40_000; Date.now() < end; await pause(40)) {
    const found = await act();
    if (found) return found;
  }
  throw new Error('It was tried for long enough.');
};
