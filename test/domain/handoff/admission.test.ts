import type { Submit } from '../../../src/domain/command.js';
import { bot, person, personId } from '../../../src/domain/ids.js';
import { sentence } from '../../../src/domain/refusal.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aStory, aSubmit, theAgent } from '../../support/bot/a-story.js';

const known = aCharter();
const charter = aCharter({
  agents: known.agents,
  taskTypes: {
    customer_reply: aTaskType({ fields: { order_id: { kind: 'string' }, amount: { kind: 'money' } } }),
    refund: aTaskType({ name: 'refund', aliases: [] }),
  },
});
const submission = aSubmit().submission;
const send = { tool: 'mail.send', arguments: { to: 'ana@example.com', body: 'Hello' } };
const acting = (...actions: Submit['submission']['actions']) => ({ submission: { ...submission, actions } });
const submitted = (change: Partial<Submit>) => aStory(charter).does(theAgent, aSubmit(change));

const cases: [string, Partial<Submit>, string, string][] = [
  ['a kind of work that does not exist', { taskType: 'world_peace' }, 'unknown_task_type', '/task'],
  [
    'a kind of work named like what every object has',
    { taskType: 'constructor' },
    'unknown_task_type',
    '/task',
  ],
  ['a kind of work that this agent may not submit', { taskType: 'refund' }, 'may_not_submit', '/task'],
  ['no summary', { submission: { ...submission, summary: ' ' } }, 'invalid_value', '/summary'],
  ['too high a confidence', { submission: { ...submission, confidence: 7 } }, 'invalid_value', '/confidence'],
  ['a negative one', { submission: { ...submission, confidence: -1 } }, 'invalid_value', '/confidence'],
  [
    'one that is no number',
    { submission: { ...submission, confidence: NaN } },
    'invalid_value',
    '/confidence',
  ],
  [
    'an option that neither card nor charter have, second',
    { submission: { ...submission, options: ['approve', 'to_the_moon'] } },
    'unknown_option',
    '/options/1',
  ],
  ['a field that the charter does not have', { fields: { size: 1 } }, 'invalid_value', '/fields/size'],
  ['a field that every object has', { fields: { constructor: 1 } }, 'invalid_value', '/fields/constructor'],
  ['a field whose name needs escapes', { fields: { 'a/b~c': 1 } }, 'invalid_value', '/fields/a~1b~0c'],
  ['an amount that is none', { fields: { amount: 'forty' } }, 'invalid_value', '/fields/amount'],
  ['a tool that does not exist', acting({ ...send, tool: 'rm' }), 'unknown_tool', '/actions/0/tool'],
  [
    'a tool of another kind of work, second',
    acting(send, { ...send, tool: 'crm.other' }),
    'unknown_tool',
    '/actions/1/tool',
  ],
  [
    'a missing argument',
    acting({ ...send, arguments: { to: 'ana@example.com' } }),
    'invalid_value',
    '/actions/0/arguments',
  ],
  [
    'an empty argument',
    acting({ ...send, arguments: { ...send.arguments, body: ' ' } }),
    'invalid_value',
    '/actions/0/arguments/body',
  ],
  [
    'an argument that is null',
    acting({ ...send, arguments: { ...send.arguments, body: null } }),
    'invalid_value',
    '/actions/0/arguments/body',
  ],
  [
    'an argument that does not exist',
    acting({ ...send, arguments: { ...send.arguments, bcc: 'x' } }),
    'invalid_value',
    '/actions/0/arguments/bcc',
  ],
];

describe('a submission through whatever door', () => {
  it.each(cases)('with %s is refused, and nothing has happened', (_what, change, code, pointer) => {
    const story = submitted(change);
    expect(story.refusal).toMatchObject({ code, pointer });
    expect([story.handoff, story.happened, story.effects]).toEqual([null, [], []]);
  });

  it('of an agent that the charter does not have is refused', () => {
    for (const agent of ['nobody', 'constructor']) {
      const story = aStory(charter).does({ kind: 'agent', name: agent }, aSubmit({ agent }));
      expect(story.refusal).toMatchObject({ code: 'unknown_agent', pointer: '/agent' });
    }
  });

  it.each([
    ['another agent', { kind: 'agent', name: 'ops-agent' } as const],
    ['a person', person(personId('U0BEN'))],
    ['the bot', bot],
  ])('in the name of an agent by %s is refused', (_who, actor) => {
    expect(aStory(charter).does(actor, aSubmit()).refusal?.code).toBe('not_your_handoff');
  });

  it('takes null for an optional value that is not there', () => {
    const given = { id: 'A', status: 'replied', amount: null };
    const story = submitted({
      submission: { ...submission, actions: [{ tool: 'crm.update_account', arguments: given }] },
    });
    expect(story.refusal).toBeNull();
    expect(story.it().work.proposal?.actions[0]?.arguments).toEqual({ id: 'A', status: 'replied' });
    expect(submitted({ fields: { order_id: null } }).refusal?.pointer).toBe('/fields/order_id');
  });

  it('hears of everything that does not fit at once', () => {
    const { refusal } = submitted({
      fields: { size: 1, amount: 'forty' },
      submission: {
        ...submission,
        confidence: 2,
        actions: [
          { ...send, tool: 'rm' },
          { ...send, arguments: {} },
        ],
      },
    });
    expect([refusal, ...(refusal?.others ?? [])].map((one) => one?.pointer)).toEqual([
      '/confidence',
      '/fields/size',
      '/fields/amount',
      '/actions/0/tool',
      '/actions/1/arguments',
      '/actions/1/arguments',
    ]);
  });

  it.each<[string, Partial<Submit>, string]>([
    ['kind of work', { taskType: 'custmer_reply' }, 'Did you mean “customer_reply”?'],
    ['field', { fields: { oder_id: 'O-7' } }, 'Did you mean “order_id”?'],
    ['tool', acting({ ...send, tool: 'mail.sent' }), 'Did you mean “mail.send”?'],
    [
      'option',
      { submission: { ...submission, options: ['escalate_to_sale'] } },
      'Did you mean “escalate_to_sales”?',
    ],
    ['option far from any', { submission: { ...submission, options: ['x'] } }, 'It knows approve, edit'],
  ])('with a misspelt %s hears what was meant', (_what, change, hint) => {
    const { refusal } = submitted(change);
    expect(refusal && sentence(refusal)).toContain(hint);
  });

  it('is never told the name of work that it may not submit', () => {
    const { refusal } = submitted({ taskType: 'refond' });
    expect(refusal && sentence(refusal)).toBe('The charter has no task type “refond”.');
  });

  it('under an alias, with values as people write them, is kept under its name and in the stored form', () => {
    const story = submitted({
      taskType: 'respond_to_client_inquiry',
      fields: { order_id: 'O-7', amount: '40.00 EUR' },
      ...acting({
        tool: 'crm.update_account',
        arguments: { id: 'A-1', status: 'replied', amount: '40.00 EUR' },
      }),
    });
    const amount = { minor: 4000, currency: 'EUR' };
    expect(story.it()).toMatchObject({
      origin: { taskType: 'customer_reply' },
      work: { fields: { order_id: 'O-7', amount } },
    });
    expect(story.it().origin.submission.actions[0]?.arguments.amount).toEqual(amount);
    expect(story.it().work.proposal?.actions[0]?.arguments.amount).toEqual(amount);
  });
});
