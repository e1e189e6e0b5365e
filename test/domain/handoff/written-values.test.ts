import type { Tool } from '../../../src/domain/charter/charter.js';
import { differing, pick, restoringArguments, writesOf } from '../../../src/domain/handoff/written-values.js';
import type { JsonObject } from '../../../src/domain/json.js';
import { aTool } from '../../support/a-charter.js';

const written = (writes: JsonObject, priorValues: string[], change: Partial<Tool> = {}) =>
  aTool({ priorValues, writes, ...change });

describe('what a call writes', () => {
  const amount = { minor: 4000, currency: 'EUR' };

  it('is read from its body, field by field', () => {
    const tool = written({ deal: { stage: '$stage' }, minor: '$amount.minor', closed: true }, [
      'deal.stage',
      'minor',
      'closed',
      'owner',
    ]);
    expect(writesOf(tool, { id: 'D-1', stage: 'won', amount })).toEqual({
      'deal.stage': 'won',
      minor: 4000,
      closed: true,
    });
  });

  it('is put back through the arguments that carry it', () => {
    const tool = written({ deal: { stage: '$stage' }, minor: '$amount.minor' }, ['deal.stage', 'minor']);
    const prior = { 'deal.stage': null, minor: 1200 };
    expect(restoringArguments(tool, { id: 'D-1', stage: 'won', amount }, prior)).toEqual({
      id: 'D-1',
      stage: null,
      amount: { minor: 1200, currency: 'EUR' },
    });
  });

  it.each([
    ['a fixed value', written({ status: 'closed' }, ['status'])],
    ['a mixture', written({ status: { is: '$status' } }, ['status'])],
    ['a part of the address', written({ id: '$id' }, ['id'])],
    ['none of the kept fields', written({ note: '$status' }, ['status'])],
  ])('cannot be put back when it is %s', (_what, tool) => {
    expect(restoringArguments(tool, { id: 'D-1', status: 'won' }, { status: 'open', id: 'D-0' })).toBeNull();
  });

  it('leaves alone what the call left alone', () => {
    const tool = written({ status: '$status', note: '$note' }, ['status', 'note']);
    expect(restoringArguments(tool, { id: 'D-1', status: 'won' }, { status: 'open', note: 'x' })).toEqual({
      id: 'D-1',
      status: 'open',
    });
  });
});

describe('fields that differ', () => {
  const tool = written({ amount: '$total', note: '$note' }, ['amount', 'note'], {
    arguments: { total: { kind: 'number' }, note: { kind: 'string' } },
  });
  const sql = { ...tool, target: { kind: 'sql' } };
  const slack = { ...tool, target: { kind: 'slack' } };

  it.each<[string, Tool, JsonObject, JsonObject, string[]]>([
    ['by what they hold', tool, { amount: 2, note: 'a' }, { amount: 1, note: 'a' }, ['amount']],
    ['never by how a number is written', tool, { amount: '1.50' }, { amount: 1.5 }, []],
    ['by how a text is written', tool, { note: '007' }, { note: '7' }, ['note']],
    ['where nothing is there', tool, {}, { note: 'a' }, ['note']],
    ['never where both are empty', tool, { note: '' }, { note: null }, []],
    ['in a database, where empty is not nothing', sql, { note: '' }, { note: null }, ['note']],
    ['never by the padding of a column', sql, { note: 'a  ' }, { note: 'a' }, []],
    ['by blanks elsewhere', tool, { note: 'a  ' }, { note: 'a' }, ['note']],
    ['never by the name of a picture in a chat', slack, { note: ':tada:' }, { note: '🎉' }, []],
    ['only among those that are expected', tool, { amount: 1, note: 'b' }, { amount: 1 }, []],
  ])('%s', (_how, by, record, expected, fields) => {
    expect(differing(record, expected, by)).toEqual(fields);
  });
});

describe('some fields of a record', () => {
  it('are those that are there, by their names or along a path', () => {
    expect(pick({ a: 1, 'b.c': 2, d: { e: null } }, ['a', 'b.c', 'd.e', 'gone'])).toEqual({
      ...{ a: 1, 'b.c': 2 },
      'd.e': null,
    });
  });
});
