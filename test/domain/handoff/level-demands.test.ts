import { demandsOf } from '../../../src/domain/handoff/level-demands.js';
import type { Subject } from '../../../src/domain/handoff/subject.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';

const plain: Subject = {
  ...{ fields: {}, flags: [], missing: [], readByModel: [], options: [], text: null },
  ...{ confidence: 0.99, account: 'Acme Corp', urgency: 'normal', agent: 'support-agent' },
  actions: [{ tool: 'crm.update_account', arguments: { id: 'A', status: 'won' } }],
};
const said = (change: Partial<Subject>, charter = aCharter()) =>
  demandsOf(charter, aTaskType({ confidence: { approve: 0.85, takeOver: 0.5 } }), {
    ...plain,
    ...change,
  }).map(({ level, because }) => `${level} ${because}`);

describe('what makes a person look', () => {
  it('is nothing where all is usual', () => {
    expect(said({})).toEqual([]);
  });

  it.each<[string, Partial<Subject>, string]>([
    [
      'an agent that does not say how sure it is',
      { confidence: null },
      '2 The agent did not say how sure it is.',
    ],
    ['one that is not sure', { confidence: 0.7 }, '2 The agent is 70 % sure; below 85 % a person decides.'],
    [
      'one that guesses',
      { confidence: 0.2 },
      '3 The agent is only 20 % sure; below 50 % a person takes over.',
    ],
    ['an unknown tool', { actions: [{ tool: 'rm', arguments: {} }] }, '3 The charter has no tool “rm”.'],
    [
      'an action that says otherwise than the request',
      { fields: { status: 'lost' } },
      '3 “status” in the action differs from “status” in the request.',
    ],
    [
      'what is not filled in',
      { actions: [{ tool: 'crm.update_account', arguments: { id: 'A' } }] },
      '3 “Update the account in the CRM” lacks “status”.',
    ],
    [
      'what a model read',
      { fields: { stage: 'won' }, readByModel: ['stage'], text: 'won' },
      '2 AI read “stage” out of the text, so a person looks at it.',
    ],
    [
      'a flag that names a rule',
      { flags: ['vip', 'breaks policy'] },
      '2 The agent flags “breaks policy”: an exception is a person’s to decide.',
    ],
  ])('is %s', (_what, change, words) => {
    expect(said(change)).toEqual([words]);
  });

  it('is everything at once where several hold', () => {
    expect(said({ confidence: null, flags: ['over_limit'] })).toHaveLength(2);
  });
});
