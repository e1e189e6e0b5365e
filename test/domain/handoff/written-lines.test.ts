import { readdirSync, readFileSync } from 'node:fs';
import { placeholderOf, valueAt } from '../../../src/domain/charter/call-template.js';
import { lineName, writtenLines } from '../../../src/domain/handoff/written-lines.js';
import type { JsonObject } from '../../../src/domain/json.js';
import { aTool } from '../../support/a-charter.js';
import { toolsOf } from '../../support/targets/a-tool.js';

/** `name: before → after`, as a person reads it. */
const read = (tool: Parameters<typeof writtenLines>[0], given: JsonObject, before: JsonObject | null) =>
  writtenLines(tool, { arguments: given, before }).map((line) => {
    const [was, becomes] = [line.before, line.after].map((one) => JSON.stringify(one));
    return `${lineName(line)}: ${was ?? '?'} → ${becomes ?? 'stays'}`;
  });

describe('what an action writes, line by line', () => {
  it('is named by the argument, and by the field where that has another name', () => {
    const tool = aTool({
      arguments: { id: { kind: 'string' }, stage: { kind: 'string' } },
      writes: { properties: { dealstage: '$stage' } },
      priorValues: ['properties.dealstage'],
    });
    const before = { 'properties.dealstage': 'appointmentscheduled' };
    expect(read(tool, { id: '512', stage: 'closedwon' }, before)).toEqual([
      'id: ? → "512"',
      'stage (properties.dealstage): "appointmentscheduled" → "closedwon"',
    ]);
  });

  it('says how the service counts money, and which currency it writes', () => {
    const tool = aTool({
      arguments: { id: { kind: 'string' }, amount: { kind: 'money' } },
      writes: { cents: '$amount.minor', currency: '$amount.currency' },
      priorValues: ['cents', 'currency'],
    });
    const given = { id: 'A', amount: { minor: 4000, currency: 'EUR' } };
    expect(read(tool, given, { cents: 3000, currency: 'USD' })).toEqual([
      'id: ? → "A"',
      'amount (cents: 4000): 3000 → {"minor":4000,"currency":"EUR"}',
      'currency: "USD" → "EUR"',
    ]);
  });

  it('tells what the tool fixes, and what stays', () => {
    const tool = aTool({
      arguments: { id: { kind: 'string' } },
      writes: { status: 'refunded' },
      priorValues: ['status', 'note'],
    });
    expect(read(tool, { id: 'A' }, { status: 'open', note: 'x' })).toEqual([
      'id: ? → "A"',
      'status: "open" → "refunded"',
      'note: "x" → stays',
    ]);
  });

  it('knows of a record that was not read only what is written', () => {
    expect(read(aTool(), { id: 'A', status: 'won' }, null)).toEqual(['id: ? → "A"', 'status: ? → "won"']);
  });

  it('goes by names where the charter has no such tool', () => {
    expect(read(undefined, { id: 'A', status: 'won' }, { status: 'open', size: 3 })).toEqual([
      'id: ? → "A"',
      'status: "open" → "won"',
      'size: 3 → stays',
    ]);
  });

  const folder = 'charters/tools';
  const tools = readdirSync(folder).flatMap((file) =>
    Object.values(toolsOf(readFileSync(`${folder}/${file}`, 'utf8').replace(/^tools:\n/m, ''))),
  );
  it.each(tools.filter(({ priorValues }) => priorValues.length).map((tool) => [tool.name, tool] as const))(
    'shows old and new of every field that %s writes',
    (_name, tool) => {
      const given = Object.fromEntries(Object.keys(tool.arguments).map((name) => [name, `new ${name}`]));
      const before = Object.fromEntries(tool.priorValues.map((field) => [field, `old ${field}`]));
      const lines = writtenLines(tool, { arguments: given, before });
      for (const field of tool.priorValues) {
        const line = lines.find((one) => one.field === field);
        const argument = placeholderOf(valueAt(tool.writes, field));
        expect([field, line?.before, line?.after]).toEqual([field, `old ${field}`, `new ${argument}`]);
      }
    },
  );
});
