import { openSqlite, type Sqlite } from '../../../db/sqlite.js';
import type { Message } from '../../../playground/workspace/state.js';
import type { Workspace } from '../../../playground/workspace/workspace.js';
import { agentToken } from './a-town.js';

export interface CrowdOptions {
  readonly workspace: Workspace;
  /** Where the bot takes handoffs. */
  readonly url: string;
  readonly database: string;
  /** Between 0 and 1, as `Math.random`. */
  readonly random: () => number;
}

export interface Crowd {
  /** No more is submitted; resolves when everything that was has come to an end. */
  finish(): Promise<void>;
  /** Ids of what was submitted, by number. */
  readonly taken: ReadonlyMap<number, string>;
}

/** Handoffs that are open at the same time. */
const mostOpen = 8;
const lookMs = 20;
/** Somebody whose click led to nothing clicks again. */
const patienceMs = 700;
const ended = ['done', 'rolled_back', 'exception'];

/** Agents and people who submit, approve and undo without a pause, and who insist when nothing happens. */
export const aCrowd = (options: CrowdOptions): Crowd => {
  const { workspace, random } = options;
  const taken = new Map<number, string>();
  const doomed = new Set<string>();
  const states = createStates(options.database);
  let isOver = false;
  let isSubmitting = true;
  const whilePlaying = async (work: () => Promise<unknown>): Promise<void> => {
    while (!isOver) {
      await work();
      await pause(lookMs);
    }
  };
  let next = 0;
  const submitting = async (): Promise<void> => {
    while (isSubmitting) {
      if (states.underWay() < mostOpen) {
        const n = next++;
        const id = await submitUntilTaken(n, options.url);
        taken.set(n, id);
        if (random() < 0.4) doomed.add(id);
      }
      await pause(lookMs);
    }
  };
  const clicks = createClicks(workspace);
  const undoing = (who: string) =>
    whilePlaying(async () => {
      const card = clicks.waiting('handoff.undo').find(({ id }) => doomed.has(id));
      card?.press();
      if (card) await undo(workspace, who, card.message);
    });
  const playing = Promise.all([
    whilePlaying(async () => {
      for (const { message, press } of clicks.waiting('handoff.approve')) {
        press();
        void workspace.as('U0BEN').click(message, 'handoff.approve');
      }
    }),
    undoing('U0ANA'),
    undoing('U0MEG'),
  ]);
  const submitted = Promise.all([submitting(), submitting()]);
  const isAtRest = (): boolean =>
    states.waiting() === 0 &&
    states
      .all()
      .every(
        ({ id, state, canUndo }) => ended.includes(state) && !(state === 'done' && canUndo && doomed.has(id)),
      );
  return {
    taken,
    finish: async () => {
      isSubmitting = false;
      await submitted;
      const patient = Date.now() + 90_000;
      while (!isAtRest() && Date.now() < patient) await pause(100);
      isOver = true;
      await playing;
      states.close();
    },
  };
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** An agent that hears nothing sends the same request again, with the same key. */
const submitUntilTaken = async (n: number, url: string): Promise<string> => {
  for (;;) {
    const answer = await fetch(`${url}/v1/handoffs`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${agentToken}`,
        'content-type': 'application/json',
        'idempotency-key': `work-${n}`,
      },
      body: JSON.stringify({
        task: 'work',
        summary: `Close the records of case ${n}`,
        confidence: 0.9,
        fields: { one: `case-${n}-one`, two: `case-${n}-two` },
      }),
      signal: AbortSignal.timeout(3_000),
    }).catch(() => null);
    const body = answer && answer.status < 300 ? await answer.json().catch(() => null) : null;
    if (body) return (body as { id: string }).id;
    await pause(30);
  }
};

interface Waiting {
  readonly id: string;
  readonly message: Message;
  /** Whoever acts says so, and the card is not offered again for a while. */
  press(): void;
}

/** Cards on which somebody can press a button. */
const createClicks = (workspace: Workspace) => {
  const pressedAt = new Map<string, number>();
  return {
    waiting: (actionId: string): Waiting[] =>
      workspace.messages('#support').flatMap((message): Waiting[] => {
        const id = message.threadTs ? undefined : buttonOf(message, actionId)?.split('.')[0];
        const press = `${actionId} ${message.ts}`;
        if (!id || Date.now() - (pressedAt.get(press) ?? 0) < patienceMs) return [];
        return [{ id, message, press: () => void pressedAt.set(press, Date.now()) }];
      }),
  };
};

const buttonOf = ({ blocks }: Message, actionId: string): string | undefined =>
  blocks
    .flatMap(({ elements }) => (elements ?? []) as { action_id?: string; value?: string }[])
    .find(({ action_id: name }) => name === actionId)?.value;

const undo = async (workspace: Workspace, who: string, card: Message): Promise<void> => {
  workspace.state.modals.delete(who);
  const person = workspace.as(who);
  void person.click(card, 'handoff.undo');
  for (let tries = 0; tries < 20 && !person.modal(); tries += 1) await pause(lookMs);
  if (person.modal()) await person.submit({ reason: 'It was the wrong case' }).catch(() => null);
};

/** What stands in the bot's database, whoever is alive. */
const createStates = (file: string) => {
  let db: Sqlite | null = null;
  const open = (): Sqlite | null => {
    try {
      db ??= openSqlite(file, { readonly: true, fileMustExist: true });
      db.prepare('select 1 from handoffs, outbox limit 1').get();
      return db;
    } catch {
      // The bot has not made its tables yet.
      return null;
    }
  };
  return {
    all: (): { id: string; state: string; canUndo: number }[] =>
      open()
        ?.prepare<[], { id: string; state: string; canUndo: number }>(
          `select id, state, json_extract(body, '$.undoUntil') is not null as canUndo from handoffs`,
        )
        .all() ?? [],
    underWay: (): number =>
      open()
        ?.prepare<[], { n: number }>(
          `select count(*) as n from handoffs where is_open and state <> 'exception'`,
        )
        .get()?.n ?? 0,
    waiting: (): number =>
      open()?.prepare<[], { n: number }>('select count(*) as n from outbox').get()?.n ?? 1,
    close: () => db?.close(),
  };
};
