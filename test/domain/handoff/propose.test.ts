import type { PlannedAction, TaskType } from '../../../src/domain/charter/charter.js';
import { missingFields, propose, type Work } from '../../../src/domain/handoff/propose.js';
import type { JsonObject } from '../../../src/domain/json.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aSubmit } from '../../support/bot/a-story.js';

const work = (submission: Partial<Work['submission']> = {}, fields: JsonObject = {}): Work => ({
  ...{
    workspaceId: 'default',
    handoffId: 'h_1',
    account: 'Acme Corp',
    summary: 'They ask for a price',
    fields,
  },
  submission: { ...aSubmit().submission, ...submission },
});
const planned = (given: JsonObject): Partial<TaskType> => ({
  plan: [{ tool: 'crm.update_account', arguments: given }],
});
const given = (taskType: Partial<TaskType>, of: Work = work()) =>
  propose(aCharter(), aTaskType(taskType), of)?.actions.map((action) => action.arguments);

describe('what is proposed', () => {
  it('is what the plan says, frozen to the charter and to its tools', () => {
    expect(propose(aCharter(), aTaskType(), work())).toEqual({
      ...{ workspaceId: 'default', handoffId: 'h_1', charterHash: 'charter-hash', revision: 1 },
      draft: { text: 'Hello, thank you for asking.', feeds: [{ action: 1, argument: 'body' }] },
      actions: [
        {
          ...{ tool: 'crm.update_account', toolHash: 'tool-hash', before: null },
          arguments: { id: 'Acme Corp', status: 'replied' },
        },
        {
          ...{ tool: 'mail.send', toolHash: 'tool-hash', before: null },
          arguments: { to: 'Acme Corp', body: 'Hello, thank you for asking.' },
        },
      ],
    });
  });

  it('puts the parts of the work in their places, with their types, and leaves out what is not there', () => {
    const plan = planned({
      a: '$summary',
      b: '$account',
      c: '$fields.amount',
      d: '$fields.gone',
      e: 7,
      f: 'x',
    });
    const amount = { minor: 4000, currency: 'EUR' };
    expect(given(plan, work({}, { amount }))).toEqual([
      { a: 'They ask for a price', b: 'Acme Corp', c: amount, e: 7, f: 'x' },
    ]);
  });

  it('never puts in what every object has', () => {
    expect(given(planned({ a: '$constructor', b: '$fields.constructor' }))).toEqual([{}]);
  });

  it('is what the agent submits itself, word for word, and the text goes where it stands already', () => {
    const actions: PlannedAction[] = [{ tool: 'mail.send', arguments: { to: '$client', body: 'Hi!' } }];
    const proposal = propose(aCharter(), aTaskType(), work({ actions, draft: 'Hi!' }));
    expect(proposal?.actions.map((action) => action.arguments)).toEqual([{ to: '$client', body: 'Hi!' }]);
    expect(proposal?.draft).toEqual({ text: 'Hi!', feeds: [{ action: 0, argument: 'body' }] });
  });

  it('is nothing without a text and without an action, and a text alone is enough', () => {
    expect(propose(aCharter(), aTaskType({ plan: [] }), work({ draft: null }))).toBeNull();
    expect(propose(aCharter(), aTaskType({ plan: [] }), work())).toMatchObject({
      draft: { feeds: [] },
      actions: [],
    });
  });

  it('carries no declaration of a tool that the charter does not have', () => {
    const plan = [{ tool: 'crm.gone', arguments: {} }];
    expect(propose(aCharter(), aTaskType({ plan }), work())?.actions[0]?.toolHash).toBe('');
  });
});

describe('a missing field', () => {
  it('is a required one without a value, whatever it is called', () => {
    const fields = {
      amount: { kind: 'money' },
      seats: { kind: 'integer' },
      note: { kind: 'string', optional: true },
      constructor: { kind: 'string' },
    } as const;
    const taskType = aTaskType({ fields });
    expect(missingFields(taskType, { seats: 0, amount: null })).toEqual(['amount', 'constructor']);
    expect(missingFields(taskType, { seats: 0, amount: 1, constructor: 'x' })).toEqual([]);
  });
});
