import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Company, createCompany } from '../../playground/company/company.js';
import { readGrants } from '../../playground/manifest.js';
import type { Message } from '../../playground/workspace/state.js';
import { createWorkspace, type Workspace } from '../../playground/workspace/workspace.js';
import { verifyLog } from '../../src/adapters/store/verify-log.js';
import { bundleBot, freePort, keepRunning } from '../support/a-bot-process.js';
import { agentToken, inquiry, townEnvironment } from '../support/a-town.js';

/** The bot is killed at one point of the story and started again; the people go on as people do. */
const points = [
  ...[
    'submitted',
    'triaged',
    'edited',
    'voted',
    'approved',
    'step_started',
    'step_finished',
    'executed',
    'rollback_started',
    'rolled_back',
  ].flatMap((event) => [`before commit of ${event}`, `after commit of ${event}`]),
  ...[
    'posting the card',
    'updating the card',
    'telling the owner',
    'adding a note',
    'reading a record',
    'calling a tool',
  ].flatMap((call) => [`before ${call}`, `after ${call}`]),
];

describe('a bot that is killed', () => {
  const built = resolve(`node_modules/.cache/crash-${process.pid}`);
  let bot = '';
  beforeAll(async () => {
    bot = await bundleBot('test/support/crashing-bot.ts', built);
  });
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  it.each(points)(
    '%s ends the story right',
    async (point) => {
      const folder = mkdtempSync(join(tmpdir(), 'crash-'));
      const workspace = await createWorkspace({ burst: 50, ...readGrants() });
      const company = await createCompany({ file: join(folder, 'company.db'), token: 'company-token' });
      const port = await freePort();
      const bots = keepRunning(bot, {
        ...townEnvironment({ workspace, company, folder }, 'socket'),
        PORT: String(port),
        CRASH_AT: point,
        CRASH_MARKER: join(folder, 'crashed'),
      });
      try {
        await story({ workspace, company, url: `http://127.0.0.1:${port}` });
        expect(bots.deaths()).toBe(1);
      } finally {
        await bots.stop();
        await workspace.close();
        await company.close();
      }
      const log = verifyLog(join(folder, 'countersign.db'));
      expect(log).toMatchObject({ handoffs: 1, broken: null });
    },
    60_000,
  );
});

interface Scene {
  readonly workspace: Workspace;
  readonly company: Company;
  readonly url: string;
}

const story = async ({ workspace, company, url }: Scene): Promise<void> => {
  const cards = (): Message[] => workspace.messages('#support').filter((message) => !message.threadTs);
  const cardSays = (words: string): Promise<Message> =>
    workspace.until(
      () => cards().find((card) => workspace.words(card).includes(words)),
      `a card that says “${words}”`,
    );
  /** Somebody whose click led to nothing clicks again. */
  const insist = async (act: () => Promise<unknown>, words: string): Promise<Message> => {
    for (let tries = 0; tries < 5; tries += 1) {
      await act().catch(() => null);
      const seen = await soon(() => cards().find((card) => workspace.words(card).includes(words)));
      if (seen) return seen;
    }
    return cardSays(words);
  };

  await submitUntilTaken(url);
  await cardSays('Waiting for a decision');

  const ana = workspace.as('U0ANA');
  await insist(async () => {
    workspace.state.modals.delete('U0ANA');
    await ana.click(cards()[0]!, 'handoff.edit');
    await soon(() => ana.modal());
    await ana.submit({ 'draft.0': 'Hello Acme, here is our price.' });
  }, 'Changed since the suggestion');

  await insist(async () => workspace.as('U0BEN').click(cards()[0]!, 'handoff.approve'), '· done.');
  const sent = company.ledger().filter(({ resource }) => resource.startsWith('/mail/'));
  expect(sent.map(({ after }) => after.body)).toEqual(['Hello Acme, here is our price.']);
  expect(company.record('/crm/accounts/Acme Corp')).toMatchObject({ status: 'replied' });

  const meg = workspace.as('U0MEG');
  await insist(async () => {
    workspace.state.modals.delete('U0MEG');
    await meg.click(cards()[0]!, 'handoff.undo');
    await soon(() => meg.modal());
    await meg.submit({ reason: 'Wrong client' });
  }, 'the records are as they were before');
  expect(company.record('/crm/accounts/Acme Corp')).toMatchObject({ status: 'open', last_topic: 'none yet' });

  // Every effect took place exactly once: one update, one mail, one update back. And there is one card.
  expect(company.ledger().map(({ method }) => method)).toEqual(['PATCH', 'POST', 'PATCH']);
  expect(cards()).toHaveLength(1);
};

const soon = async <T>(look: () => T | undefined): Promise<T | undefined> => {
  for (let tries = 0; tries < 120; tries += 1) {
    const found = look();
    if (found) return found;
    await new Promise((resolved) => setTimeout(resolved, 20));
  }
  return undefined;
};

/** An agent that hears nothing sends the same request again, with the same key. */
const submitUntilTaken = async (url: string): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(`${url}/v1/handoffs`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${agentToken}`,
        'content-type': 'application/json',
        'idempotency-key': 'inquiry-1',
      },
      body: inquiry,
    }).catch(() => null);
    if (answer && answer.status < 300) return;
    await new Promise((resolved) => setTimeout(resolved, 50));
  }
  throw new Error('The bot never took the request.');
};
