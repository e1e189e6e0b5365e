import type { Tool } from '../../../src/domain/charter/charter.js';
import { isUndoable } from '../../../src/domain/run/undoable.js';
import { aCharter, aTool } from '../../support/a-charter.js';

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
