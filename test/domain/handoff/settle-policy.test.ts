import { settlePolicy } from '../../../src/domain/handoff/settle-policy.js';
import type { Subject } from '../../../src/domain/handoff/subject.js';
import { aCharter, aMail, aRule, aTaskType, aTool } from '../../support/a-charter.js';

const subject: Subject = {
  fields: {},
  flags: [],
  confidence: 0.99,
  account: 'Acme Corp',
  urgency: 'normal',
  agent: 'support-agent',
  options: [],
  missing: [],
  readByModel: [],
  text: null,
  actions: [],
};
const update = { tool: 'crm.update_account', arguments: {} };

describe('the level of a handoff', () => {
  const levelOf = (taskType = aTaskType({ level: 1 }), change: Partial<Subject> = {}, charter = aCharter()) =>
    settlePolicy(charter, taskType, { ...subject, ...change }).level;

  it('is the task type’s own when nothing is stricter', () => {
    expect(levelOf()).toBe(1);
    expect(levelOf(aTaskType({ level: 4 }))).toBe(4);
  });

  it.each([
    [0.85, 1],
    [0.8499, 2],
    [0.5, 2],
    [0.4999, 3],
    [null, 2],
  ])('with confidence %p is %p', (confidence, level) => {
    const taskType = aTaskType({ level: 1, confidence: { approve: 0.85, takeOver: 0.5 } });
    expect(levelOf(taskType, { confidence })).toBe(level);
  });

  it.each([
    ['irreversible', aMail({ customerFacing: false })],
    ['customer-facing', aTool({ customerFacing: true })],
    ['sensitive', aTool({ sensitive: true })],
  ])('is at least 2 for a tool that is %s', (_what, tool) => {
    const charter = aCharter({ tools: { [tool.name]: tool } });
    const given = Object.fromEntries(Object.keys(tool.arguments).map((name) => [name, 'x']));
    expect(levelOf(undefined, { actions: [{ tool: tool.name, arguments: given }] }, charter)).toBe(2);
  });

  it('is 3 while an argument that the tool needs has no value, and says which', () => {
    const actions = [{ tool: 'mail.send', arguments: { to: 'Ana' } }];
    const policy = settlePolicy(aCharter(), aTaskType(), { ...subject, actions });
    expect(policy).toMatchObject({ level: 3, because: ['“Send the reply” lacks “body”.'] });
    // What is asked for may still fill it.
    expect(settlePolicy(aCharter(), aTaskType(), { ...subject, actions, missing: ['text'] }).level).toBe(2);
  });

  it('counts an optional argument for nothing', () => {
    expect(levelOf(undefined, { actions: [{ ...update, arguments: { id: 'A', status: 'x' } }] })).toBe(1);
  });

  it('is 3 for a tool that the charter does not have', () => {
    expect(levelOf(undefined, { actions: [{ tool: 'rm', arguments: {} }] })).toBe(3);
  });

  it('is the strictest of the rules that hold', () => {
    const fraud = aRule("'fraud' in flags", ({ flags }) => (flags as string[]).includes('fraud'), {
      level: 4,
    });
    const rules = [aRule('true', () => true, { level: 2 }), fraud];
    expect(levelOf(aTaskType({ level: 1, rules }))).toBe(2);
    expect(levelOf(aTaskType({ level: 1, rules }), { flags: ['fraud'] })).toBe(4);
  });

  it('is 3 when a rule cannot be checked', () => {
    const broken = aRule('amount > 500', () => {
      throw new Error('no such key: amount');
    });
    const policy = settlePolicy(aCharter(), aTaskType({ level: 1, rules: [broken] }), subject);
    expect(policy).toMatchObject({ level: 3, because: ['The rule “amount > 500” could not be checked.'] });
  });

  it('is 3 when an action contradicts the field that the rules look at', () => {
    const fields = { amount: { minor: 4000, currency: 'EUR' } };
    const honest = {
      ...update,
      arguments: { id: 'A', status: 'x', amount: { minor: 4000, currency: 'EUR' } },
    };
    const sly = { ...update, arguments: { amount: { minor: 90000, currency: 'EUR' } } };
    expect(levelOf(undefined, { fields, actions: [honest] })).toBe(1);
    expect(levelOf(undefined, { fields, actions: [sly] })).toBe(3);
  });

  it('shows rules an amount in major units, with its currency', () => {
    const seen: unknown[] = [];
    const rule = aRule('amount > 500', (facts) => {
      seen.push([facts.amount, facts.amount_currency]);
      return false;
    });
    levelOf(aTaskType({ rules: [rule] }), { fields: { amount: { minor: 50001, currency: 'EUR' } } });
    levelOf(aTaskType({ rules: [rule] }), { fields: { amount: { minor: 500, currency: 'JPY' } } });
    expect(seen).toEqual([
      [500.01, 'EUR'],
      [500, 'JPY'],
    ]);
  });
});

describe('what else a rule can ask for', () => {
  it('more approvers and other approvers', () => {
    const rules = [aRule('true', () => true, { quorum: 2, approvers: ['finance'] })];
    const policy = settlePolicy(aCharter(), aTaskType({ rules }), subject);
    expect(policy).toMatchObject({ quorum: 2, approverRoles: ['finance'] });
  });
});
