import type { Tool } from '../../../src/domain/charter/charter.js';
import { laneOf } from '../../../src/domain/effect.js';
import type { Action } from '../../../src/domain/handoff/proposal.js';
import { targetRecords } from '../../../src/domain/run/target-record.js';
import { aCharter, aMail, aTool } from '../../support/a-charter.js';
import { done, executing, stepDone } from '../../support/bot/a-story.js';

const recordOf = (tool: Partial<Tool>, given: Action['arguments']) => {
  const made = aTool(tool);
  const action = { tool: made.name, toolHash: made.hash, arguments: given, before: null };
  return targetRecords([action], aCharter({ tools: { [made.name]: made } }))[0];
};

describe('the record that an action works on', () => {
  it('is the same for two tools of one system that name it alike', () => {
    const one = recordOf({}, { id: 'Acme Corp', status: 'won' });
    expect(recordOf({ name: 'crm.close_account', addressedBy: ['key'] }, { key: 'Acme Corp' })).toBe(one);
    expect(recordOf({ name: 'billing.update_account' }, { id: 'Acme Corp' })).not.toBe(one);
    expect(recordOf({}, { id: 'Globex', status: 'won' })).not.toBe(one);
  });

  it('is the same whether a number is written as a text or not', () => {
    expect(recordOf({}, { id: 42 })).toBe(recordOf({}, { id: '42' }));
  });

  it('does not change with what is written, though that stands in the address as well', () => {
    const tool = { addressedBy: ['id', 'status'] };
    expect(recordOf(tool, { id: '1', status: 'won' })).toBe(recordOf(tool, { id: '1', status: 'lost' }));
  });

  it('is the one record of a tool that can be read and has no address', () => {
    expect(recordOf({ addressedBy: [] }, { status: 'won' })).toBe('crm.update_account');
  });

  it('is none for a tool that sends something, or that the charter does not have', () => {
    const mail = { tool: 'mail.send', toolHash: 't', arguments: { to: 'a', body: 'b' }, before: null };
    expect(
      targetRecords([mail, { ...mail, tool: 'gone' }], aCharter({ tools: { 'mail.send': aMail() } })),
    ).toEqual([null, null]);
  });
});

describe('the lane of a step', () => {
  const lane = (story: ReturnType<typeof executing>) => laneOf({ type: 'run-step' }, story.it());

  it('is that of its record, for an undo as for the write, and of its handoff where there is none', () => {
    const story = executing();
    expect(lane(story)).toMatch(/^record:crm [0-9a-f]{32}$/);
    expect(lane(stepDone(story, 0))).toBe('handoff:h_1');
    const undone = done().does('U0ANA', { type: 'roll_back', reason: 'Wrong.' });
    expect(lane(stepDone(undone, 0))).toBe(lane(executing()));
  });
});
