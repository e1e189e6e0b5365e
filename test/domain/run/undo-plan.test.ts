import type { Tool } from '../../../src/domain/charter/charter.js';
import type { Step } from '../../../src/domain/handoff/run.js';
import { isUndoable, undoPlan } from '../../../src/domain/run/undo-plan.js';
import { aCharter, aMail, aTool } from '../../support/a-charter.js';
import { done } from '../../support/bot/a-story.js';

const compensate = { tool: 'crm.restore', arguments: {}, withinMs: null };

describe('an action', () => {
  it.each<[string, Partial<Tool>, boolean]>([
    ['whose earlier values are kept can be taken back', {}, true],
    ['of which nothing is kept cannot', { priorValues: [] }, false],
    ['that is irreversible cannot, whatever is kept', { risk: 'irreversible' }, false],
    [
      'that another tool takes back can, whatever is kept',
      { compensate, priorValues: [], risk: 'irreversible' },
      true,
    ],
  ])('%s', (_which, change, can) => {
    const charter = aCharter({ tools: { 'crm.update_account': aTool(change) } });
    expect(isUndoable('crm.update_account', charter)).toBe(can);
  });

  it('of a tool that the charter does not have cannot be taken back', () => {
    expect(isUndoable('crm.gone', aCharter())).toBe(false);
  });
});

describe('what an undo will do', () => {
  /** The account was updated and then the mail was sent. */
  const planOf = (crm: Partial<Tool> = {}, step: Partial<Step> = {}) => {
    const charter = aCharter({ tools: { 'crm.update_account': aTool(crm), 'mail.send': aMail() } });
    const handoff = done(charter).it();
    const run = {
      ...handoff.execution.run!,
      steps: handoff.execution.run!.steps.map((one, at) => (at === 0 ? { ...one, ...step } : one)),
    };
    return undoPlan({ ...handoff, execution: { ...handoff.execution, run } }, charter);
  };

  it('is said newest first: what stays, and each field from what was written to what stood there', () => {
    expect(planOf()).toMatchObject([
      { kind: 'stays', tool: { name: 'mail.send' } },
      { kind: 'restores', fields: [{ name: 'status', from: 'replied', to: 'open' }] },
    ]);
  });

  it('names the fields of the record, whatever the arguments are called', () => {
    const crm = {
      arguments: { id: text, status: text },
      priorValues: ['properties.stage'],
      writes: { properties: { stage: '$status' } },
    };
    expect(planOf(crm, { prior: { 'properties.stage': 'open' }, result: null })[1]).toMatchObject({
      kind: 'restores',
      fields: [{ name: 'properties.stage', from: 'replied', to: 'open' }],
    });
  });

  it('starts from what the record held after the write, in the writing of its service', () => {
    expect(planOf({}, { result: { status: 'Replied', id: 'r-1' } })[1]).toMatchObject({
      fields: [{ name: 'status', from: 'Replied', to: 'open' }],
    });
  });

  it('leaves what cannot be written back, and calls the other tool where there is one', () => {
    expect(planOf({}, { prior: null })[1]).toMatchObject({ kind: 'stays' });
    expect(planOf({ writes: { status: 'replied' } })[1]).toMatchObject({ kind: 'stays' });
    expect(planOf({ compensate })[1]).toMatchObject({ kind: 'compensates' });
  });

  it('is about what changed something, and nothing else', () => {
    expect(planOf({}, { status: 'failed' })).toMatchObject([{ tool: { name: 'mail.send' } }]);
    expect(planOf({}, { status: 'failed_verification' })).toHaveLength(2);
  });
});

const text = { kind: 'string' } as const;
