import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleBot } from '../support/bot/a-bot-process.js';
import { crashAt, crashAtEach, drawPoints, type Scene, type Survived } from '../support/kills/a-crash.js';
import { seedFrom, volume } from '../support/volume.js';

const seed = seedFrom('CRASH_SEED');

/** The same where nothing goes as planned: a question, another owner, a moved record, a refusal in the middle. */
const everyPoint = [
  ...[
    'information_asked',
    'information_supplied',
    'escalated',
    'snoozed',
    'asked_again',
    'compensation_started',
    'exception_raised',
    'retried',
  ].flatMap((event) => [`before commit of ${event}`, `after commit of ${event}`]),
  ...['posting an exception', 'updating an exception'].flatMap((call) => [`before ${call}`, `after ${call}`]),
];

const submission = JSON.stringify({
  task: 'customer_reply',
  client: 'Acme Corp',
  summary: 'The parcel arrived damaged',
  confidence: 0.9,
  actions: [
    {
      tool: 'crm.update_account',
      arguments: { id: 'Acme Corp', status: 'replied', last_topic: 'A damaged parcel' },
    },
    { tool: 'payments.refund', arguments: { order_id: 'O-7', amount: '500.00 EUR' } },
  ],
});

const points = drawPoints(everyPoint, {
  always: ['before commit of exception_raised', 'after commit of retried'],
  draw: volume(3, everyPoint.length),
  seed,
});

describe(`a bot in trouble that is killed (CRASH_SEED=${seed})`, () => {
  const built = resolve(`node_modules/.cache/crash-${process.pid}`);
  let outcomes: ReadonlyMap<string, () => Survived>;
  beforeAll(async () => {
    const bot = await bundleBot('test/support/bot/crashing-bot.ts', built);
    const charter = join(mkdtempSync(join(tmpdir(), 'charter-')), 'charter.yml');
    const tools = 'tools: [crm.update_account, mail.send';
    writeFileSync(charter, readFileSync('charter.yml', 'utf8').replace(tools, `${tools}, payments.refund`));
    outcomes = await crashAtEach(points, (point) => crashAt(point, { bot, charter, story }));
  }, 300_000);
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  it.each(points)('%s ends the story right', (point) => {
    expect(outcomes.get(point)?.()).toMatchObject({ deaths: 1, log: { handoffs: 1, broken: null } });
  });
});

const story = async (scene: Scene): Promise<void> => {
  const { workspace, company, card, insist, fillIn, cardSays } = scene;
  const approve = () => workspace.as('U0BEN').click(card(), 'handoff.approve');
  await scene.submitUntilTaken(submission);
  await cardSays('Waiting for a decision');

  const question = { choice: /Ask for information/, values: { question: 'Which order was it?' } };
  await insist(() => fillIn('U0BEN', 'handoff.more', question), 'information_asked');
  await insist(
    () => fillIn('U0ANA', 'handoff.answer', { values: { answer: 'O-7' } }),
    'information_supplied',
  );
  const toMeg = { values: { option: 'person:U0MEG', note: 'Please decide' } };
  await insist(() => fillIn('U0ANA', 'handoff.escalate', toMeg), 'escalated');
  const later = { choice: /Remind me later/, values: { when: 'hour' } };
  await insist(() => fillIn('U0MEG', 'handoff.more', later), 'snoozed');

  company.drift('/crm/accounts/Acme Corp', { status: 'waiting' });
  await insist(approve, 'asked_again');
  await cardSays('A record has changed since this was approved: status is now “waiting”');
  expect(company.ledger()).toEqual([]);

  // The refund is more than was paid, so it is refused, and the account is put back. Only when the refusal itself
  // was lost in the crash nobody knows whether an earlier call got through, and nothing is taken back.
  await insist(approve, 'exception_raised');
  const inDoubt = workspace.words(await cardSays('Needs help.')).includes('may or may not have happened');
  const account = { status: inDoubt ? 'replied' : 'waiting' };
  expect(company.record('/crm/accounts/Acme Corp')).toMatchObject(account);

  company.drift('/payments/orders/O-7', { paid: { minor: 90_000, currency: 'EUR' } });
  const alarms = () => workspace.messages('#exceptions').filter((message) => !message.threadTs);
  const retry = async () => {
    const [alarm] = alarms();
    if (alarm) await workspace.as('U0MEG').click(alarm, 'handoff.retry');
  };
  await insist(retry, 'executed');
  await cardSays('· done.');
  await workspace.until(
    () => workspace.words(alarms()[0]!).includes('nothing more from you'),
    'a settled alarm',
  );
  const methods = inDoubt ? ['PATCH', 'POST'] : ['PATCH', 'PATCH', 'PATCH', 'POST'];
  expect(company.ledger().map(({ method }) => method)).toEqual(methods);
  expect([scene.cards().length, alarms().length]).toEqual([1, 1]);
};
