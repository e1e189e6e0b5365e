import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { bundleBot } from '../support/bot/a-bot-process.js';
import { inquiry } from '../support/browser/a-town.js';
import { crashAt, crashAtEach, drawPoints, type Scene, type Survived } from '../support/kills/a-crash.js';
import { seedFrom, volume } from '../support/volume.js';

const seed = seedFrom('CRASH_SEED');

/** The bot is killed at one point of the story and started again; the people go on as people do. */
const everyPoint = [
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
    'keeping where a card stands',
    'updating the card',
    'telling the owner',
    'adding a note',
    'beginning an effect',
    'ending an effect',
    'reading what was approved',
    'reading a record',
    'calling a tool',
  ].flatMap((call) => [`before ${call}`, `after ${call}`]),
];

const points = drawPoints(everyPoint, {
  always: ['after commit of approved', 'before calling a tool', 'after calling a tool'],
  draw: volume(7, everyPoint.length),
  seed,
});

describe(`a bot that is killed (CRASH_SEED=${seed})`, () => {
  const built = resolve(`node_modules/.cache/crash-${process.pid}`);
  let outcomes: ReadonlyMap<string, () => Survived>;
  beforeAll(async () => {
    const bot = await bundleBot('test/support/bot/crashing-bot.ts', built);
    outcomes = await crashAtEach(points, (point) => crashAt(point, { bot, story }));
  }, 300_000);
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  it.each(points)('%s ends the story right', (point) => {
    expect(outcomes.get(point)?.()).toMatchObject({ deaths: 1, log: { handoffs: 1, broken: null } });
  });
});

const story = async (scene: Scene): Promise<void> => {
  const { workspace, company, card, insist, fillIn, cardSays } = scene;
  await scene.submitUntilTaken(inquiry);
  await cardSays('Waiting for a decision');

  const draft = { 'draft.0': 'Hello Acme, here is our price.' };
  await insist(() => fillIn('U0ANA', 'handoff.edit', { values: draft }), 'edited');
  await cardSays('Changed since the suggestion');

  await insist(() => workspace.as('U0BEN').click(card(), 'handoff.approve'), 'executed');
  await cardSays('· done.');
  const sent = company.ledger().filter(({ resource }) => resource.startsWith('/mail/'));
  expect(sent.map(({ after }) => after.body)).toEqual(['Hello Acme, here is our price.']);
  expect(company.record('/crm/accounts/Acme Corp')).toMatchObject({ status: 'replied' });

  const reason = { values: { reason: 'Wrong client' } };
  await insist(() => fillIn('U0MEG', 'handoff.undo', reason), 'rolled_back');
  await cardSays('the records are as they were before');
  expect(company.record('/crm/accounts/Acme Corp')).toMatchObject({ status: 'open', last_topic: 'none yet' });

  // Every effect took place exactly once: one update, one mail, one update back. And there is one card.
  expect(company.ledger().map(({ method }) => method)).toEqual(['PATCH', 'POST', 'PATCH']);
  expect(scene.cards()).toHaveLength(1);
};
